"""Fixes, witnesses and isolation: what a finding promises to whoever mends it."""

from __future__ import annotations

import itertools
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from pedagogy_prompts import (
    AssessmentMode,
    Attribute,
    CompositionError,
    Condition,
    Finding,
    HintLadder,
    Preset,
    StudentSummary,
    WithholdAnswer,
    apply_fix,
    check,
    compose,
    parse_preset,
    what_if,
)
from pedagogy_prompts.attributes.kit.attribute import attribute_class, attribute_slugs
from pedagogy_prompts.attributes.kit.settings import settings as settings_of
from pedagogy_prompts.checking.crowding import MAX_PLACED
from pedagogy_prompts.checking.gather import gather
from pedagogy_prompts.checking.resolved import Resolved
from pedagogy_prompts.norms.condition import ALWAYS
from pedagogy_prompts.norms.variables import VARIABLES
from pedagogy_prompts.presets.editing import mended
from pedagogy_prompts.presets.packs import closure_of
from pedagogy_prompts.presets.parts import Entry
from pedagogy_prompts.wording.words import words_for

FIRST = YAML(typ="safe", pure=True).load(Path(__file__).with_name("fixes.yaml"))
PAIRS = [
    ("withhold_answer", "hint_ladder"),
    ("question_limit", "socratic_questioning"),
    ("turn_length", "worked_example"),
    ("assessment_mode", "confirm_correctness"),
    ("effort_gate", "answer_on_request"),
    ("adapt_to_affect", "turn_ending"),
    ("adapt_to_level", "reading_level"),
    ("stepwise_disclosure", "answer_on_request"),
    ("error_correction", "confirm_correctness"),
    ("wait_for_response", "turn_ending"),
]


@cache
def clashing_pairs() -> list[tuple[Attribute, ...]]:
    """Settings of the pairs that clash, a few of each."""
    found: list[tuple[Attribute, ...]] = []
    for slug, other in PAIRS:
        both = itertools.product(*(settings_of(attribute_class(one), most=16) for one in (slug, other)))
        found += list(itertools.islice((pair for pair in both if not check(*pair).ok), 6))
    return found


@st.composite
def clashing(draw: st.DrawFn) -> list[Attribute]:
    parts = list(draw(st.sampled_from(clashing_pairs())))
    free = sorted({*attribute_slugs()} - {part.slug() for part in parts})
    for slug in draw(st.lists(st.sampled_from(free), max_size=4, unique=True)):
        parts.append(draw(st.sampled_from(settings_of(attribute_class(slug), most=20))))
    return parts


def codes(findings: tuple[Finding, ...]) -> set[tuple[str, tuple[str, ...]]]:
    return {(f.code, tuple(sorted(f.attributes))) for f in findings if f.code < "PED3"}


def edited(data: dict[str, Any], finding_fix: Any) -> dict[str, Any]:
    for edit in finding_fix.edits:
        *above, last = edit.path
        node: Any = data
        for step in above:
            if not isinstance(node.get(step), dict):
                node[step] = {}
            node = node[step]
        if edit.op == "set":
            node[last] = edit.value
        else:
            del node[last]
    return data


