"""An explanation for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

from ...base.inline import inline

_WIDTH = 100


def attribute_text(data: Mapping[str, Any]) -> str:
    slug = data["slug"]
    lines = [f"{slug}  ({data['family']})", *_wrapped(data["summary"]), ""]
    for title, key in (("Why", "why"), ("Use it when", "use_when"), ("Do not use it when", "avoid_when")):
        lines += _wrapped(f"{title}: {data[key]}") if data[key] else []
    lines += ["", "Parameters"]
    for parameter in data["parameters"]:
        default = "required" if parameter["default"] is None else f"default {parameter['default']}"
        lines += _wrapped(f"{parameter['name']}: {parameter['values']} ({default})", "  ")
        lines += _wrapped(parameter["about"], "      ")
    if not data["parameters"]:
        lines.append("  none of its own")
    lines += _wrapped("Every attribute also takes when, unless, strength (must, should) and locked.", "  ")
    value = data["example"]["value"]
    lines += ["", "What the tutor is told", f"  {slug}:" if value is None else f"  {slug}: {inline(value)}"]
    lines += _wrapped(f"-> {data['example']['words']}", "  ", "     ")
    lines += ["", "Clashes with (found by analysis; one example each)"]
    for clash in data["clashes"]:
        lines += _wrapped(f"{slug}: {clash['own']}  with  {clash['other']}: {clash['value']}  ({clash['code']})", "  ")
    if not data["clashes"]:
        lines.append("  nothing, whatever its settings")
    lines += _also(data)
    lines += ["", "Sources"]
    for source in data["sources"]:
        lines += _wrapped(citation_text(source), "  ", "    ")
    if not data["sources"]:
        lines.append("  practice: tutor builders ask for it; no study of it is cited here")
    return "\n".join(lines)


def code_text(data: Mapping[str, Any]) -> str:
    lines = [f"{data['code']} {data['name']}  ({data['severity']})", "", *_wrapped(data["meaning"]), ""]
    lines += _wrapped(f"Why: {data['why']}")
    for title, key in (("This triggers it", "triggers"), ("This is mended", "mended")):
        if data.get(key):
            lines += ["", title, *textwrap.indent(data[key].rstrip(), "  ").splitlines()]
    return "\n".join(lines)


def word_text(data: Mapping[str, Any]) -> str:
    return "\n\n".join("\n".join(_sense(data["name"], one)) for one in data["senses"])


def _also(data: Mapping[str, Any]) -> list[str]:
    return [line for one in data["also"] for line in ("", *_sense(data["slug"], one))]


def _sense(name: str, sense: Mapping[str, Any]) -> list[str]:
    lines = [f"{name}  ({sense['kind']})", *_wrapped(sense["about"])]
    lines += [f"  {sense['write']}"] if sense["write"] else []
    for row, about in sense["rows"]:
        lines += _wrapped(f"{row}: {about}" if about else row, "  ", "      ")
    return lines


def citation_text(source: Mapping[str, Any]) -> str:
    """One source on a line: who, when, what, where, what it shows, how far it was checked."""
    link = f" doi:{source['doi']}" if source.get("doi") else f" arXiv:{source['arxiv']}" if source.get("arxiv") else ""
    authors = source["authors"]
    who = authors if isinstance(authors, str) else ", ".join(authors)
    return (
        f"{who} ({source['year']}). {source['title']}. {source['venue']}.{link} {source['shows']} "
        f"[{source['speaks']}; checked: {source['checked']}]"
    )


def _wrapped(text: str, indent: str = "", rest: str | None = None) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent=indent, subsequent_indent=indent if rest is None else rest, break_on_hyphens=False
    )
