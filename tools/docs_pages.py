"""The generated pages of the documentation, as a mkdocs hook.

    python tools/docs_pages.py docs/reference/models.md     print a page as the site has it
    python tools/docs_pages.py --write                      write the blocks that a clone shows into their pages

Two kinds of output: whole pages (one per attribute family, preset and finding's code), and blocks that take the place
of `<!-- generated: NAME -->` in pages written by hand. A block that ends with `<!-- /generated -->` stands in the tree
too, so that a clone can be read, and a test holds it to what the site has. All others are nowhere but in the site.
"""

from __future__ import annotations

import inspect
import json
import re
import sys
import textwrap
import zlib
from base64 import urlsafe_b64encode
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from ruamel.yaml import YAML

from pedagogy_prompts import check, compose, count_tokens, parse_preset
from pedagogy_prompts.attributes.kit.attribute import FAMILIES, Attribute, attribute_class, attribute_slugs
from pedagogy_prompts.attributes.kit.rule import slot_values
from pedagogy_prompts.base.inline import inline
from pedagogy_prompts.norms.acts import ACTS
from pedagogy_prompts.norms.condition import Condition
from pedagogy_prompts.norms.meaning import FORMS
from pedagogy_prompts.norms.moments import MOMENTS
from pedagogy_prompts.norms.variables import VARIABLES, Variable
from pedagogy_prompts.norms.vocabulary import QUANTITIES, SLOTS
from pedagogy_prompts.presets.shipped import shipped_presets, shipped_text
from pedagogy_prompts.presets.yaml_writer import write_yaml
from pedagogy_prompts.reports.codes import CODES
from pedagogy_prompts.views.explain import citations, explain
from pedagogy_prompts.views.explaining.markdown import TOLD, attribute_parts, code_parts
from pedagogy_prompts.views.forms.markdown import fenced, quoted, table
from pedagogy_prompts.views.listing import listing
from pedagogy_prompts.views.profile.profile import profile_text, shipped_profiles
from pedagogy_prompts.views.table.build import decision_table
from pedagogy_prompts.views.table.markdown import table_markdown
from pedagogy_prompts.views.terms import senses
from pedagogy_prompts.wording.files import read
from pedagogy_prompts.wording.statements import statement_text
from pedagogy_prompts.wording.words import words_for

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


def on_post_page(output: str, page: Any, **_: Any) -> str:
    """Give the search a name, and where the site is opened from a disk a script of our own, not one from elsewhere."""
    ours = import_module("mkdocs.utils").get_relative_url("assets/offline.js", page.url)
    dialog = 'data-md-component="search" role="dialog"'
    output = output.replace(dialog, f'{dialog} aria-label="Search"')
    return output.replace("https://unpkg.com/iframe-worker/shim", str(ours))


def on_post_template(output_content: str, **_: Any) -> str:
    """The same in the page for what is not there."""
    return output_content.replace("https://unpkg.com/iframe-worker/shim", "/assets/offline.js")


def makers() -> dict[str, Callable[[], str]]:
    """What makes each page that is generated whole, by its path below docs/."""
    return {
        **{f"reference/presets/{name}.md": partial(preset_page, name) for name in shipped_presets()},
        **{f"reference/attributes/{family}.md": partial(family_page, family) for family in FAMILIES},
        **{f"reference/findings/{code.lower()}.md": partial(code_page, code) for code in CODES},
    }


def pages() -> Iterator[tuple[str, str]]:
    """Every page that is generated whole: its path below docs/ and its text."""
    return ((path, make()) for path, make in makers().items())


END = "<!-- /generated -->"
BLOCK = re.compile(rf"<!-- generated: (?P<name>\S+) -->(?P<kept>(?:(?!<!-- generated: )[\s\S])*?{re.escape(END)})?")
IN_A_CLONE = re.compile(r"^\*In a clone, `python tools/docs_pages\.py \S+` prints this page whole\.\*\n\n", re.M)


