"""An explanation as Markdown, part by part: each a title and a body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...presets.yaml_writer import write_yaml
from ..forms.markdown import Link, code, fenced, nowhere, quoted, table

TOLD = "What the tutor is told"

Part = tuple[str, str]


def attribute_parts(data: Mapping[str, Any], link: Link = nowhere) -> Iterator[Part]:
    """The parts of an attribute's page, the first under its slug."""
    about = [f"{data['summary']} In Python: `{data['class']}`."]
    for title, key in (("Why.", "why"), ("Use it when", "use_when"), ("Do not use it when", "avoid_when")):
        about += [f"**{title}** {data[key]}"] if data[key] else []
    yield data["slug"], "\n\n".join(about)
    yield "Parameters", _parameters(data["parameters"])
    example = data["example"]
    written = fenced(write_yaml({data["slug"]: example["value"]}), "yaml")
    yield (
        TOLD,
        "\n\n".join([written, "In full:", quoted(example["words"]), "In brief:", quoted(example["brief"])]),
    )
    yield "What it clashes with", _clashes(data["clashes"], link)
    for sense in data["also"]:
        yield f"{data['slug']}, {sense['kind']}", _sense(sense)
    yield "Sources", _sources(data["sources"])


def code_parts(data: Mapping[str, Any]) -> Iterator[Part]:
    """The parts of the page of a finding's code."""
    about = [f"Severity: {data['severity']}.", data["meaning"].strip(), f"**Why it matters.** {data['why'].strip()}"]
    yield f"{data['code']} {data['name']}", "\n\n".join(about)
    for title, key in (("This triggers it", "triggers"), ("This is mended", "mended")):
        if data.get(key):
            yield title, fenced(data[key], "yaml")


def word_parts(data: Mapping[str, Any]) -> Iterator[Part]:
    """The parts of the page of a word: one for each thing it means."""
    for sense in data["senses"]:
        yield f"{data['name']}, {sense['kind']}", _sense(sense)


def _sense(sense: Mapping[str, Any]) -> str:
    told = [sense["about"], *([f"`{sense['write']}`"] if sense["write"] else [])]
    if sense["rows"]:
        told.append(table(sense["head"], [(f"`{name}`", about.replace("|", "\\|")) for name, about in sense["rows"]]))
    return "\n\n".join(told)


def _parameters(parameters: Sequence[Mapping[str, Any]]) -> str:
    if not parameters:
        return "None of its own."
    rows = [
        (f"`{p['name']}`", p["values"], "required" if p["default"] is None else f"`{p['default']}`", p["about"])
        for p in parameters
    ]
    return table(("parameter", "values", "default", "meaning"), rows)


def _clashes(clashes: Sequence[Mapping[str, str]], link: Link) -> str:
    if not clashes:
        return "Nothing, whatever its settings."
    rows = [
        (f"`{clash['own']}`", f"{code(clash['other'], link)} `{clash['value']}`", code(clash["code"], link))
        for clash in clashes
    ]
    found = table(("with these settings", "meets", "finding"), rows)
    return f"Found by analysing its settings against those of every other attribute; one example each.\n\n{found}"


def _sources(sources: Sequence[Mapping[str, Any]]) -> str:
    if not sources:
        return "Practice: tutor builders ask for it; no study of it is cited here."
    return "\n".join(f"- {_source(source)}" for source in sources)


def _source(source: Mapping[str, Any]) -> str:
    authors = source["authors"]
    who = authors if isinstance(authors, str) else ", ".join(authors)
    link = ""
    if source.get("doi"):
        link = f" [doi:{source['doi']}](https://doi.org/{source['doi']})."
    elif source.get("arxiv"):
        link = f" [arXiv:{source['arxiv']}](https://arxiv.org/abs/{source['arxiv']})."
    shows = " ".join(source["shows"].split())
    return (
        f"{who} ({source['year']}). *{source['title']}*. {source['venue']}.{link}<br>"
        f"{shows} Speaks {source['speaks'].replace('mixed', 'for and against')}; read: {source['checked']}."
    )
