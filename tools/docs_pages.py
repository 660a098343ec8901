"""The generated pages of the documentation, as a mkdocs hook: nothing of it is written into the tree.

Two kinds of output: whole pages (one per attribute family, one per finding's code), and blocks that take the place of
`<!-- generated: NAME -->` in pages written by hand.
"""

from __future__ import annotations

import inspect
import io
import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from ruamel.yaml import YAML

from pedagogy_prompts import compose, count_tokens, parse_preset
from pedagogy_prompts.attributes.kit.attribute import FAMILIES, Attribute, attribute_class, attribute_slugs
from pedagogy_prompts.base.inline import inline
from pedagogy_prompts.norms.condition import Condition
from pedagogy_prompts.norms.variables import VARIABLES, Variable
from pedagogy_prompts.presets.shipped import shipped_presets, shipped_text
from pedagogy_prompts.reports.codes import CODES, rule_page
from pedagogy_prompts.tokens.models import list_models
from pedagogy_prompts.views.explain import explain
from pedagogy_prompts.wording.statements import statement_text
from pedagogy_prompts.wording.words import read, words_for

DATA = Path(__file__).parents[1] / "docs" / "data"
FAMILY_INTROS = {
    "disclosure": "How much of the answer the tutor gives away, and when help grows.",
    "questioning": "What a turn is made of, and how the tutor asks.",
    "adaptation": "How the tutor fits the learner: level, language, interests, mood.",
    "presentation": "How much a turn holds, and how it looks.",
    "feedback": "What the tutor does with right and wrong answers.",
    "metacognition": "Thinking about thinking, remembering, wanting to know.",
    "session": "How a session runs, what it keeps to, and when it ends.",
    "persona": "Who the tutor is and how it sounds.",
    "integrity": "What stays the learner's own work. Locked by nature: no inner layer relaxes it.",
    "safety": "What protects learner and tutor. Locked by nature: no inner layer relaxes it.",
}


# --- the hook -------------------------------------------------------------------------------------------------------


