"""`extends` copies: what is taken over, what is changed, and what cannot be found."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

from pedagogy_prompts.presets.loading import load_preset, parse_preset, read_text
from pedagogy_prompts.presets.preset import Preset
from pedagogy_prompts.reports.errors import PresetError
from pedagogy_prompts.reports.report import Finding

BASE = """\
title: Base
layer: school
context: {subject: Algebra, topic: Equations, objectives: [solve], learner: {interests: [chess]}}
given: {phase: practice}
attributes:
  hint_ladder: {rungs: [orient, next_step], then: stay}
  withhold_answer: never
  response_language:
    - {language: fr, unless: {stuck: true}}
    - {language: en, when: {stuck: true}}
  praise:
facts: [A, B]
rules: [One.]
budget: 800
accept: [{code: PED401, because: Known.}]
reminder: hint_ladder
"""


def _child(text: str, **others: str) -> Preset:
    presets = {"base": BASE, **others}
    return parse_preset(text, source="child", resolve=presets.__getitem__)


def _wrong(text: str, **others: str) -> list[Finding]:
    presets = {"base": BASE, **others}
    preset, report = read_text(text, source="child", resolve=presets.__getitem__)
    assert preset is None
    return list(report)


def _values(preset: Preset) -> dict[str, Any]:
    found: dict[str, Any] = preset.to_data(flat=True).get("attributes", {})
    return found


def test_everything_but_title_and_layer_is_taken_over() -> None:
    base, child = parse_preset(BASE).to_data(flat=True), _child("extends: base").to_data(flat=True)
    assert "title" not in child
    assert child.pop("layer") == "lesson"
    assert child == {key: value for key, value in base.items() if key not in ("title", "layer")}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("{then: reveal}", {"rungs": ["orient", "next_step"], "then": "reveal"}),
        ("", {"rungs": ["orient", "next_step"], "then": "stay"}),
        ("{}", {"rungs": ["orient", "next_step"], "then": "stay"}),
        ("[orient]", {"rungs": ["orient"], "then": "stay"}),
        ("[{then: reveal}]", {"then": "reveal"}),
        ("[{when: {stuck: true}}, {then: reveal}]", [{"when": {"stuck": True}}, {"then": "reveal"}]),
    ],
)
def test_a_value_changes_what_it_names_and_a_list_replaces(value: str, expected: Any) -> None:
    child = _child(f"extends: base\nattributes:\n  hint_ladder: {value}\n")
    assert _values(child)["hint_ladder"] == expected


@pytest.mark.parametrize("value", ["{language: de}", "de", "[{language: de}]"])
def test_one_instance_replaces_several(value: str) -> None:
    child = _child(f"extends: base\nattributes:\n  response_language: {value}\n")
    assert _values(child)["response_language"] == "de"


def test_an_empty_value_leaves_several_instances() -> None:
    child = _child("extends: base\nattributes:\n  response_language:\n")
    assert len(_values(child)["response_language"]) == 2


def test_remove_takes_out_and_a_new_value_starts_afresh() -> None:
    child = _child("extends: base\nremove: [praise, hint_ladder]\nattributes:\n  hint_ladder: {then: reveal}\n")
    assert "praise" not in _values(child)
    assert _values(child)["hint_ladder"] == {"then": "reveal"}


def test_the_rest_appends_or_wins() -> None:
    child = _child(
        """\