def filled(markdown: str) -> str:
    """A page with its generated blocks, and without the line that says how to see them."""
    markdown = IN_A_CLONE.sub("", markdown)
    return BLOCK.sub(lambda found: BLOCKS[found["name"]](), markdown)


def kept_fresh(markdown: str) -> str:
    """A page of the tree with the blocks in it that a clone shows made anew."""

    def fresh(found: re.Match[str]) -> str:
        marker = f"<!-- generated: {found['name']} -->"
        return found[0] if found["kept"] is None else f"{marker}\n\n{BLOCKS[found['name']]()}\n\n{END}"

    return BLOCK.sub(fresh, markdown)


# --- attributes -----------------------------------------------------------------------------------------------------


def family_page(family: str) -> str:
    members = [slug for slug in attribute_slugs() if attribute_class(slug).family == family]
    parts = [f"# {family.capitalize()}", FAMILY_INTROS[family]]
    parts += [attribute_section(slug) for slug in members]
    return "\n\n".join(parts) + "\n"


def attribute_section(slug: str) -> str:
    (_, about), *parts = attribute_parts(explain(slug).data, _from_attributes)
    told = [f"## {slug} {{ #{slug} }}", about]
    for title, body in parts:
        told += [f"### {title}", body, *(_cases(slug) if title == TOLD else ())]
    return "\n\n".join(told)


def _from_attributes(name: str) -> str:
    """Where a name is explained, seen from the page of a family."""
    return f"../findings/{name.lower()}.md" if name in CODES else f"{attribute_class(name).family}.md#{name}"


def _from_reference(name: str) -> str:
    """The same, seen from a page one level up."""
    return f"findings/{name.lower()}.md" if name in CODES else f"attributes/{_from_attributes(name)}"


def _cases(slug: str) -> Iterator[str]:
    cls = attribute_class(slug)
    lines = []
    for case in _load(read(f"attributes/{slug}/cases.yaml")):
        lines += [f"**{case['name'][0].upper()}{case['name'][1:]}.**", ""]
        lines += [fenced(write_yaml({slug: case.get("value"), **case.get("with", {})}), "yaml"), ""]
        if "with" not in case:
            words = (_words(one, "full") for one in _instances(cls, case.get("value")))
            lines += ["\n>\n".join(quoted(text) for text in words), ""]
        if "finds" in case:
            found = [case["finds"]] if isinstance(case["finds"], str) else case["finds"]
            links = ", ".join(f"[{code}](../findings/{code.lower()}.md)" for code in found)
            lines += [f"The check finds {links}." if links else "The check finds no error and no warning.", ""]
    yield '??? example "Examples (each is a test)"\n\n' + textwrap.indent("\n".join(lines).rstrip(), "    ")


def _instances(cls: type[Attribute], value: Any) -> list[Attribute]:
    return [cls(**parameters) for _, parameters in cls.values_from(value)]


def _words(attribute: Attribute, detail: Any) -> str:
    return " ".join(statement_text(attribute, s.key, detail, "en") for s in attribute.statements())


def attribute_table() -> str:
    found = listing("attributes")
    return "\n\n".join(
        f"### {family.capitalize()}\n\n{FAMILY_INTROS[family]}\n\n{found.group(family, _from_reference)}"
        for family in found.groups
    )


# --- findings -------------------------------------------------------------------------------------------------------


def code_page(code: str) -> str:
    (title, about), *parts = code_parts(explain(code).data)
    told = [f"# {title}", about, *(text for head, body in parts for text in (f"## {head}", body))]
    return "\n\n".join([*told, "[All findings](../findings.md)"]) + "\n"


def code_table() -> str:
    return listing("rules").group(link=_from_reference)


# --- the first page -------------------------------------------------------------------------------------------------


@cache
def first_preset() -> str:
    """The preset that the first page shows."""
    found = re.search(r"<!-- first -->\n```yaml\n(.*?)```", (DATA.parent / "index.md").read_text("utf-8"), re.DOTALL)
    assert found is not None, "docs/index.md shows no preset behind <!-- first -->"
    return found[1]


