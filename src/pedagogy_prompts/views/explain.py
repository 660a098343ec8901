"""What an attribute or a code means, and what there is on the shelves."""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any

from ..base.documented import field_docs
from ..base.errors import PedagogyError
from ..norms.spelling import did_you_mean
from ..reports.codes import CODES

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


def listing(what: str) -> Iterator[str]:
    """The lines of `list WHAT`."""
    match what:
        case "attributes":
            yield from _attributes()
        case "presets":
            from ..presets.loading import parse_preset
            from ..presets.shipped import shipped_presets, shipped_text

            names = shipped_presets()
            width = max(map(len, names))
            for name in names:
                yield f"{name:<{width}}  {parse_preset(shipped_text(name), source=name).title or ''}".rstrip()
        case "rules":
            for code, rule in CODES.items():
                yield f"{code}  {rule.severity:<7}  {rule.name}"
        case "models":
            from ..tokens import list_models

            models = list_models()
            width = max(len(model.name) for model in models)
            for model in models:
                counted = f"exact ({model.encoding})" if model.encoding else "estimate"
                window = f"{model.context_window:,}" if model.context_window else "?"
                yield f"{model.name:<{width}}  {model.provider:<9}  {counted:<21}  {window:>10} tokens"
        case _:
            from ..instructions.targets import target_names

            yield from target_names()


def _attributes() -> Iterator[str]:
    from ..attributes.kit.attribute import FAMILIES, attribute_class, attribute_slugs

    slugs = attribute_slugs()
    width = max(map(len, slugs))
    for family in FAMILIES:
        members = [slug for slug in slugs if attribute_class(slug).family == family]
        if members:
            yield f"{family}:"
            for slug in members:
                yield f"  {slug:<{width}}  {_doc(attribute_class(slug))['summary']}"


_PART = re.compile(r"^(Why|Use it when|Do not use it when): ", re.MULTILINE)


def _doc(cls: type[Attribute]) -> dict[str, str]:
    """The docstring's parts."""
    head, *parts = _PART.split(inspect.cleandoc(cls.__doc__ or ""))
    found = {"summary": " ".join(head.split())}
    for name, text in zip(parts[::2], parts[1::2], strict=True):
        found[name] = " ".join(text.split())
    return found


def _attribute(cls: type[Attribute]) -> Explanation:
    from ..attributes.kit.settings import settings
    from ..checking.messages import shown_value
    from ..wording.templates import statement_text

    slug = cls.slug()
    doc = _doc(cls)
    example = settings(cls, most=1)[0]
    words = " ".join(statement_text(example, s.key, "full", "en") for s in example.statements())
    parameters = [
        {
            "name": name,
            "values": _values(cls, name),
            "default": None
            if cls.model_fields[name].is_required()
            else shown_value(cls.model_fields[name].get_default(call_default_factory=True)),
            "about": " ".join(field_docs(cls).get(name, "").split()),
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
    lines += ["", "What the tutor is told", f"  {slug}:" if value is None else f"  {slug}: {shown_value(value)}"]
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


def _values(cls: type[Attribute], name: str) -> str:
    from ..attributes.kit.settings import described

    return described(cls.model_fields[name])


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


@cache
def clashes_of(slug: str) -> tuple[Mapping[str, str], ...]:
    """One example for each other attribute of settings that clash with settings of this one."""
    from ..attributes.kit.attribute import attribute_slugs

    found = []
    for other in attribute_slugs():
        pair = _clash(*sorted((slug, other))) if other != slug else None
        if pair is not None:
            code, *both = pair
            mine, theirs = both if slug < other else reversed(both)
            found.append({"other": other, "code": code, "own": _shown(mine), "value": _shown(theirs)})
    return tuple(found)


def _shown(attribute: Attribute) -> str:
    from ..checking.messages import shown_value

    value = attribute.to_value()
    return "(defaults)" if value is None else shown_value(value)


@cache
def _distinct(cls: type[Attribute]) -> tuple[Attribute, ...]:
    """Settings of an attribute that differ in their norms, the nearest to the defaults first."""
    from ..attributes.kit.settings import settings

    by_norms: dict[Any, Attribute] = {}
    for one in sorted(settings(cls), key=lambda one: len(one.to_mapping())):
        by_norms.setdefault(tuple(statement.norms for statement in one.statements()), one)
    return tuple(by_norms.values())


@cache
def _clash(slug: str, other: str) -> tuple[str, Attribute, Attribute] | None:
    """The code and the settings, the nearest to the defaults, with which two attributes clash."""
    from ..attributes.kit.attribute import attribute_class
    from ..norms.analysis import Analysis, Claim
    from ..norms.closure import shared_closure

    mine, theirs = _distinct(attribute_class(slug)), _distinct(attribute_class(other))
    if not _reach(slug) & _reach(other):
        return None
    pairs = sorted(product(mine, theirs), key=lambda pair: sum(len(one.to_mapping()) for one in pair))
    for pair in pairs:
        claims = [
            Claim(one.slug(), statement.key, statement.norms, owner=owner)
            for owner, one in enumerate(pair)
            for statement in one.statements()
        ]
        analysis = Analysis(claims, shared_closure())
        for clash in analysis.clashes(analysis.scope):
            if clash.code != "PED102" and {claims[i].owner for i in clash.claims} == {0, 1}:
                return clash.code, *pair
    return None


@cache
def _reach(slug: str) -> frozenset[str]:
    """What an attribute's norms bear on: attributes that share nothing here cannot clash."""
    from ..attributes.kit.attribute import attribute_class
    from ..norms.closure import shared_closure

    closure = shared_closure()
    found: set[str] = set()
    for one in _distinct(attribute_class(slug)):
        for statement in one.statements():
            for norm in statement.norms:
                acts = closure.duty(norm)
                found.update(closure.names(acts | closure.ban(norm)))
                found.update(other.other for other in closure.excludes if closure.bit[other.act] & acts)
                found.update(other.act for other in closure.excludes if closure.bit[other.other] & acts)
                found.update(q for q in closure.vocabulary.quantities if closure.contributes(q, acts))
                if acts & closure.bit["ask_question"]:
                    found.update(("words", "sentences", "questions"))
                if norm.modality in ("bound", "choose"):
                    found.add(norm.target)
                    found.update(clash[2] for clash in closure.slot_clashes if clash[0] == norm.target)
                    if norm.target in ("words", "sentences", "questions", "reading_grade"):
                        found.add("reading_grade")
    return frozenset(found)


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
