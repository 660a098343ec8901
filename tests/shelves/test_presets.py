"""The shipped presets: complete, clean, and no longer than they may be."""

from __future__ import annotations

import re
from functools import cache

import pytest
from ruamel.yaml import YAML

from pedagogy_prompts import Preset, SystemInstruction, check, compose, parse_preset
from pedagogy_prompts.attributes.kit.attribute import attribute_class, attribute_slugs
from pedagogy_prompts.attributes.kit.parameters import parameters_of
from pedagogy_prompts.presets.context import Context
from pedagogy_prompts.presets.shipped import shipped_presets, shipped_text, starter
from pedagogy_prompts.views.listing import listing

EXPECTED = {
    "adult-at-work",
    "audhd-friendly",
    "bilingual-class",
    "close-reading",
    "code-lab-assistant",
    "debate-partner",
    "dyslexia-friendly",
    "essay-feedback",
    "exam-invigilator",
    "first-exposure",
    "guided-activity",
    "guided-homework",
    "homework-help",
    "lab-report",
    "language-conversation",
    "learn-by-teaching",
    "newly-arrived-learner",
    "novice-tutor-copilot",
    "parent-at-home",
    "plan-challenger",
    "productive-failure",
    "project-mentor",
    "reading-help-under-13",
    "reflection-coach",
    "relevel-a-text",
    "rubric-explainer",
    "scenario-practice",
    "school-policy",
    "socratic-debugging",
    "socratic-tutor",
    "source-criticism",
    "statistics-helper",
    "teach-a-concept",
    "test-preparation",
    "times-tables",
    "writing-coach",
}
BASES = {"school-policy"}
"""Those that stand beneath courses."""
PARTS = ("context", "rules", "extends")
MOST_TOKENS = 450

each_preset = pytest.mark.parametrize("name", sorted(EXPECTED))


@cache
def preset_named(name: str) -> Preset:
    return parse_preset(shipped_text(name), source=f"{name}.yaml")


@cache
def composed(name: str) -> SystemInstruction:
    return compose(preset_named(name))


def test_the_shelf_holds_these_and_no_other() -> None:
    assert set(shipped_presets()) == EXPECTED


@each_preset
def test_a_preset_has_no_error_and_no_warning(name: str) -> None:
    report = check(preset_named(name))
    assert report.complete
    assert [finding.message for finding in report.findings if finding.severity != "info"] == []


@each_preset
def test_a_new_lesson_on_a_preset_fits_it_and_checks_clean(name: str) -> None:
    lesson = parse_preset(starter(name), source="lesson.yaml")
    report = check(lesson)
    assert report.complete and [str(finding) for finding in report.findings if finding.code != "PED601"] == []
    assert lesson.context.subject and lesson.context.topic and lesson.context.level
    base = preset_named(name).context
    assert (lesson.context.setting, lesson.context.goal) == (base.setting, base.goal)


def test_new_lessons_are_of_many_subjects() -> None:
    assert len({parse_preset(starter(name)).context.subject for name in EXPECTED}) >= 8


@each_preset
def test_a_preset_is_short_enough_in_full(name: str) -> None:
    instruction = composed(name)
    assert {section.detail for section in instruction.sections} <= {"full", None}
    assert instruction.tokens.kind == "exact"
    assert instruction.tokens.value <= MOST_TOKENS


@each_preset
def test_a_preset_stands_on_its_layer_and_names_no_lesson(name: str) -> None:
    preset = preset_named(name)
    assert preset.title
    assert preset.layer == ("school" if name in BASES else "course")
    assert preset.context.problem is None
    assert preset.context.learner.to_data() == {}


@each_preset
def test_a_preset_begins_with_what_a_teacher_wants_to_know(name: str) -> None:
    comment = shipped_text(name).partition("format:")[0]
    assert all(line.startswith("#") for line in comment.splitlines())
    what, _, rest = comment.partition("\n")
    assert re.fullmatch(r"# [A-Z].{10,80}\.", what) and rest.startswith("#\n"), "one line says what it is"
    assert (name, what[2:]) in listing("presets").groups[""]
    for heading in ("What it does:", "Take it when:", "Take another when:", "Change first:"):
        assert heading in comment


@each_preset
def test_the_presets_and_attributes_its_comment_names_are_there(name: str) -> None:
    comment = " ".join(line.lstrip("# ") for line in shipped_text(name).partition("format:")[0].splitlines())
    for other in re.findall(r"\(([a-z0-9]+(?:-[a-z0-9]+)+)\)", comment):
        assert other in EXPECTED - {name}, other
    written = YAML(typ="safe", pure=True).load(shipped_text(name))["attributes"]
    parameters = {one for slug in written for one in attribute_class(slug).parameters()}
    for quoted in re.findall(r"`([a-z][^`]*)`", comment):
        said = YAML(typ="safe", pure=True).load(quoted.replace("...", "x")) if ":" in quoted else {quoted: None}
        for key, value in said.items() if not quoted.startswith("pedagogy-prompts") else ():
            if key in attribute_slugs() and value is not None:
                assert parse_preset(f"attributes: {{{quoted.replace('...', 'x')}}}").attributes, quoted
            assert key in {*attribute_slugs(), *parameters, *PARTS, *parameters_of(Context)}, quoted


@each_preset
def test_a_preset_can_be_extended_by_a_lesson(name: str) -> None:
    lesson = parse_preset(f"format: 1\nextends: [{name}]\ncontext: {{topic: Fractions}}\n")
    assert lesson.layer == "lesson"
    assert lesson.attributes == preset_named(name).attributes
    assert "Topic: Fractions" in compose(lesson).text


@pytest.mark.parametrize("base", sorted(BASES))
@each_preset
def test_a_base_goes_beneath_every_preset(base: str, name: str) -> None:
    assert name in BASES or check(preset_named(base), preset_named(name)).errors == ()


@pytest.mark.parametrize("fitted", ["audhd-friendly", "dyslexia-friendly", "newly-arrived-learner"])
@pytest.mark.parametrize("name", ["guided-homework", "homework-help", "socratic-tutor", "teach-a-concept"])
def test_what_fits_a_learner_goes_on_top_of_a_tutor(name: str, fitted: str) -> None:
    assert check(parse_preset(f"extends: [{name}, {fitted}]")).errors == ()


@each_preset
def test_a_preset_says_nothing_twice(name: str) -> None:
    text = composed(name).stable_text
    sentences = [part.strip() for line in text.splitlines() for part in line.split(". ") if len(part) > 40]
    assert len(sentences) == len(set(sentences))


@each_preset
def test_a_preset_is_written_in_the_short_forms_of_its_format(name: str) -> None:
    data = YAML(typ="safe").load(shipped_text(name))
    assert list(data)[:3] == ["format", "title", "layer"]
    assert data["format"] == 1