def first_text() -> str:
    return fenced(compose(parse_preset(first_preset())).text, "text")


def first_finding() -> str:
    """What is said where the last hint is the answer, which is kept for longer."""
    text = first_preset().replace("attempts: 3", "attempts: 6").replace("worked_example", "reveal")
    (finding, *_) = check(parse_preset(text)).errors
    page = _from_reference(finding.code)
    return quoted(f"**Error.** {finding.message} {finding.details[-1]} [{finding.code}](reference/{page})")


def first_link() -> str:
    """The way to the page for teachers, with this preset in the link as the page itself puts it there."""
    packer = zlib.compressobj(9, wbits=-15)
    packed = urlsafe_b64encode(packer.compress(first_preset().encode()) + packer.flush()).decode().rstrip("=")
    return f"[Change it here, live](page/index.html#p={packed}){{ .md-button .md-button--primary }}"


# --- presets, conditions, models ------------------------------------------------------------------------------------


def preset_list() -> str:
    return listing("presets").group(link=lambda name: f"#{name}")


def preset_sections() -> str:
    parts = []
    for name in shipped_presets():
        whole = f"[The preset, what the tutor will do, and the text](presets/{name}.md)"
        parts += [f"## {name}", _about(name), whole]
    return "\n\n".join(parts)


def preset_page(name: str) -> str:
    """A preset with its file, its table and its text."""
    preset = parse_preset(shipped_text(name), source=name)
    composed = compose(preset).text
    size = count_tokens(composed, encoding="o200k_base").value
    told = table_markdown(decision_table(preset)).partition("\n\n")[2]
    parts = [
        f"# {name}",
        _about(name),
        f"Take it in with `extends: [{name}]`, or begin with it: `pedagogy-prompts new lesson.yaml --from {name}`.",
        "## The preset",
        fenced("format:" + shipped_text(name).partition("\nformat:")[2], "yaml"),
        "## What the tutor will do",
        re.sub(r"^##+ (.*)$", r"### \1", told, flags=re.MULTILINE),
        f"## The text ({size} tokens in o200k_base)",
        fenced(composed, "text"),
        "[All presets](../presets.md)",
    ]
    return "\n\n".join(parts) + "\n"


def _about(name: str) -> str:
    """What the comment at the top of a preset says, part by part."""
    comment = [line.removeprefix("#").strip() for line in shipped_text(name).split("\nformat:")[0].splitlines()]
    about = " ".join(comment)
    for label in ("What it does:", "Take it when:", "Take another when:", "Change first:"):
        about = about.replace(f" {label}", f"\n\n**{label}**")
    return about


def profile_texts() -> str:
    """The shipped profiles, whole, to copy."""
    return "\n\n".join(f"### {name}\n\n{fenced(profile_text(name), 'yaml')}" for name in shipped_profiles())


def condition_table() -> str:
    words = words_for("en")
    meanings = words.views["variables"]
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
    return table(("variable", "meaning", "values, and how the text says them"), rows)


def _visible() -> list[Variable]:
    return [variable for variable in VARIABLES.values() if not variable.internal]


def sense_table(word: str, columns: tuple[str, ...], keep: Callable[[str], bool] = lambda _: True) -> str:
    """What belongs to a word, as `explain` tells it."""
    (sense,) = (one for one in senses(word) if len(one.rows) > 1)
    return table(columns, [(f"`{name}`", about) for name, about in sense.rows if keep(name)])


def slot_table() -> str:
    words, values = words_for("en"), slot_values()
    rows = []
    for one in SLOTS:
        taken = ", ".join(f"`{value}`" for value in sorted(values.get(one, ())))
        rows.append((f"`{one}`", words.slot(one), taken))
    return table(("choice", "what it is", "values that attributes choose"), rows)


def moment_table() -> str:
    words = words_for("en")
    return table(
        ("moment", "the turns in which"), [(f"`{name}`", words.condition(one)) for name, one in MOMENTS.items()]
    )


