"""What an attribute or a code means."""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from ..base.errors import PedagogyError
from ..norms.spelling import did_you_mean
from ..reports.codes import CODES
from .clashes import clashes_of

if TYPE_CHECKING:
    from ..attributes.kit.attribute import Attribute

_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a name means: `text` for a person, `data` for a program."""

    name: str
    kind: str
    """"attribute" or "code"."""
    text: str
    data: Mapping[str, Any]

    def __str__(self) -> str:
        return self.text


def explain(name: str) -> Explanation:
    """What the attribute (slug or class name) or the finding's code (or its name) means.

    For an attribute: its parameters, what the tutor is told, when to use it and when not, what it clashes with (found
    by analysing its settings against every other attribute's), and its sources. Raises `PedagogyError` otherwise.
    """
    from ..attributes.kit.attribute import attribute_class, attribute_slugs, slug_of

    codes = {code.name: key for key, code in CODES.items()}
    key = codes.get(name.lower(), name.upper())
    if key in CODES:
        return _code(key)
    slug = slug_of(name).replace("-", "_")
    if slug in attribute_slugs():
        return _attribute(attribute_class(slug))
    raise PedagogyError(
        f"There is no attribute or code '{name}'.{did_you_mean(name, [*attribute_slugs(), *CODES, *codes])}"
        " `pedagogy-prompts list attributes` and `list rules` show all of them."
    )


_PART = re.compile(r"^(Why|Use it when|Do not use it when): ", re.MULTILINE)


def _doc(cls: type[Attribute]) -> dict[str, str]:
    """The docstring's parts."""
    head, *parts = _PART.split(inspect.cleandoc(cls.__doc__ or ""))
    found = {"summary": " ".join(head.split())}
    for name, text in zip(parts[::2], parts[1::2], strict=True):
        found[name] = " ".join(text.split())
    return found


def summary(cls: type[Attribute]) -> str:
    """What an attribute does, in a sentence."""
    return _doc(cls)["summary"]


def _attribute(cls: type[Attribute]) -> Explanation:
    from ..attributes.kit.parameters import parameters_of
    from ..attributes.kit.settings import settings
    from ..base.inline import inline
    from ..norms.plain import plain
    from ..wording.statements import statement_text

    slug = cls.slug()
    doc = _doc(cls)
    known = parameters_of(cls)
    example = settings(cls, most=1)[0]
    words = " ".join(statement_text(example, s.key, "full", "en") for s in example.statements())
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
        "why": doc["Why"],
        "use_when": doc["Use it when"],
        "avoid_when": doc["Do not use it when"],
        "parameters": parameters,
        "example": {"value": example.to_value(), "words": words},
        "clashes": [dict(clash) for clash in clashes_of(slug)],
        "sources": [{"key": key, **citations()[key]} for key in cls.evidence],
    }
    lines = [f"{slug}  ({cls.family})", *_wrapped(doc["summary"]), ""]
    for name in ("Why", "Use it when", "Do not use it when"):
        lines += _wrapped(f"{name}: {doc[name]}")
    lines += ["", "Parameters"]
    for parameter in parameters:
        default = "required" if parameter["default"] is None else f"default {parameter['default']}"
        lines += _wrapped(f"{parameter['name']}: {parameter['values']} ({default})", "  ")
        lines += _wrapped(str(parameter["about"]), "      ")
    if not parameters:
        lines.append("  none of its own")
    lines += _wrapped("Every attribute also takes when, unless, strength (must, should) and locked.", "  ")
    value = example.to_value()
    lines += ["", "What the tutor is told", f"  {slug}:" if value is None else f"  {slug}: {inline(value)}"]
    lines += _wrapped(f"-> {words}", "  ", "     ")
    lines += ["", "Clashes with (found by analysis; one example each)"]
    for clash in data["clashes"]:
        lines += _wrapped(f"{slug}: {clash['own']}  with  {clash['other']}: {clash['value']}  ({clash['code']})", "  ")
    if not data["clashes"]:
        lines.append("  nothing, whatever its settings")
    lines += ["", "Sources"]
    for source in data["sources"]:
        lines += _wrapped(citation_text(source), "  ", "    ")
    if not data["sources"]:
        lines.append("  practice: tutor builders ask for it; no study of it is cited here")
    return Explanation(slug, "attribute", "\n".join(lines), data)


@cache
def citations() -> dict[str, dict[str, Any]]:
    """All sources by key."""
    from ruamel.yaml import YAML

    from ..wording.words import read

    return dict(YAML(typ="safe", pure=True).load(read("attributes/citations.yaml")))


def citation_text(source: Mapping[str, Any]) -> str:
    """One source on a line: who, when, what, where, what it shows, how far it was checked."""
    link = f" doi:{source['doi']}" if source.get("doi") else f" arXiv:{source['arxiv']}" if source.get("arxiv") else ""
    authors = source["authors"]
    who = authors if isinstance(authors, str) else ", ".join(authors)
    return (
        f"{who} ({source['year']}). {source['title']}. {source['venue']}.{link} {source['shows']} "
        f"[{source['speaks']}; checked: {source['checked']}]"
    )


def _code(code: str) -> Explanation:
    from ..reports.codes import rule_page

    page = rule_page(code)
    name, severity = CODES[code]
    lines = [f"{code} {name}  ({severity})", "", *_wrapped(page["meaning"]), "", *_wrapped(f"Why: {page['why']}")]
    for title, key in (("This triggers it", "triggers"), ("This is mended", "mended")):
        if page.get(key):
            lines += ["", title, *textwrap.indent(page[key].rstrip(), "  ").splitlines()]
    return Explanation(code, "code", "\n".join(lines), {"code": code, "name": name, "severity": severity, **page})


def _wrapped(text: str, indent: str = "", rest: str | None = None) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent=indent, subsequent_indent=indent if rest is None else rest, break_on_hyphens=False
    )
