"""Words on a page: the attributes' templates, the frame's groups, and data that cannot pose as anything else."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, Literal

from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..attributes.kit.attribute import Attribute, plain
from ..base.text import clean
from ..norms.condition import Condition
from ..presets.context import Context, Learner
from ..reports.report import Place
from ..wording.words import Words, read, words_for

_NUMBERED = re.compile(r"\d+\. ")

Detail = Literal["full", "brief"]
Style = Literal["markdown", "xml"]
STYLES: tuple[Style, ...] = ("markdown", "xml")


@dataclass(frozen=True, slots=True)
class Section:
    """One piece of an instruction's text: what one statement or one part of the frame says, and where it comes from."""

    name: str
    """The attribute's slug, or the frame's name for the part."""
    group: str
    """The group it stands in: "role", "every_turn", "help" and so on."""
    text: str
    origins: tuple[Place, ...] = ()
    attributes: tuple[str, ...] = ()
    detail: Detail | Literal["mixed"] = "full"
    item: bool = True
    """Whether it is an item of a list."""

    def joined(self, before: Section) -> Section:
        """This section and one that says the same, with the origins of both."""
        return replace(
            before,
            origins=tuple(dict.fromkeys([*before.origins, *self.origins])),
            attributes=tuple(dict.fromkeys([*before.attributes, *self.attributes])),
        )


@lru_cache(maxsize=8)
def _environment(locale: str) -> ImmutableSandboxedEnvironment:
    words = words_for(locale)
    # What is rendered once and kept gains nothing from an optimised template.
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, optimized=False
    )
    environment.filters.update(
        number=words.number,
        listed=words.listed,
        pick=lambda key, choices: choices[key],
        picked=lambda keys, choices: [choices[key] for key in keys],
    )
    return environment


_BLOCK = re.compile(r"{%-?\s*block\s+(\w+)\s*-?%}.*?{%-?\s*endblock\b.*?%}", re.DOTALL)
_REFERENCE = re.compile(r"\bself\.(\w+)")


@cache
def _blocks(cls: type[Attribute], locale: str) -> Mapping[str, str]:
    """The sources of an attribute's blocks, each with those it quotes."""
    blocks = {match[1]: match[0] for match in _BLOCK.finditer(cls.template(locale))}
    return {
        name: "".join(dict.fromkeys([source, *(blocks[other] for other in _REFERENCE.findall(source))]))
        for name, source in blocks.items()
    }


@cache
def _template(cls: type[Attribute], name: str, locale: str) -> Template:
    """One block, compiled by itself: to compile is the dearest step, and a text needs few of the blocks."""
    return _environment(locale).from_string(_blocks(cls, locale)[name])


def block_names(cls: type[Attribute], locale: str = "en") -> frozenset[str]:
    """The blocks of an attribute's template."""
    return frozenset(_blocks(cls, locale))


@lru_cache(maxsize=4096)
def _block(attribute: Attribute, name: str, locale: str, short: tuple[int, ...] = ()) -> str | None:
    words = words_for(locale)
    if name not in _blocks(type(attribute), locale):
        return None
    values: dict[str, Any] = {"short": short}
    for parameter in type(attribute).parameters():
        value = getattr(attribute, parameter)
        values[parameter] = words.condition(value) if isinstance(value, Condition) else _harmless(plain(value))
    template = _template(type(attribute), name, locale)
    context = template.new_context({**values, **attribute.template_data()})
    return _flowed("".join(template.blocks[name](context)))


def _harmless(value: Any) -> Any:
    """A parameter's value with the texts in it made unable to pose as a tag."""
    if isinstance(value, str):
        return line(value)
    if isinstance(value, list):
        return [_harmless(part) for part in value]
    if isinstance(value, dict):
        return {key: _harmless(part) for key, part in value.items()}
    return value


def _flowed(text: str) -> str:
    """Template text as one paragraph; numbered lines stay lines."""
    lines: list[str] = []
    for part in (" ".join(line.split()) for line in text.splitlines()):
        if part and lines and not _NUMBERED.match(part):
            lines[-1] += " " + part
        elif part:
            lines.append(part)
    return "\n".join(lines)


def statement_text(attribute: Attribute, key: str, detail: Detail, locale: str, short: tuple[int, ...] = ()) -> str:
    """What one statement of an attribute says, without any "Except when"; of a full one, with these parts short."""
    text = _block(attribute, f"{key}_{detail}", locale, short)
    if text is None:
        raise LookupError(f"{attribute.slug()} has no block {key}_{detail}")
    return text


def reminder_text(attribute: Attribute, locale: str) -> str | None:
    """The one sentence that closes a text of which this attribute is the most important rule."""
    return _block(attribute, "reminder", locale)