def model_table() -> str:
    return listing("models").group()


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
        parts += [f"## {name}", fenced(usage, "text"), about, table(("option", "meaning"), rows) if rows else ""]
    return "\n\n".join(part for part in parts if part)


# --- coverage -------------------------------------------------------------------------------------------------------


def directive_table() -> str:
    rows = []
    for one in _data("coverage")["directives"]:
        rows.append((one["asks"], str(one["prompts"]), _served(one), one.get("missing", "")))
    return table(("what prompts ask for", "prompts", "served by", "missing"), rows)


def rubric_table() -> str:
    rows = [(one["group"], one["asks"], _served(one), one.get("missing", "")) for one in _data("coverage")["rubric"]]
    return table(("group", "what raters look for", "served by", "missing"), rows)


def _served(one: Mapping[str, Any]) -> str:
    links = [f"[{slug}]({_from_reference(slug)})" for slug in one.get("by", [])]
    links += [f"context: {name}" for name in one.get("context", [])]
    return ", ".join(links) or "nothing"


def taxonomies() -> str:
    parts = []
    for name, one in _data("taxonomies").items():
        rows = [(row["says"], _said_as(row), row.get("note", "")) for row in one["rows"]]
        parts += [f"## {name}", f"{one['about']} {_source(one['source'])}", table(("in the source", "here", ""), rows)]
    return "\n\n".join(parts)


def _said_as(row: Mapping[str, Any]) -> str:
    if "preset" in row:
        return f"[{row['preset']}](presets.md#{row['preset']})"
    said = []
    for slug, value in row["as"].items():
        inner = (
            ", ".join(f"{name}: {inline(one)}" for name, one in value.items())
            if isinstance(value, dict)
            else inline(value)
        )
        said.append(f"[{slug}]({_from_reference(slug)}): `{inner}`".replace("|", "\\|"))
    return "<br>".join(said)


def _source(source: str | Mapping[str, str]) -> str:
    if isinstance(source, str):
        known = citations()[source]
        first, *others = known["authors"]
        who = f"{first} and others" if others else first
        link = f"https://doi.org/{known['doi']}" if "doi" in known else f"https://arxiv.org/abs/{known.get('arxiv')}"
        titled = f"[{known['title']}]({link})" if {"doi", "arxiv"} & set(known) else known["title"]
        return f"Source: {who} ({known['year']}), {titled}."
    titled = f"[{source['title']}]({source['link']})" if "link" in source else source["title"]
    return f"Source: {source['by']}, {titled}."


def evidence() -> str:
    """What is cited, by whom, and what was read of it."""
    users: dict[str, list[str]] = {}
    slugs = attribute_slugs()
    for slug in slugs:
        for key in attribute_class(slug).evidence:
            users.setdefault(key, []).append(slug)
    rows = []
    for key, one in sorted(citations().items(), key=lambda item: (item[1]["authors"][0].split()[-1], item[1]["year"])):
        used = ", ".join(f"[{slug}](../reference/{_from_reference(slug)})" for slug in users.get(key, ()))
        rows.append((_source(key).removeprefix("Source: "), one["shows"], f"{one['speaks']}; {one['checked']}", used))
    cited = sum(1 for slug in slugs if attribute_class(slug).evidence)
    return (
        f"{cited} of {len(slugs)} attributes cite one or more of {len(rows)} sources; the others rest on practice. The "
        "third column says how a source bears on the practice, and what was read of it: `full` is the text, "
        f"`secondary` what others say of it.\n\n{table(('source', 'what it shows', 'speaks; read', 'cited by'), rows)}"
    )


def prompts_measured() -> tuple[int, int]:
    """How many of the twenty prompts' directives attributes or context can say, and how many there are."""
    rows = [row for rows in _data("twenty-prompts").values() for row in rows]
    return sum(1 for row in rows if row["by"]), len(rows)


