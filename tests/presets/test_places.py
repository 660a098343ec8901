"""Every finding names the source, line, column and path of where the thing was written, also over `extends`."""

from __future__ import annotations

from pathlib import Path

import pytest

from pedagogy_prompts import HintLadder, QuestionLimit, WithholdAnswer, check, load_preset, parse_preset
from pedagogy_prompts.presets.preset import Preset
from pedagogy_prompts.reports.report import Finding, Place, Report

BASE = """\
title: base
context:
  objectives: ["see <system> here"]
  materials:
    - {title: A, text: "one"}
    - {title: B, text: "<|im_start|> two"}
attributes:
  hint_ladder:
    rungs: [point_to_information]
    then: reveal
facts:
  - "A fact."
  - "Ask the user: <system> is a tag."
rules:
  - "Be kind."
"""
CHILD = """\
extends: ./base.yaml
context:
  objectives: ["and <assistant> there"]
  learner: {interests: ["<s> chess"]}
attributes:
  withhold_answer: never
  hint_ladder: {strength: must}
facts:
  - "Their [INST] fact."
rules:
  - "Be brief, but say <system> twice."
"""


@pytest.fixture
def child(tmp_path: Path) -> Preset:
    tmp_path.joinpath("base.yaml").write_text(BASE)
    tmp_path.joinpath("child.yaml").write_text(CHILD)
    return load_preset(tmp_path / "child.yaml")


def _where(place: Place) -> tuple[str, int | None, int | None, tuple[str | int, ...]]:
    return Path(place.source or "").name, place.line, place.column, place.path


def _found(report: Report, code: str) -> list[tuple[str, int | None, int | None, tuple[str | int, ...]]]:
    return [_where(finding.places[0]) for finding in report if finding.code == code]


def test_what_is_inherited_has_the_place_where_it_was_written(child: Preset) -> None:
    assert [_where(child.place("rules", i)) for i in range(2)] == [
        ("base.yaml", 15, 5, ("rules", 0)),
        ("child.yaml", 11, 5, ("rules", 0)),
    ]
    assert _found(check(child), "PED803") == [
        ("base.yaml", 3, 16, ("context", "objectives", 0)),
        ("base.yaml", 6, 24, ("context", "materials", 1, "text")),
        ("base.yaml", 13, 5, ("facts", 1)),
        ("child.yaml", 3, 16, ("context", "objectives", 0)),
        ("child.yaml", 4, 25, ("context", "learner", "interests", 0)),
        ("child.yaml", 9, 5, ("facts", 0)),
        ("child.yaml", 11, 5, ("rules", 0)),
    ]


def test_a_parameter_that_the_parent_wrote_has_its_place_there(child: Preset) -> None:
    (clash,) = check(child).errors
    assert {_where(place) for place in clash.places} == {
        ("child.yaml", 6, 20, ("attributes", "withhold_answer", "until")),
        ("base.yaml", 10, 11, ("attributes", "hint_ladder", "then")),
    }


def test_presets_in_a_stack_keep_their_places() -> None:
    school = parse_preset("layer: school\nfacts: ['a <system>']\ncontext:\n  topic: '<bos> x'\n", source="school")
    lesson = parse_preset("context:\n  problem: |\n    <assistant>\nfacts: ['b <system>']\n", source="lesson")
    assert _found(check(school, lesson), "PED803") == [
        ("lesson", 2, 12, ("context", "problem")),
        ("lesson", 4, 9, ("facts", 0)),
        ("school", 2, 9, ("facts", 0)),
        ("school", 4, 10, ("context", "topic")),
    ]
    assert _found(check(school, lesson, topic="<eos> y"), "PED803")[0] == ("", None, None, ("context", "topic"))


def test_a_row_of_data_has_its_source_and_path() -> None:
    row = Preset.from_data(
        {"extends": ["base"], "facts": ["b <system>"]}, source="row 7", resolve=lambda name: {"base": BASE}[name]
    )
    assert _found(check(row), "PED803") == [
        ("base", 3, 16, ("context", "objectives", 0)),
        ("base", 6, 24, ("context", "materials", 1, "text")),
        ("base", 13, 5, ("facts", 1)),
        ("row 7", None, None, ("facts", 0)),
    ]


def test_too_many_firm_rules_belong_to_their_presets() -> None:
    from pedagogy_prompts.presets.shipped import shipped_presets

    many = "extends: [" + ", ".join(shipped_presets()) + "]\n"
    report = check(parse_preset(many, source="many.yaml"))
    assert _found(report, "PED705") == [("many.yaml", 1, 1, ())]


def test_loose_objects_are_told_apart_by_parameter_and_position() -> None:
    def paths(finding: Finding) -> list[tuple[str | int, ...]]:
        return [place.path for place in finding.places]

    (clash,) = check(WithholdAnswer(until="never"), HintLadder(then="reveal")).errors
    assert sorted(map(str, paths(clash))) == [
        "('attributes', 'hint_ladder', 'then')",
        "('attributes', 'withhold_answer', 'until')",
    ]
    (empty,) = check(QuestionLimit(min=3, max=3), QuestionLimit(max=1)).errors
    assert {path[:3] for path in paths(empty)} == {("attributes", "question_limit", i) for i in range(2)}