extends: base
context: {topic: Fractions, objectives: [add], learner: {name: Ada}}
given: {stuck: true}
facts: [B, C]
rules: [Two.]
budget: {tokens: 500}
accept: [{code: PED305, because: Meant.}]
reminder: withhold_answer
"""
    ).to_data(flat=True)
    assert child["context"] == {
        "subject": "Algebra",
        "topic": "Fractions",
        "objectives": ["solve", "add"],
        "learner": {"name": "Ada", "interests": ["chess"]},
    }
    assert child["given"] == {"phase": "practice", "stuck": True}
    assert (child["facts"], child["rules"]) == (["A", "B", "C"], ["One.", "Two."])
    assert child["budget"] == {"tokens": 500}
    assert [accepted["code"] for accepted in child["accept"]] == ["PED401", "PED305"]
    assert child["reminder"] == "withhold_answer"


def test_a_later_parent_wins_where_it_says_something() -> None:
    child = _child(
        "extends: [base, other]",
        other="attributes:\n  hint_ladder: {then: reveal}\n  withhold_answer:\n  praise: strategy\nbudget: 300\n",
    )
    assert _values(child)["hint_ladder"] == {"rungs": ["orient", "next_step"], "then": "reveal"}
    assert _values(child)["withhold_answer"] == "never"
    assert _values(child)["praise"] == "strategy"
    assert child.to_data(flat=True)["budget"] == {"tokens": 300}


def test_a_common_ancestor_is_taken_once() -> None:
    child = _child("extends: [a, b]", a="extends: base\nfacts: [X]", b="extends: base\nfacts: [Y]")
    assert child.facts == ("A", "B", "X", "Y")


def test_inherited_attributes_keep_their_place() -> None:
    child = _child("extends: base\nattributes:\n  hint_ladder: {then: reveal}\n")
    places = {entry.attribute.slug(): entry.place(child.layer) for entry in child.entries}
    assert (places["withhold_answer"].source, places["withhold_answer"].line) == ("base", 7)
    assert (places["hint_ladder"].source, places["hint_ladder"].line) == ("child", 3)


def test_what_does_not_go_with_the_inherited_is_said_where_it_was_changed() -> None:
    (finding,) = _wrong(
        "extends: limits\nattributes:\n  question_limit: {max: 1}\n",
        limits="attributes: {question_limit: {max: 3, min: 2}}",
    )
    assert (finding.code, finding.places[0].source, finding.places[0].line) == ("PED003", "child", 3)


def test_given_that_can_never_be_is_an_error() -> None:
    (finding,) = _wrong("extends: base\ngiven: {phase: quiz}\n")
    assert (finding.code, finding.places[0].path) == ("PED003", ("given",))


MANY = ", ".join(f"f{n}" for n in range(99))
SIX = ", ".join(f"{{attempts: {n}, hints: {n}}}" for n in range(6))
THREE = "[{last_answer: wrong, affect: neutral}, {turn: later, affect: frustrated}, {stuck: true, affect: confident}]"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"facts: [{MANY}]", "101"),
        (f"rules: [{MANY}, f]", "101"),
        (f"context: {{objectives: [{MANY}, f]}}", "101"),
        (f"extends: [base, six]\ngiven: {THREE}", "more than 16"),
    ],
)
def test_too_much_with_what_is_inherited_is_an_error(text: str, told: str) -> None:
    (finding,) = _wrong(text if "extends" in text else f"extends: base\n{text}", six=f"given: [{SIX}]")
    assert finding.code == "PED003"
    assert told in finding.message


def test_problems_of_a_parent_have_the_parents_place() -> None:
    first, second = _wrong("extends: [bad]\nremove: [praise]\nlayer: x\n", bad="title: a\nlayer: y\n")
    assert (first.places[0].source, first.places[0].line) == ("child", 3)
    assert (second.places[0].source, second.places[0].line) == ("bad", 2)


def test_a_parent_that_two_share_is_complained_of_once() -> None:
    (finding,) = _wrong("extends: [a, b]", a="extends: bad", b="extends: bad", bad="layer: y")
    assert finding.places[0].source == "bad"


def test_a_circle_is_shown_as_a_chain() -> None:
    (finding,) = _wrong("extends: a", a="extends: b", b="title: B\nextends: [a]")
    assert finding.code == "PED004"
    assert "a -> b -> a" in finding.message
    assert (finding.places[0].source, finding.places[0].line, finding.places[0].column) == ("b", 2, 11)


def test_a_preset_that_extends_itself_is_a_circle() -> None:
    (finding,) = _wrong("extends: child", child="extends: child")
    assert "child -> child" in finding.message


def test_a_name_the_app_does_not_know_is_unknown() -> None:
    (finding,) = _wrong("extends: [base, nonesuch]")
    assert (finding.code, finding.places[0].path, finding.places[0].column) == ("PED004", ("extends", 1), 17)
    assert "KeyError" not in finding.message


@pytest.mark.parametrize("answer", [None, 3, b"title: a"])
def test_an_answer_that_is_no_text_is_said(answer: Any) -> None:
    (finding,) = read_text("extends: a", resolve=lambda _: answer)[1]
    assert finding.code == "PED004"
    assert type(answer).__name__ in finding.message


def test_an_app_that_fails_is_a_finding() -> None:
    def resolve(name: str) -> str:
        raise OSError(f"the database is away, and {name} with it")

    (finding,) = read_text("extends: a", resolve=resolve)[1]
    assert finding.code == "PED004"
    assert "the database is away" in finding.message


def test_an_endless_line_of_parents_ends() -> None:
    names = map(str, itertools.count())
    (finding,) = read_text("extends: x", resolve=lambda _: f"extends: n{next(names)}")[1]
    assert finding.code == "PED004"
    assert "32" in finding.message


def test_an_endless_tree_of_parents_ends() -> None:
    names = map(str, itertools.count())
    _, report = read_text(
        "extends: x", resolve=lambda _: f"extends: [{', '.join(f'n{next(names)}' for _ in range(5))}]"
    )
    assert any("100" in finding.message for finding in report)


# Files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "school").mkdir()
    (tmp_path / "base.yaml").write_text("facts: [base]\n")
    (tmp_path / "school" / "course.yml").write_text("extends: ../base\nfacts: [course]\n")
    return tmp_path


@pytest.mark.parametrize("name", ["./course.yml", "./course", "course", "../school/course.yml"])
def test_files_are_found_from_the_file_that_names_them(folder: Path, name: str) -> None:
    lesson = folder / "school" / "lesson.yaml"
    lesson.write_text(f"extends: {name}\nfacts: [lesson]\n")
    assert load_preset(lesson, root=folder).facts == ("base", "course", "lesson")
    assert parse_preset(lesson.read_text(), source=str(lesson), root=folder).facts == ("base", "course", "lesson")


def test_a_missing_file_offers_its_neighbour(folder: Path) -> None:
    (folder / "lesson.yaml").write_text("extends: ./bese.yaml\n")
    with pytest.raises(PresetError) as raised:
        load_preset(folder / "lesson.yaml")
    (finding,) = raised.value.report
    assert finding.code == "PED004"
    assert "'./base.yaml'" in finding.message


def test_files_in_a_circle_are_shown(folder: Path) -> None:
    (folder / "a.yaml").write_text("extends: ./b.yaml\n")
    (folder / "b.yaml").write_text("extends: school/../a\n")
    with pytest.raises(PresetError) as raised:
        load_preset(folder / "a.yaml")
    (finding,) = raised.value.report
    a, b = folder / "a.yaml", folder / "b.yaml"
    assert f"{a} -> {b} -> {a}" in finding.message


def test_a_parent_that_is_not_text_is_named(folder: Path) -> None:
    (folder / "base.yaml").write_bytes(b"facts: [\xff]\n")
    with pytest.raises(PresetError) as raised:
        load_preset(folder / "school" / "course.yml", root=folder)
    (finding,) = raised.value.report
    assert finding.code == "PED004"
    assert "'../base'" in finding.message and finding.places[0].source == str(folder / "school" / "course.yml")