def on_files(files: Any, config: Any) -> Any:
    """Add the pages that are generated whole."""
    file = import_module("mkdocs.structure.files").File
    for path, text in pages():
        files.append(file.generated(config, path, content=text))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put the generated blocks into the pages written by hand."""
    return filled(markdown)


def pages() -> Iterator[tuple[str, str]]:
    """Every page that is generated whole: its path below docs/ and its text."""
    for family in FAMILIES:
        yield f"reference/attributes/{family}.md", family_page(family)
    for code in CODES:
        yield f"reference/findings/{code.lower()}.md", code_page(code)


def filled(markdown: str) -> str:
    for name, block in BLOCKS.items():
        marker = f"<!-- generated: {name} -->"
        if marker in markdown:
            markdown = markdown.replace(marker, block())
    return markdown


# --- attributes -----------------------------------------------------------------------------------------------------


def family_page(family: str) -> str:
    members = [slug for slug in attribute_slugs() if attribute_class(slug).family == family]
    parts = [f"# {family.capitalize()}", FAMILY_INTROS[family]]
    parts += [attribute_section(slug) for slug in members]
    return "\n\n".join(parts) + "\n"


def attribute_section(slug: str) -> str:
    data = explain(slug).data
    cls = attribute_class(slug)
    (example,) = _instances(cls, data["example"]["value"])
    parts = [
        f"## {slug} {{ #{slug} }}",
        f"{data['summary']} In Python: `{data['class']}`.",
        f"**Why.** {data['why']}",
        f"**Use it when** {data['use_when']}",
        f"**Do not use it when** {data['avoid_when']}",
        "### Parameters",
        _parameters(data["parameters"]),
        "### What the tutor is told",
        _yaml({slug: data["example"]["value"]}),
        "In full:",
        _quote(_words(example, "full")),
        "In brief:",
        _quote(_words(example, "brief")),
        *_cases(slug),
        "### What it clashes with",
        _clashes(data["clashes"]),
        "### Sources",
        _sources(data["sources"]),
    ]
    return "\n\n".join(parts)


def _parameters(parameters: Sequence[Mapping[str, Any]]) -> str:
    if not parameters:
        return "None of its own."
    rows = [
        (f"`{p['name']}`", p["values"], "required" if p["default"] is None else f"`{p['default']}`", p["about"])
        for p in parameters
    ]
    return _table(("parameter", "values", "default", "meaning"), rows)


def _cases(slug: str) -> Iterator[str]:
    cls = attribute_class(slug)
    lines = []
    for case in _load(read(f"attributes/{slug}/cases.yaml")):
        lines += [f"**{case['name'][0].upper()}{case['name'][1:]}.**", ""]
        lines += [_yaml({slug: case.get("value"), **case.get("with", {})}), ""]
        if "with" not in case:
            words = (_words(one, "full") for one in _instances(cls, case.get("value")))
            lines += ["\n>\n".join(_quote(text) for text in words), ""]
        if "finds" in case:
            found = [case["finds"]] if isinstance(case["finds"], str) else case["finds"]
            links = ", ".join(f"[{code}](../findings/{code.lower()}.md)" for code in found)
            lines += [f"The check finds {links}." if links else "The check finds no error and no warning.", ""]
    yield '??? example "Examples (each is a test)"\n\n' + textwrap.indent("\n".join(lines).rstrip(), "    ")


def _instances(cls: type[Attribute], value: Any) -> list[Attribute]:
    return [cls(**parameters) for _, parameters in cls.values_from(value)]


def _words(attribute: Attribute, detail: Any) -> str:
    return " ".join(statement_text(attribute, s.key, detail, "en") for s in attribute.statements())


def _clashes(clashes: Sequence[Mapping[str, str]]) -> str:
    if not clashes:
        return "Nothing, whatever its settings."
    rows = [
        (
            f"`{clash['own']}`",
            f"[`{clash['other']}`]({attribute_class(clash['other']).family}.md#{clash['other']}) `{clash['value']}`",
            f"[{clash['code']}](../findings/{clash['code'].lower()}.md)",
        )
        for clash in clashes
    ]
    table = _table(("with these settings", "meets", "finding"), rows)
    return f"Found by analysing its settings against those of every other attribute; one example each.\n\n{table}"


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


def attribute_table() -> str:
    parts = []
    for family in FAMILIES:
        rows = [
            (f"[`{slug}`](attributes/{family}.md#{slug})", explain_summary(slug))
            for slug in attribute_slugs()
            if attribute_class(slug).family == family
        ]
        parts.append(f"### {family.capitalize()}\n\n{FAMILY_INTROS[family]}\n\n{_table(('attribute', 'what'), rows)}")
    return "\n\n".join(parts)


def explain_summary(slug: str) -> str:
    return " ".join((attribute_class(slug).__doc__ or "").split("\n\n")[0].split())


# --- findings -------------------------------------------------------------------------------------------------------


def code_page(code: str) -> str:
    name, severity = CODES[code]
    parts = [f"# {code} {name}", f"Severity: {severity}."]
    try:
        page = rule_page(code)
    except FileNotFoundError:
        page = {}
    if page:
        parts += [page["meaning"].strip(), f"**Why it matters.** {page['why'].strip()}"]
        for title, key in (("This triggers it", "triggers"), ("This is mended", "mended")):
            if page.get(key):
                parts += [f"## {title}", _fenced(page[key], "yaml")]
    parts.append("[All findings](../findings.md)")
    return "\n\n".join(parts) + "\n"


def code_table() -> str:
    rows = [(f"[{code}](findings/{code.lower()}.md)", one.name, one.severity) for code, one in CODES.items()]
    return _table(("code", "name", "usual severity"), rows)


# --- presets, conditions, models ------------------------------------------------------------------------------------


def preset_sections() -> str:
    parts = []
    for name in shipped_presets():
        text = shipped_text(name)
        preset = parse_preset(text, source=name)
        comment = [line.removeprefix("#").strip() for line in text.split("\nformat:")[0].splitlines()]
        composed = compose(preset).text
        size = count_tokens(composed, encoding="o200k_base").value
        about = " ".join(comment)
        for label in ("What it does:", "Take it when:", "Take another when:", "Change first:"):
            about = about.replace(f" {label}", f"\n\n**{label}**")
        parts += [
            f"## {name}",
            about,
            '??? note "The preset"\n\n' + textwrap.indent(_fenced(text, "yaml"), "    "),
            f'??? example "The composed text ({size} tokens in o200k_base)"\n\n'
            + textwrap.indent(_fenced(composed, "text"), "    "),
        ]
    return "\n\n".join(parts)


def condition_table() -> str:
    words = words_for("en")
    meanings = _data("conditions")
    rows = []
    for variable in _visible():
        samples: list[Any] = [0, 3, "3+", "1-2"] if variable.scale else list(variable.values)
        told = "<br>".join(f"`{inline(s)}`: {words.condition(Condition({variable.name: s}))}" for s in samples)
        top = (
            f" From 0 to {variable.values[-1]}, which is \u201c{variable.values[-1]} or more\u201d."
            if variable.scale
            else ""
        )
        rows.append((f"`{variable.name}`", meanings[variable.name] + top, told))
    return _table(("variable", "meaning", "values, and how the text says them"), rows)


def _visible() -> list[Variable]:
    return [variable for variable in VARIABLES.values() if not variable.internal]


def model_table() -> str:
    rows = [
        (
            f"`{model.name}`",
            model.provider,
            f"exact, `{model.encoding}`" if model.encoding else "estimate",
            f"{model.context_window:,}" if model.context_window else "not known",
            f"{model.cacheable_prefix:,}" if model.cacheable_prefix else "",
        )
        for model in list_models()
    ]
    return _table(("model", "provider", "count", "context window (tokens)", "smallest cached prefix (tokens)"), rows)


def command_sections() -> str:
    from pedagogy_prompts.cli.main import main

    parts = []
    for name, command in main.commands.items():
        context = click.Context(command, info_name=f"pedagogy-prompts {name}", max_content_width=100)
        usage = " ".join(command.get_usage(context).removeprefix("Usage: ").split())
        options = [one for one in command.params if isinstance(one, click.Option)]
        records = [record for one in options if (record := one.get_help_record(context))]
        rows = [(f"`{option.replace('|', ', ')}`", about) for option, about in records]
        about = inspect.cleandoc(command.help or "")
        parts += [f"## {name}", _fenced(usage, "text"), about, _table(("option", "meaning"), rows) if rows else ""]
    return "\n\n".join(part for part in parts if part)


# --- coverage -------------------------------------------------------------------------------------------------------


def directive_table() -> str:
    rows = []
    for one in _data("coverage")["directives"]:
        rows.append((one["asks"], str(one["prompts"]), _served(one), one.get("missing", "")))
    return _table(("what prompts ask for", "prompts", "served by", "missing"), rows)


def rubric_table() -> str:
    rows = [(one["group"], one["asks"], _served(one), one.get("missing", "")) for one in _data("coverage")["rubric"]]
    return _table(("group", "what raters look for", "served by", "missing"), rows)


def _served(one: Mapping[str, Any]) -> str:
    links = [f"[{slug}](attributes/{attribute_class(slug).family}.md#{slug})" for slug in one.get("by", [])]
    links += [f"context: {name}" for name in one.get("context", [])]
    return ", ".join(links) or "nothing"


def prompts_measured() -> tuple[int, int]:
    """How many of the twenty prompts' directives attributes or context can say, and how many there are."""
    rows = [row for rows in _data("twenty-prompts").values() for row in rows]
    return sum(1 for row in rows if row["by"]), len(rows)


