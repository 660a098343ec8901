"""What an attribute, a code, a shipped preset or any other word of a preset means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from ..base.documented import docs_of
from ..base.errors import PedagogyError
from ..base.inline import shown
from ..norms.spelling import did_you_mean
from ..presets.packs import SHIPPED
from ..presets.shipped import shipped_presets
from ..reports.codes import CODES
from .clashes import clashes_of
from .explaining.html import attribute_html, code_html, word_html
from .explaining.markdown import attribute_parts, code_parts, word_parts
from .explaining.text import attribute_text, code_text, word_text
from .terms import known_terms, senses

if TYPE_CHECKING:
    from ..attributes.kit.attribute import Attribute
    from ..presets.packs import Pack


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a name means: `data` for a program, and the same as text, Markdown and HTML for a person."""

    name: str
    kind: Literal["attribute", "code", "word"]
    data: Mapping[str, Any]

    @property
    def text(self) -> str:
        """For a terminal 100 columns wide."""
        return {"attribute": attribute_text, "code": code_text, "word": word_text}[self.kind](self.data)

    @property
    def markdown(self) -> str:
        """As Markdown (with GitHub's tables)."""
        told = {"attribute": attribute_parts, "code": code_parts, "word": word_parts}
        parts: Iterable[tuple[str, str]] = told[self.kind](self.data)
        return "\n\n".join(f"{'##' if i else '#'} {title}\n\n{body}" for i, (title, body) in enumerate(parts))

    @property
    def html(self) -> str:
        """As one HTML file that needs nothing else."""
        return {"attribute": attribute_html, "code": code_html, "word": word_html}[self.kind](self.data)

    def _repr_markdown_(self) -> str:
        return self.markdown

    def __str__(self) -> str:
        return self.text


def explain(name: str, locale: str = "en", *, packs: Iterable[Pack] = ()) -> Explanation:
    """What the attribute (slug or class name), the finding's code (or its name), or another word of a preset means.

    For an attribute: its parameters, what the tutor is told, when to use it and when not, what it clashes with (found
    by analysing its settings against every other attribute's), and its sources. The tutor's words are `locale`'s.
    `packs` bring attributes of your own. For a shipped preset: when to take it, and what each of its attributes does.
    For any other word, such as `stuck`, `layer`, `means` or `give_hint`: what kind of word it is, how it is written,
    and what belongs to it; all of that for each thing it means.

    Raises `PedagogyError` for a name that nothing has.
    """
    from ..attributes.kit.attribute import RULES, attribute_class, attribute_slugs, slug_of
    from ..presets.packs import pack_attributes, packs_of
    from ..wording.words import as_locale

    packs = packs_of(packs)
    own = pack_attributes(packs)
    locale = as_locale(locale)
    name = name if isinstance(name, str) else shown(name)
    codes = {code.name: key for key, code in CODES.items()}
    key = codes.get(name.lower(), name.upper())
    if key in CODES:
        return _code(key)
    slug = slug_of(name).replace("-", "_")
    if slug in own or slug in attribute_slugs():  # one alone: to load them all takes longer than the page
        return _attribute(own.get(slug) or attribute_class(slug), locale, packs)
    word = "rules" if name.startswith(RULES) else _word_of(name)
    if found := senses(word, locale):
        return Explanation(word, "word", {"name": word, "senses": [one.to_dict() for one in found]})
    known = [*{*own, *attribute_slugs()}, *CODES, *codes, *known_terms(locale)]
    raise PedagogyError(
        f"There is no word '{name}'.{did_you_mean(name, known)}"
        " `pedagogy-prompts list attributes` and `list rules` show all attributes and codes, `explain rules` and "
        "`explain means` what a rule can hold."
    )


def _word_of(name: str) -> str:
    """A word as presets have it: in lower case, and with one of its signs between its parts."""
    parts = name.lower().replace("-", " ").replace("_", " ").split()
    return "-".join(parts) if "-".join(parts) in (*shipped_presets(), *SHIPPED) else "_".join(parts)


def explained_names() -> tuple[str, ...]:
    """The names that `explain` takes, in alphabetical order, without another way to write one of them."""
    from ..attributes.kit.attribute import attribute_slugs

    return tuple(sorted({*attribute_slugs(), *CODES, *known_terms()}))


_PART = re.compile(r"^(Why|Use it when|Do not use it when): ", re.MULTILINE)


_NO_DOCS = "No docstring says here what it is for."


def docs_parts(cls: type[Attribute]) -> dict[str, str]:
    """The parts of an attribute's docstring: `summary`, and what is said under "Why" and the like, by these words."""
    head, *parts = _PART.split(docs_of(cls) or _NO_DOCS)
    found = {"summary": " ".join(head.split())}
    for name, text in zip(parts[::2], parts[1::2], strict=True):
        found[name] = " ".join(text.split())
    return found


def summary(cls: type[Attribute]) -> str:
    """What an attribute does, in a sentence."""
    return docs_parts(cls)["summary"]


def _attribute(cls: type[Attribute], locale: str, packs: tuple[Pack, ...]) -> Explanation:
    from ..attributes.kit.parameters import parameters_of
    from ..attributes.kit.settings import settings
    from ..base.inline import inline
    from ..norms.plain import plain
    from ..wording.statements import DETAILS, statement_text
    from ..wording.words import words_for

    slug = cls.slug()
    doc = docs_parts(cls)
    known = parameters_of(cls)
    example = settings(cls, most=1)[0]
    full, brief = (
        words_for(locale).joined(statement_text(example, s.key, detail, locale) for s in example.statements())
        for detail in DETAILS
    )
    parameters = [
        {
            "name": name,
            "values": known[name].words(),
            "default": None if known[name].required else inline(plain(known[name].default)),
            "about": " ".join(known[name].docs.split()),
        }
        for name in cls.parameters()
    ]
    data: dict[str, Any] = {
        "slug": slug,
        "class": cls.__name__,
        "family": cls.family,
        "summary": doc["summary"],
        "why": doc.get("Why", ""),
        "use_when": doc.get("Use it when", ""),
        "avoid_when": doc.get("Do not use it when", ""),
        "parameters": parameters,
        "example": {"value": example.to_value(), "words": full, "brief": brief},
        "also": [one.to_dict() for one in senses(slug, locale)],
        "clashes": [dict(clash) for clash in clashes_of(slug, packs)],
        "sources": [{"key": key, **citations()[key]} for key in cls.evidence if key in citations()],
    }
    return Explanation(slug, "attribute", data)


@cache
def citations() -> dict[str, dict[str, Any]]:
    """All sources by key."""
    import tomllib

    from ..wording.files import read

    return tomllib.loads(read("attributes/citations.toml"))


def _code(code: str) -> Explanation:
    from ..reports.codes import rule_page

    page = rule_page(code)
    name, severity = CODES[code]
    return Explanation(code, "code", {"code": code, "name": name, "severity": severity, **page})