def prompts_summary() -> str:
    said, count = prompts_measured()
    rows = [row for rows in _data("twenty-prompts").values() for row in rows]
    missing = Counter(row["missing"] for row in rows if not row["by"])
    most = sorted(missing.items(), key=lambda item: (-item[1], item[0]))[:10]
    often = table(("missing", "times"), [(what, str(times)) for what, times in most])
    each = table(
        ("prompt", "can be said", "of"),
        [
            (name, str(sum(1 for r in rows if r["by"])), str(len(rows)))
            for name, rows in _data("twenty-prompts").items()
        ],
    )
    return (
        f"Of {count} directives in twenty prompts {said} ({said / count:.0%}) can be said with attributes, context and "
        f"facts. The ten most frequent things that cannot:\n\n{often}\n\nPrompt by prompt:\n\n{each}"
    )


def prompts_table() -> str:
    parts = []
    for name, rows in _data("twenty-prompts").items():
        cells = [(row["asks"], ", ".join(row["by"]) or f"— {row['missing']}") for row in rows]
        parts.append(f'??? note "{name}"\n\n' + textwrap.indent(table(("asks for", "said with"), cells), "    "))
    return "\n\n".join(parts)


def wish_tables() -> str:
    """Each wish with what a preset writes for it, setting by setting."""
    parts = []
    for setting, rows in _data("wishes").items():
        cells = []
        for row in rows:
            said = [
                f"`{slug}`" if value is None else f"`{slug}: {_flow(value)}`" for slug, value in row["says"].items()
            ]
            said += [f"own rule, `{row['rule']['means']}`"] if "rule" in row else []
            cells.append((row["asks"], ", ".join(said)))
        parts.append(f'??? note "{setting}"\n\n' + textwrap.indent(table(("wish", "said with"), cells), "    "))
    return "\n\n".join(parts)


def _flow(value: Any) -> str:
    """A value as a preset writes it on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False) if re.search(r"[:,%]", value) else value
    return json.dumps(value)


def security() -> str:
    """The page of the repository, without its heading."""
    text = (Path(__file__).parents[1] / "SECURITY.md").read_text("utf-8")
    return text.partition("\n\n")[2].strip()


BLOCKS = {
    "first-text": first_text,
    "first-finding": first_finding,
    "first-link": first_link,
    "attributes": attribute_table,
    "codes": code_table,
    "preset-list": preset_list,
    "presets": preset_sections,
    "conditions": condition_table,
    "models": model_table,
    "rule-fields": lambda: sense_table("rules", ("part", "meaning")),
    "meanings": lambda: sense_table("means", ("begins with", "meaning"), FORMS.__contains__),
    "acts": lambda: sense_table("means", ("act", "the tutor is to"), ACTS.__contains__),
    "quantities": lambda: sense_table("means", ("quantity", "what is counted"), QUANTITIES.__contains__),
    "slots": slot_table,
    "moments": moment_table,
    "commands": command_sections,
    "directives": directive_table,
    "rubric": rubric_table,
    "taxonomies": taxonomies,
    "prompts": prompts_summary,
    "prompts-coded": prompts_table,
    "wishes": wish_tables,
    "evidence": evidence,
    "profiles": profile_texts,
    "security": security,
}


# --- writing --------------------------------------------------------------------------------------------------------


@cache
def _data(name: str) -> Any:
    return _load((DATA / f"{name}.yaml").read_text("utf-8"))


def _load(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


def main(names: list[str]) -> None:
    """Print pages as the site has them, by their paths."""
    docs = DATA.parent.resolve()
    if names == ["--write"]:
        for path in docs.rglob("*.md"):
            text = path.read_text("utf-8")
            if (fresh := kept_fresh(text)) != text:
                path.write_text(fresh, "utf-8")
                print(path.relative_to(docs.parent))
        return
    for name in names:
        path = Path(name).resolve()
        whole = {} if path.exists() else makers()
        below = path.relative_to(docs).as_posix() if path.is_relative_to(docs) else name
        if not path.is_file() and below not in whole:
            sys.exit(f"There is no page {name}.")
        sys.stdout.write(whole[below]() if below in whole else filled(path.read_text("utf-8")))


if __name__ == "__main__":
    main(sys.argv[1:])