@given(clashing())
@settings(max_examples=settings().max_examples // 2)
def test_every_fix_removes_its_finding_and_adds_none(parts: list[Attribute]) -> None:
    preset = Preset(entries=tuple(Entry(part) for part in parts))
    mapped = {"attributes": {part.slug(): part.to_mapping() or None for part in parts}}
    report = check(Preset.from_data(mapped))
    assert codes(report.findings) == codes(check(preset).findings)
    for finding in report.errors:
        assert len(finding.fixes) <= 4
        for fix in finding.fixes:
            again = {"attributes": {part.slug(): part.to_mapping() or {} for part in parts}}
            after = codes(check(Preset.from_data(edited(again, fix))).findings)
            before = codes(report.findings)
            assert (finding.code, tuple(sorted(finding.attributes))) not in after, fix.label
            assert after <= before, fix.label


@given(clashing())
@settings(max_examples=settings().max_examples // 2)
def test_the_witness_is_a_state_in_which_they_clash(parts: list[Attribute]) -> None:
    for finding in check(*parts).errors:
        assert finding.witness
        state = {name: value for name, value in finding.witness.items() if not VARIABLES[name].internal}
        members = [part for part in parts if part.slug() in finding.attributes]
        there = check(*members, given=Condition(state))
        met = any(f.code == finding.code for f in there.errors)
        yields = any(f.code == "PED201" for f in there)  # what is known there can make one of them the exception
        assert met or yields or "some turn" in finding.message


@given(clashing())
@settings(max_examples=settings().max_examples // 2)
def test_no_part_of_a_reported_set_clashes_alone(parts: list[Attribute]) -> None:
    for finding in check(*parts).errors:
        members = [part for part in parts if part.slug() in finding.attributes]
        if len(members) < 2:
            continue
        for left in members:
            rest = check(*(one for one in members if one is not left))
            assert all(set(f.attributes) != set(finding.attributes) for f in rest.errors)


@given(clashing(), st.sampled_from(attribute_slugs()))
@settings(max_examples=settings().max_examples // 2)
def test_one_more_attribute_never_hides_a_conflict(parts: list[Attribute], slug: str) -> None:
    assume(slug not in {part.slug() for part in parts})
    more = settings_of(attribute_class(slug), most=1)[0]
    assert not check(*parts, more).ok


@given(clashing(), st.sampled_from(["practice", "assessment", "teach"]))
@settings(max_examples=settings().max_examples // 2)
def test_what_is_given_adds_no_conflict(parts: list[Attribute], phase: str) -> None:
    before = codes(check(*parts).errors)
    assert codes(check(*parts, given={"phase": phase}).errors) <= before


def test_the_close_of_a_session_that_is_all_test_is_no_part_of_the_test() -> None:
    parts = AssessmentMode(kind="summative"), StudentSummary(at="close")
    assert not check(*parts).findings
    (told,) = check(*parts, given={"phase": "assessment"}).findings
    assert (told.code, told.severity) == ("PED204", "warning") and "with what is given" in told.message


HARMLESS = [
    "tone",
    "emoji",
    "persona",
    "praise",
    "chunking",
    "output_format",
    "prompt_confidentiality",
    "injection_resistance",
    "stay_on_topic",
    "communicate_plan",
    "difficulty_control",
    "personal_interest",
    "growth_mindset",
    "sycophancy_resistance",
    "understanding_check",
    "safeguarding",
    "confirm_correctness",
    "examples",
    "retrieval_practice",
]


@pytest.mark.parametrize(
    ("clash", "expected"),
    [
        ({"withhold_answer": {"until": "never"}, "hint_ladder": {"then": "reveal"}}, "PED101"),
        ({"question_limit": {"max": 0}, "socratic_questioning": None}, "PED101"),
        ({"adapt_to_level": "grade 2", "reading_level": {"min_grade": 10, "max_grade": 12}}, "PED103"),
    ],
)
def test_a_conflict_among_twenty_harmless_attributes_is_isolated(clash: dict[str, Any], expected: str) -> None:
    quiet: dict[str, Any] = {slug: None for slug in HARMLESS if slug not in clash}
    quiet["stimulate_curiosity"] = "relevance"
    assert check(Preset.from_data({"attributes": quiet})).ok
    report = check(Preset.from_data({"attributes": {**quiet, **clash}}))
    assert {(f.code, frozenset(f.attributes)) for f in report.errors} == {(expected, frozenset(clash))}


def test_the_lists_are_bounded_and_say_so() -> None:
    parts = [one for slug in attribute_slugs() for one in settings_of(attribute_class(slug), most=3)][:MAX_PLACED]
    report = check(*parts)
    assert not report.ok and not report.complete
    assert any(finding.code == "PED109" for finding in report)
    assert 0 < len([finding for finding in report.errors if finding.code != "PED109"]) <= 64
    with pytest.raises(CompositionError, match="PED109"):
        what_if(*parts, state={})


def test_where_more_conflicts_are_certain_than_are_told_each_that_is_told_is_one_by_itself() -> None:
    parts = [one for slug in attribute_slugs() for one in settings_of(attribute_class(slug), most=3)][:MAX_PLACED]
    placed = gather(parts, context=None, given=None, fields={}).placed
    told = Resolved.of(placed, closure_of(()), words_for("en"), ALWAYS)
    assert len(told.resolution.clashes) == 64 and not told.resolution.complete and not told.resolution.yieldings
    for clash in told.resolution.clashes:
        owners = sorted({told.resolution.claims[i].owner for i in clash.claims})
        alone = told.changed([placed[owner] for owner in owners]).resolution
        assert clash.code in {one.code for one in alone.clashes}
    few = check(*(placed[owner].attribute for owner in owners))
    assert few.complete and not few.ok


SCHOOL = {"layer": "course", "attributes": {"withhold_answer": "never"}}
LESSON = {"layer": "course", "attributes": {"hint_ladder": {"then": "reveal"}}}


def two_hands() -> list[Preset]:
    return [Preset.from_data(SCHOOL, source="school"), Preset.from_data(LESSON, source="lesson")]


@pytest.mark.parametrize(
    ("editable", "sources"),
    [
        (None, {"school", "lesson"}),
        (["school", "lesson"], {"school", "lesson"}),
        (["lesson"], {"lesson"}),
        (["school"], {"school"}),
        ([], set()),
        (["elsewhere"], set()),
    ],
)
def test_fixes_are_offered_in_editable_sources_alone(editable: list[str] | None, sources: set[str]) -> None:
    (finding,) = check(*two_hands(), editable=editable).errors
    assert {edit.source for fix in finding.fixes for edit in fix.edits} == sources
    with pytest.raises(CompositionError) as caught:
        compose(*two_hands(), editable=editable)
    (again,) = caught.value.report.errors
    assert again.fixes == finding.fixes


def test_what_stands_in_the_call_is_always_the_callers_own() -> None:
    parts = (WithholdAnswer(until="never"), HintLadder(then="reveal"))
    (finding,) = check(two_hands()[0], *parts, editable=[]).errors
    assert finding.fixes
    assert {edit.source for fix in finding.fixes for edit in fix.edits} == {None}


@pytest.mark.parametrize("editable", [["mine"], ["school"]])
def test_other_findings_mend_editable_sources_alone(editable: list[str]) -> None:
    mine = {
        "attributes": {"praise": {"when": {"phase": "practice"}, "unless": {"phase": "practice"}}},
        "accept": [{"code": "PED204", "because": "no reason"}],
    }
    report = check(Preset.from_data(mine, source="mine"), editable=editable)
    found = {finding.code: finding.fixes for finding in report if finding.code in ("PED301", "PED304")}
    assert set(found) == {"PED301", "PED304"}
    assert all(bool(fixes) == (editable == ["mine"]) for fixes in found.values())


def test_taking_out_what_a_parent_brings_keeps_what_is_taken_out_already() -> None:
    parent = "attributes: {praise: {when: {phase: practice}, unless: {phase: practice}}, emoji: none, chunking: }"
    child = "extends: [parent]\nremove: [emoji]\n"
    preset = parse_preset(child, source="child", resolve=lambda _: parent)
    (finding,) = [finding for finding in check(preset) if finding.code == "PED301"]
    (fix,) = finding.fixes
    assert not fix.safe
    assert [(edit.source, edit.path, edit.value) for edit in fix.edits] == [("child", ("remove",), ["emoji", "praise"])]
    assert not check(parse_preset(mended(child, fix.edits), source="child", resolve=lambda _: parent)).findings


def inherited(parent: str, child: str) -> Preset:
    return parse_preset(f"extends: [parent]\n{child}", source="child", resolve=lambda _: parent)


@pytest.mark.parametrize(
    ("parent", "child", "code"),
    [
        ("attributes: {tone: {unless: {stuck: false}}}", "attributes: {tone: {when: {stuck: true}}}", "PED302"),
        (
            "attributes: {praise: [{target: effort}, {target: strategy, when: {stuck: true}, unless: {stuck: true}}]}",
            "attributes: {tone: }",
            "PED301",
        ),
        (
            "attributes: {praise: {when: {stuck: true}, unless: {stuck: true}}}",
            "attributes: {praise: strategy}",
            "PED301",
        ),
    ],
)
def test_what_a_parent_wrote_is_not_taken_out_where_nobody_wrote_it(parent: str, child: str, code: str) -> None:
    text = f"extends: [parent]\n{child}\n"
    before = check(inherited(parent, child))
    for finding in before:
        for fix in finding.fixes if finding.code == code else ():
            assert not fix.safe
            after = check(parse_preset(mended(text, fix.edits), source="child", resolve=lambda _: parent))
            assert len([one for one in after if one.code == code]) < len([one for one in before if one.code == code])


def test_several_instances_of_a_parent_are_not_overwritten_by_one() -> None:
    parent = "attributes: {reading_level: [{min_grade: 8, max_grade: 10, when: {affect: frustrated}}, {max_grade: 2}]}"
    for finding in check(inherited(parent, "attributes: {tone: }")):
        assert all(edit.path[:2] != ("attributes", "reading_level") for fix in finding.fixes for edit in fix.edits)


def test_an_attribute_without_parameters_can_be_mended() -> None:
    attributes = {
        "wait_for_response": None,
        "turn_moves": "task",
        "question_limit": {"min": 1, "when": {"stuck": True}},
    }
    report = check(Preset.from_data({"attributes": attributes}, source="mine"))
    assert report.errors and all(finding.fixes for finding in report.errors)
    assert any("wait_for_response" in fix.label for f in report.errors for fix in f.fixes)


@pytest.mark.parametrize(
    ("slug", "value"), [("low_effort_response", "reveal_step"), ("turn_moves", ["respond", "ask"]), ("emoji", None)]
)
def test_what_is_written_as_a_main_value_is_changed_as_a_whole(slug: str, value: Any) -> None:
    data = {
        "attributes": {
            slug: value,
            "withhold_answer": {"grain": "next_step", "on_pressure": "offer_hint"},
            "assessment_mode": "summative",
        }
    }
    fixes = [fix for finding in check(Preset.from_data(data, source="mine")) for fix in finding.fixes]
    assert fixes
    for edit in (edit for fix in fixes for edit in fix.edits):
        assert edit.path[:2] != ("attributes", slug) or len(edit.path) == 2


SCHOOL_JUDGES = {"layer": "school", "attributes": {"assessment_mode": "summative", "confirm_correctness": "always"}}


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        # The lesson's copy is what outranks the school's verdicts.
        (SCHOOL_JUDGES, {"attributes": {"assessment_mode": None, "tone": "plain"}}),
        # What follows only from a wish does not follow.
        (
            {"attributes": {"socratic_questioning": "light", "tone": "plain"}},
            {"layer": "learner", "attributes": {"socratic_questioning": None}},
        ),
    ],
)
def test_what_would_be_missed_is_not_taken_out(outer: dict[str, Any], inner: dict[str, Any]) -> None:
    presets = [Preset.from_data(outer, source="outer"), Preset.from_data(inner, source="inner")]
    for finding in check(*presets):
        if finding.code == "PED303":
            assert finding.attributes[0] != "socratic_questioning" or finding.places[0].source == "inner"
            assert not any(fix.safe for fix in finding.fixes if finding.attributes[0] == "assessment_mode")


def test_a_key_that_adds_nothing_goes_with_what_it_names() -> None:
    child = "extends: [parent]\nattributes:\n  turn_ending:\n  tone: plain\n"
    parent = "attributes: {turn_moves: , turn_ending: question}"
    before = check(parse_preset(child, source="child", resolve=lambda _: parent))
    assert any(finding.code == "PED303" and finding.fixes for finding in before)
    for finding in before:
        for fix in finding.fixes:
            after = check(parse_preset(mended(child, fix.edits), source="child", resolve=lambda _: parent))
            assert finding.code not in {one.code for one in after}, fix.label


def test_what_a_teacher_would_do_comes_first() -> None:
    wrong = []
    for row in FIRST:
        told = {key: row[key] for key in ("title", "attributes", "rules") if key in row}
        finding = next(one for one in check(Preset.from_data(told)) if one.fixes)
        labels = [fix.label for fix in finding.fixes]
        if labels[:1] != [row["first"]] or row.get("then", labels[0]) not in labels or row.get("never") in labels:
            wrong.append((row, labels))
        if row.get("told") not in (None, *finding.details):
            wrong.append((row, list(finding.details)))
        assert len(set(labels)) == len(labels)
        assert all(fix.effect for fix in finding.fixes)
    assert not wrong


def test_a_title_speaks_for_its_own_preset() -> None:
    policy, gap = {"code_policy": "none"}, {"code_contribution": {"part": ["algorithm"]}}
    for school, lesson, first in (
        ("No code from the tutor", "A game", "take code_contribution out"),
        ("A game", "No code from the tutor", "code_policy: skeleton"),
    ):
        presets = [
            Preset.from_data({"title": title, "layer": "course", "attributes": attributes}, source=source)
            for title, attributes, source in ((school, policy, "school"), (lesson, gap, "lesson"))
        ]
        (finding,) = check(*presets).errors
        assert finding.fixes[0].label == first


def test_an_edit_takes_out_what_has_no_default() -> None:
    text = "attributes:\n  turn_length: {min_words: 500, max_sentences: 3}\n  reading_level: {max_grade: 3}\n"
    (finding,) = check(parse_preset(text)).errors
    for fix in finding.fixes:
        assert check(parse_preset(mended(text, fix.edits))).ok, fix.label


@pytest.mark.parametrize("other", [{}, {"socratic_questioning": "strict"}, {"hint_ladder": {"then": "stay"}}])
def test_a_way_on_is_one(other: dict[str, Any]) -> None:
    """What is offered where the answer is never released gets the learner on, and nothing of it gives way."""
    row = {"attributes": {"withhold_answer": "never", **other}}
    before = codes(check(Preset.from_data(row)).findings) | {("PED401", ("withhold_answer",))}
    (finding,) = [one for one in check(Preset.from_data(row)) if one.code == "PED401"]
    assert finding.fixes
    for fix in finding.fixes:
        report = check(Preset.from_data(apply_fix(row, fix)))
        assert not [one for one in report if one.code == "PED401"], fix.label
        assert codes(report.findings) <= before, fix.label


def test_who_still_says_something_is_not_told_to_be_silent() -> None:
    data = {"acknowledge_correct": None, "turn_moves": ["explain", "credit", "ask"]}
    finding = next(one for one in check(Preset.from_data({"attributes": data})) if one.code == "PED201")
    effects = {fix.label: fix.effect for fix in finding.fixes}
    assert finding.severity == "warning" and not any(fix.safe for fix in finding.fixes)
    assert not any(effect.startswith("Nothing else changes") for effect in effects.values())


def test_who_gives_way_everywhere_is_told_with_the_reason() -> None:
    ends = [{"form": "task"}, {"form": "question", "strength": "should"}]
    (finding,) = check(Preset.from_data({"attributes": {"turn_ending": ends}})).warnings
    assert finding.code == "PED204" and "a turn has one end" in finding.details[0]
    assert any("turn_ending" in line for line in finding.details[1:])
