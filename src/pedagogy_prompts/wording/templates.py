"""What an attribute's template says: one block a statement and length, rendered by itself and kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, Literal, Protocol

from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..base.text import line
from ..norms.condition import Condition
from ..norms.plain import plain
from . import statements
from .words import words_for


class Worded(Protocol):
    """What wording asks of an attribute."""

    @classmethod
    def slug(cls) -> str: ...
    @classmethod
    def template(cls, locale: str) -> str: ...
    @classmethod
    def parameters(cls) -> tuple[str, ...]: ...
    def template_data(self) -> dict[str, Any]: ...
    def __hash__(self) -> int: ...


_NUMBERED = re.compile(r"\d+\. ")


Detail = Literal["full", "brief"]


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
def _blocks(cls: type[Worded], locale: str) -> Mapping[str, str]:
    """The sources of an attribute's blocks, each with those it quotes."""
    blocks = {match[1]: match[0] for match in _BLOCK.finditer(cls.template(locale))}
    return {
        name: "".join(dict.fromkeys([source, *(blocks[other] for other in _REFERENCE.findall(source))]))
        for name, source in blocks.items()
    }


@cache
def _template(cls: type[Worded], name: str, locale: str) -> Template:
    """One block, compiled by itself: to compile is the dearest step, and a text needs few of the blocks."""
    return _environment(locale).from_string(_blocks(cls, locale)[name])


def block_names(cls: type[Worded], locale: str = "en") -> frozenset[str]:
    """The blocks of an attribute's template."""
    return frozenset(_blocks(cls, locale))


@lru_cache(maxsize=4096)
def _block(attribute: Worded, name: str, locale: str, short: tuple[int, ...] = ()) -> str | None:
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
    for part in (" ".join(raw.split()) for raw in text.splitlines()):
        if part and lines and not _NUMBERED.match(part):
            lines[-1] += " " + part
        elif part:
            lines.append(part)
    return "\n".join(lines)


def statement_text(attribute: Worded, key: str, detail: Detail, locale: str, short: tuple[int, ...] = ()) -> str:
    """What one statement of an attribute says, without any "Except when"; of a full one, with these parts short."""
    if not _has_template(type(attribute)):
        return statements.statement_text(attribute, key, detail, locale, short)
    text = _block(attribute, f"{key}_{detail}", locale, short)
    if text is None:
        raise LookupError(f"{attribute.slug()} has no block {key}_{detail}")
    return text


def reminder_text(attribute: Worded, locale: str) -> str | None:
    """The one sentence that closes a text of which this attribute is the most important rule."""
    if not _has_template(type(attribute)):
        return statements.reminder_text(attribute, locale)
    return _block(attribute, "reminder", locale)


@cache
def _has_template(cls: type[Worded]) -> bool:
    try:
        return bool(cls.template("en"))
    except (OSError, TypeError):
        return False