@dataclass(frozen=True, slots=True)
class Order:
    """Where each attribute stands."""

    first_rule: tuple[str, ...]
    groups: tuple[str, ...]
    _by_slug: Mapping[str, tuple[int, int]]
    _by_family: Mapping[str, int]

    def position(self, attribute: Attribute) -> tuple[int, int]:
        """Group and place in it."""
        slug = attribute.slug()
        return self._by_slug.get(slug) or (self._by_family[attribute.family], 1000)


@cache
def order() -> Order:
    data = tomllib.loads(read("instructions/order.toml"))
    by_slug: dict[str, tuple[int, int]] = {}
    by_family: dict[str, int] = {}
    for i, group in enumerate(data["group"]):
        for k, slug in enumerate(group.get("attributes", ())):
            by_slug[slug] = (i, k)
        for family in group.get("families", ()):
            by_family[family] = i
    names = tuple(group["name"] for group in data["group"])
    return Order(tuple(data["first_rule"]), names, by_slug, by_family)


# -- data from outside

_FRAME_TAG = re.compile(r"<(?=\s*[/|!?]|\s*[A-Za-z_])")


def shielded(text: str) -> str:
    """Text from outside, cleaned, without anything that could open or close a tag."""
    text = clean(text)
    return _FRAME_TAG.sub("\u2039", text) if "<" in text else text


def line(text: str) -> str:
    """Text from outside as one line."""
    return " ".join(shielded(text).split())


def quoted(text: str) -> str:
    """Text from outside as a block in which every line is marked as data."""
    return "\n".join(f"> {part}".rstrip() for part in shielded(text).split("\n"))


def lesson_sections(context: Context, facts: Iterable[str], words: Words) -> list[Section]:
    """What the text says of the lesson; nothing of the learner."""
    forms: dict[str, str] = words.frame["lesson"]
    found: list[Section] = []

    def add(name: str, text: str) -> None:
        found.append(Section(name, "lesson", text, item=False))

    for name in ("subject", "topic", "level"):
        if value := getattr(context, name):
            add(name, forms[name].format(line(value)))
    if context.goal:
        add("goal", forms["goal"].format(words.frame["goals"][context.goal]))
    if context.objectives:
        add("objectives", "\n".join([forms["objectives"], *(f"> {line(one)}" for one in context.objectives)]))
    for material in context.materials:
        add("materials", forms["materials"].format(line(material.title)) + "\n" + quoted(material.text))
    if context.problem:
        add("problem", forms["problem"] + "\n" + quoted(context.problem))
    if context.reference_solution:
        add("reference_solution", forms["reference_solution"] + "\n" + quoted(context.reference_solution))
    if context.misconceptions:
        told = [
            forms["misconception" if one.response else "misconception_alone"].format(
                idea=line(one.idea).rstrip("."), response=line(one.response or "")
            )
            for one in context.misconceptions
        ]
        add("misconceptions", "\n".join([forms["misconceptions"], *(f"> {one}" for one in told)]))
    facts = tuple(facts)
    if facts:
        add("facts", "\n".join([forms["facts"], *(f"> {line(one)}" for one in facts)]))
    if any(">" in section.text for section in found):
        found.insert(0, Section("intro", "lesson", forms["intro"], item=False))
    return found


def learner_lines(learner: Learner, forms: Mapping[str, str]) -> list[str]:
    """What the text says of one learner, or nothing."""
    told = []
    for name in Learner.model_fields:
        if value := getattr(learner, name):
            joined = value if isinstance(value, str) else forms["separator"].join(value)
            told.append("> " + forms[name].format(line(joined)))
    return [forms["intro"], *told] if told else []


# -- the frame

SEPARATOR = "\n\n"


@dataclass(frozen=True, slots=True)
class Block:
    """Sections that stand together, and their text: one heading a group."""

    sections: tuple[Section, ...] = ()
    text: str = ""

    @classmethod
    def of(cls, sections: Iterable[Section], titles: Mapping[str, str], style: Style) -> Block:
        """The block of these sections, as one group after another."""
        sections = tuple(sections)
        groups: dict[str, list[str]] = {}
        for section in sections:
            lines = groups.setdefault(section.group, [])
            if lines and lines[-1].startswith("- ") and not section.item:
                lines[-1] += "\n"  # or it would go on the last item
            lines.append(f"- {section.text}" if section.item else section.text)
        written = [headed(name, titles[name], "\n".join(lines), style) for name, lines in groups.items()]
        return cls(sections, SEPARATOR.join(written))


def headed(name: str, title: str, body: str, style: Style) -> str:
    """The text of one group."""
    return f"<{name}>\n{body}\n</{name}>" if style == "xml" else f"# {title}\n{body}"
