"""The generated pages hold what they promise, and the data behind the coverage page fits the code."""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from ruamel.yaml import YAML

from pedagogy_prompts.attributes.kit.attribute import FAMILIES, attribute_class, attribute_slugs
from pedagogy_prompts.attributes.kit.parameters import parameters_of
from pedagogy_prompts.checking.check import check
from pedagogy_prompts.norms.variables import VARIABLES
from pedagogy_prompts.presets.context import Context
from pedagogy_prompts.presets.preset import Preset
from pedagogy_prompts.presets.shipped import shipped_presets
from pedagogy_prompts.reports.codes import CODES
from pedagogy_prompts.views.clashes import clashes_of
from pedagogy_prompts.views.explain import citations
from pedagogy_prompts.wording.words import words_for

from ..each import each

ROOT = Path(__file__).parents[2]
DATA = ROOT / "docs" / "data"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_pages", ROOT / "tools" / "docs_pages.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pages(tool: ModuleType) -> dict[str, str]:
    """All generated pages."""
    return dict(tool.pages())


@cache
def data(name: str) -> Any:
    return YAML(typ="safe", pure=True).load((DATA / f"{name}.yaml").read_text("utf-8"))


@each("slug", attribute_slugs())
def test_every_attribute_has_its_section(pages: dict[str, str], slug: str) -> None:
    page = pages[f"reference/attributes/{attribute_class(slug).family}.md"]
    (section,) = re.findall(rf"^## {slug} (.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    for part in ("**Why.**", "**Use it when**", "**Do not use it when**", "In full:", "In brief:", "### Sources"):
        assert part in section
    for parameter in attribute_class(slug).parameters():
        assert f"| `{parameter}` |" in section
    clashes = clashes_of(slug)
    assert ("### What it clashes with\n\nNothing" in section) is not bool(clashes)
    for clash in clashes:
        assert f"[`{clash['other']}`]" in section and f"[`{clash['code']}`](../findings/" in section


def test_every_family_and_code_has_a_page_that_the_site_knows(pages: dict[str, str]) -> None:
    nav = (ROOT / "mkdocs.yml").read_text("utf-8")
    for family in FAMILIES:
        assert f"reference/attributes/{family}.md" in pages
        assert f"reference/attributes/{family}.md" in nav
    for code, rule in CODES.items():
        assert pages[f"reference/findings/{code.lower()}.md"].startswith(f"# {code} {rule.name}\n")


def test_every_marker_is_filled_and_every_block_used(tool: ModuleType) -> None:
    markers = [
        name
        for page in (ROOT / "docs").rglob("*.md")
        for name in re.findall(r"<!-- generated: (\S+) -->", page.read_text("utf-8"))
    ]
    assert sorted(markers) == sorted(tool.BLOCKS)


def test_blocks_name_everything_on_the_shelves(tool: ModuleType) -> None:
    attributes, presets, codes = (tool.BLOCKS[name]() for name in ("attributes", "presets", "codes"))
    for slug in attribute_slugs():
        assert f"[`{slug}`](attributes/{attribute_class(slug).family}.md#{slug})" in attributes
    for preset in shipped_presets():
        assert f"## {preset}\n" in presets
    for code in CODES:
        assert f"[`{code}`](findings/{code.lower()}.md)" in codes


def test_conditions_name_what_a_preset_can_say_and_nothing_else(tool: ModuleType) -> None:
    visible = {name for name, variable in VARIABLES.items() if not variable.internal}
    assert set(re.findall(r"^\| `(\w+)`", tool.BLOCKS["conditions"](), re.MULTILINE)) == visible
    assert set(words_for("en").views["variables"]) == visible


def test_coverage_names_attributes_and_context_that_exist() -> None:
    coverage = data("coverage")
    assert len(coverage["directives"]) == 59
    assert len(coverage["rubric"]) == 29
    for row in coverage["directives"] + coverage["rubric"]:
        assert set(row.get("by", ())) <= set(attribute_slugs())
        assert set(row.get("context", ())) <= set(Context.model_fields)
        assert row.get("by") or row.get("context") or row["missing"]


@pytest.mark.parametrize("name", data("taxonomies"))
def test_each_entry_of_a_taxonomy_is_what_a_preset_can_say(name: str) -> None:
    source = data("taxonomies")[name]["source"]
    assert source in citations() if isinstance(source, str) else {"by", "title"} <= set(source)
    for row in data("taxonomies")[name]["rows"]:
        assert ("as" in row) != ("preset" in row), row
        assert row.get("preset", "socratic-tutor") in shipped_presets()
        for slug, value in row.get("as", {}).items():
            assert [attribute_class(slug)(**said) for _, said in attribute_class(slug).values_from(value)], row


@pytest.mark.parametrize(
    ("slug", "parameter"),
    [
        ("ai_assessment_scale", "level"),
        ("cognitive_target", "levels"),
        ("engagement_mode", "least"),
        ("error_correction", "style"),
        ("feedback_focus", "questions"),
        ("feedback_focus", "level"),
        ("language_level", "level"),
        ("remediation_policy", "error"),
        ("remediation_policy", "strategy"),
        ("remediation_policy", "intention"),
    ],
)
def test_what_is_taken_from_a_taxonomy_stands_in_its_table(slug: str, parameter: str) -> None:
    rows = [row for one in data("taxonomies").values() for row in one["rows"]]
    said = [
        value
        for row in rows
        if slug in row.get("as", {})
        for value in attribute_class(slug).values_from(row["as"][slug])
    ]
    found = [getattr(attribute_class(slug)(**parameters), parameter) for _, parameters in said]
    there = {value for one in found if one is not None for value in ([one] if isinstance(one, str) else one)}
    assert there == set(parameters_of(attribute_class(slug))[parameter].choices)


def test_at_least_nine_in_ten_requests_can_be_said(tool: ModuleType) -> None:
    rows = [row for rows in data("twenty-prompts").values() for row in rows]
    known = {*attribute_slugs(), *(f"context.{name}" for name in Context.model_fields)}
    for row in rows:
        assert set(row["by"]) <= known
        assert bool(row["by"]) != ("missing" in row), row
    said, count = tool.prompts_measured()
    assert (count, len(data("twenty-prompts"))) == (306, 20)
    assert said == sum(1 for row in rows if row["by"])
    assert said / count >= 0.9


@pytest.mark.parametrize("setting", data("wishes"))
def test_what_a_teacher_wished_for_composes_whole(setting: str) -> None:
    attributes: dict[str, list[dict[str, Any]]] = {}
    rows = data("wishes")[setting]
    for row in rows:
        for slug, value in row["says"].items():
            instances = attributes.setdefault(slug, [])
            said = [parameters for _, parameters in attribute_class(slug).values_from(value)]
            instances += [parameters for parameters in said if parameters not in instances]
    rules = [row["rule"] for row in rows if "rule" in row]
    preset = Preset.from_data({"format": 1, "title": setting, "attributes": attributes, "rules": rules})
    report = check(preset)
    assert not report.errors, str(report)


def test_of_what_teachers_wished_for_nearly_all_is_typed_and_the_rest_is_checked() -> None:
    rows = [row for rows in data("wishes").values() for row in rows]
    assert len(rows) == 87
    assert all(row["says"] or "means" in row["rule"] for row in rows)
    assert sum(1 for row in rows if "rule" not in row) / len(rows) >= 0.95


def test_a_clone_says_how_to_read_what_is_generated(tool: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    pages = [*(ROOT / "docs").rglob("*.md")]
    marked = [
        page for page in pages if any(one["kept"] is None for one in tool.BLOCK.finditer(page.read_text("utf-8")))
    ]
    assert marked
    for page in marked:
        name = page.relative_to(ROOT).as_posix()
        line = f"*In a clone, `python tools/docs_pages.py {name}` prints this page whole.*"
        assert page.read_text("utf-8").count(line) == 1, f"{name} needs the line {line}"
        tool.main([str(page)])
        told = capsys.readouterr().out
        assert "<!-- generated" not in told and "In a clone" not in told and len(told) > len(page.read_text("utf-8"))
    tool.main([str(ROOT / "docs/reference/attributes/feedback.md")])
    assert capsys.readouterr().out.startswith("# Feedback")
    with pytest.raises(SystemExit, match="no page"):
        tool.main([str(ROOT / "docs/reference/nothing.md")])