def prompts_summary() -> str:
    said, count = prompts_measured()
    rows = [row for rows in _data("twenty-prompts").values() for row in rows]
    missing = Counter(row["missing"] for row in rows if not row["by"])
    most = sorted(missing.items(), key=lambda item: (-item[1], item[0]))[:10]
    table = _table(("missing", "times"), [(what, str(times)) for what, times in most])
    each = _table(
        ("prompt", "can be said", "of"),
        [
            (name, str(sum(1 for r in rows if r["by"])), str(len(rows)))
            for name, rows in _data("twenty-prompts").items()
        ],
    )
    return (
        f"Of {count} directives in twenty prompts {said} ({said / count:.0%}) can be said with attributes, context and "
        f"facts. The ten most frequent things that cannot:\n\n{table}\n\nPrompt by prompt:\n\n{each}"
    )


def prompts_table() -> str:
    parts = []
    for name, rows in _data("twenty-prompts").items():
        cells = [(row["asks"], ", ".join(row["by"]) or f"— {row['missing']}") for row in rows]
        parts.append(f'??? note "{name}"\n\n' + textwrap.indent(_table(("asks for", "said with"), cells), "    "))
    return "\n\n".join(parts)


BLOCKS = {
    "attributes": attribute_table,
    "codes": code_table,
    "presets": preset_sections,
    "conditions": condition_table,
    "models": model_table,
    "commands": command_sections,
    "directives": directive_table,
    "rubric": rubric_table,
    "prompts": prompts_summary,
    "prompts-coded": prompts_table,
}


# --- writing --------------------------------------------------------------------------------------------------------


@cache
def _data(name: str) -> Any:
    return _load((DATA / f"{name}.yaml").read_text("utf-8"))


def _load(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


def _yaml(value: Mapping[str, Any]) -> str:
    stream = io.StringIO()
    yaml = YAML(typ="rt", pure=True)
    yaml.default_flow_style = False
    yaml.width = 90
    yaml.representer.add_representer(
        type(None), lambda representer, _: representer.represent_scalar("tag:yaml.org,2002:null", "")
    )
    yaml.dump(dict(value), stream)
    return _fenced(stream.getvalue(), "yaml")


def _fenced(text: str, language: str) -> str:
    return f"````{language}\n{text.rstrip()}\n````"


def _quote(text: str) -> str:
    return "\n".join(f"> {line}" if line else ">" for line in text.replace("\n", "\n\n").split("\n"))


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in lines)
