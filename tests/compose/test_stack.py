"""Presets stacked by layer: who wins where, what the text says of it, what the report keeps."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from operator import and_
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pedagogy_prompts import (
    Attribute,
    CompositionError,
    Condition,
    Finding,
    Preset,
    SystemInstruction,
    WithholdAnswer,
    check,
    compose,
    what_if,
)
from pedagogy_prompts.attributes.kit.attribute import attribute_class, attribute_slugs
from pedagogy_prompts.attributes.kit.settings import settings as settings_of
from pedagogy_prompts.instructions.held import HeldNorm
from pedagogy_prompts.norms.condition import ALWAYS
from pedagogy_prompts.norms.space import Space
from pedagogy_prompts.presets.parts import LAYERS, Acceptance, Entry


def preset(layer: str, **attributes: object) -> Preset:
    return Preset.from_data({"layer": layer, "title": layer, "attributes": attributes}, source=f"{layer}.yaml")


def found(code: str, *presets: Preset) -> list[Finding]:
    return [finding for finding in check(*presets) if finding.code == code]


def test_the_inner_instance_replaces_the_outer_one() -> None:
    school, lesson = preset("school", turn_length={"max_words": 120}), preset("lesson", turn_length={"max_words": 60})
    text = compose(school, lesson).text
    assert "60 words" in text and "120" not in text
    (told,) = found("PED201", school, lesson)
    assert told.severity == "info" and [place.source for place in told.places] == ["school.yaml", "lesson.yaml"]


def test_a_locked_outer_instance_stays_beside_the_inner_one() -> None:
    school = preset("school", withhold_answer={"until": {"attempts": 5}, "locked": True})
    lesson = preset("lesson", withhold_answer={"until": {"attempts": 2}}, answer_on_request={"give": "final_answer"})
    instruction = compose(school, lesson)
    assert "Until the learner has made five attempts" in instruction.text
    asked, told = found("PED202", school, lesson)
    assert told.attributes == ("withhold_answer",) and "in any turn" in told.message
    assert "answer_on_request" in asked.attributes and asked.severity == "warning"
    bans = [n.when for n in instruction.norms if (n.modality, n.target) == ("forbid", "state_final_answer")]
    duties = [n.when for n in instruction.norms if (n.modality, n.target) == ("oblige", "state_final_answer")]
    assert bans and duties
    assert all((duty & ban).never for duty in duties for ban in bans)


def test_between_different_attributes_the_inner_layer_wins_where_they_clash() -> None:
    school = preset("school", turn_ending="question")
    lesson = preset("lesson", adapt_to_affect={"on_frustration": "pause_questions"})
    text = compose(school, lesson).text
    assert "Except when the learner is frustrated: end every turn" in text
    (told,) = found("PED201", school, lesson)
    assert told.when == "the learner is frustrated and it is not the last turn"
    assert told.witness == {"affect": "frustrated", "moment": "goes_on"}


def test_within_a_layer_a_clash_is_an_error_locked_or_not() -> None:
    school = preset("school", turn_ending="question")
    lesson = preset("school", question_limit={"max": 0, "locked": True})
    assert not check(school, lesson).ok


def test_of_two_locks_the_outer_one_holds() -> None:
    school = preset("school", withhold_answer={"until": "never", "locked": True})
    course = preset("course", answer_on_request={"give": "full_solution", "locked": True})
    assert {norm.attribute for norm in compose(school, course).norms} == {"withhold_answer"}
    (told,) = found("PED202", school, course)
    assert told.attributes == ("answer_on_request", "withhold_answer")


def test_safety_and_integrity_are_locked_by_nature() -> None:
    school = preset("school", assessment_mode="summative")
    lesson = preset("lesson", confirm_correctness="always")
    (told,) = found("PED202", school, lesson)
    assert set(told.attributes) == {"confirm_correctness", "assessment_mode"}
    assert "Except when the session is in the assessment: say" in compose(school, lesson).text


def test_a_learner_wishes_and_does_not_rule() -> None:
    course = preset("course", response_language="fr")
    learner = preset("learner", response_language="en", emoji="sparse")
    instruction = compose(course, learner)
    assert "English" not in instruction.text
    assert "emoji" in instruction.closing_text and "emoji" not in instruction.stable_text
    assert instruction.stable_text == compose(course).stable_text
    (told,) = found("PED203", course, learner)
    assert told.severity == "info"
    never, wish = preset("course", withhold_answer="never"), preset("learner", answer_on_request="final_answer")
    assert compose(never, wish).text == compose(never).text


def test_a_persona_that_a_learner_wishes_leaves_the_authors_role_as_it_is() -> None:
    course = preset("course", stay_in_role=None)  # it stands beside who the tutor is
    wish = preset("learner", persona={"role": "coach"})
    assert compose(course, wish).stable_text == compose(course).stable_text


def test_a_should_gives_way_to_a_must_of_any_layer() -> None:
    lesson = preset("lesson", question_limit={"max": 0, "strength": "should"})
    school = preset("school", socratic_questioning=None)
    assert found("PED204", lesson, school) and "No questions" not in compose(school, lesson).text


def test_context_and_budget_stack() -> None:
    def with_context(layer: str, **data: object) -> Preset:
        return Preset.from_data({"layer": layer, "attributes": {"praise": None}, **data})

    school = with_context("school", context={"subject": "Science", "objectives": ["a"]}, budget={"tokens": 900})
    lesson = with_context("lesson", context={"subject": "Chemistry", "objectives": ["b"]}, budget={"tokens": 2000})
    text = compose(school, lesson).text
    assert "Subject: Chemistry" in text and text.index("> a") < text.index("> b")
    assert compose(school, lesson).tokens.value <= 900


@st.composite
def stacks(draw: st.DrawFn) -> list[Preset]:
    presets: list[Preset] = []
    for layer in draw(st.lists(st.sampled_from(LAYERS), min_size=2, max_size=4, unique=True)):
        attributes: list[Attribute] = []
        for slug in draw(st.lists(st.sampled_from(attribute_slugs()), min_size=1, max_size=4, unique=True)):
            one = draw(st.sampled_from(settings_of(attribute_class(slug), most=12)))
            attributes.append(one.model_copy(update={"locked": draw(st.booleans())}))
        entries = tuple(Entry(one) for one in attributes)
        known = Condition(draw(st.sampled_from(KNOWN)) if presets else {})
        presets.append(Preset(layer=layer, source=f"{layer}.yaml", entries=entries, given=known))
    return presets


KNOWN: list[dict[str, object]] = [{}, {"phase": "practice"}, {"attempts": "6+"}, {"stuck": False, "affect": "neutral"}]


@given(stacks())
@settings(max_examples=settings().max_examples // 2)
def test_a_locked_outer_statement_holds_in_every_state_of_every_stack(presets: list[Preset]) -> None:
    try:
        whole = compose(*presets)
    except CompositionError:
        return
    outermost = min(presets, key=lambda one: LAYERS.index(one.layer))
    if outermost.layer == "learner" or not outermost.given.always:
        return
    locked = [one for one in outermost.attributes if one.is_locked]
    if not locked:
        return
    known = reduce(and_, (preset.given for preset in presets))
    kept = tuple(Entry(one) for one in locked)
    # Where all is said to be practice, the last turn has another name: the moment alone, and not the phase.
    names = (ALWAYS, known) if "phase" in known.variables else (ALWAYS,)
    alone = [compose(Preset(layer=outermost.layer, entries=kept, given=told)) for told in names]
    missing = [
        [norm for norm in one.norms if norm.strength != "should" and _misses(norm, whole, known)] for one in alone
    ]
    assert not all(missing)


def _misses(norm: HeldNorm, whole: SystemInstruction, known: Condition) -> bool:
    """Whether a norm is to be followed where the whole stack does not ask for it."""
    asked = (norm.attribute, norm.statement, norm.modality, norm.target, norm.value)
    same = [n.when for n in whole.norms if (n.attribute, n.statement, n.modality, n.target, n.value) == asked]
    left = norm.when & known
    for when in same:
        left &= ~when
    space = Space([left])
    return not same or bool(space.mask(left) & space.reachable)


# -- what a preset of an inner layer cannot do


LOCKED = {
    "withhold_answer": {"until": {"attempts": 5}, "on_pressure": "explain_role", "locked": True},
    "assessment_mode": "summative",
}


@pytest.mark.parametrize("layer", ["course", "lesson"])
def test_what_an_inner_layer_gives_silences_no_outer_lock(layer: str) -> None:
    school = preset("school", **LOCKED)
    inner = Preset.from_data({"layer": layer, "given": {"attempts": "6+", "phase": "practice"}}, source="inner")
    text = compose(school, inner).text
    assert "made five attempts" in text and "assessment" in text
    (told,) = found("PED202", school, inner)
    assert set(told.attributes) == set(LOCKED) and "not taken over" in told.message
    assert [place.source for place in told.places] == ["inner", "school.yaml", "school.yaml"]


def test_what_the_same_layer_or_the_call_gives_is_taken() -> None:
    school = Preset.from_data({"layer": "school", "given": {"phase": "practice"}, "attributes": LOCKED})
    assert "assessment" not in compose(school).text
    assert not found("PED202", school)
    assert "assessment" not in compose(preset("school", **LOCKED), given={"phase": "practice"}).text
    assert "assessment" not in compose(preset("school", assessment_mode="summative"), given={"phase": "practice"}).text


def test_what_is_given_and_silences_nothing_locked_is_taken() -> None:
    school = preset("school", withhold_answer={"locked": True})
    lesson = Preset.from_data({"given": {"phase": "practice"}, "attributes": {"assessment_mode": "summative"}})
    assert "assessment" not in compose(school, lesson).text
    assert not found("PED202", school, lesson)


@pytest.mark.parametrize(
    "given",
    [
        {"turn": "first", "stuck": True},
        {"attempts": 0, "last_answer": "wrong"},
        {"attempts": "3+", "last_answer": "none"},
    ],
)
def test_what_cannot_be_is_an_error_and_not_an_empty_text(given: dict[str, object]) -> None:
    lesson = Preset.from_data({"given": given, "attributes": {"withhold_answer": "never"}}, source="lesson")
    possible = given == {"attempts": "3+", "last_answer": "none"}
    assert check(lesson).ok == check(WithholdAnswer(), given=given).ok == possible
    if not possible:
        (told,) = check(lesson).errors
        assert told.code == "PED003" and told.places[0].source == "lesson"
        with pytest.raises(CompositionError):
            what_if(lesson, state={"attempts": 1})


def test_two_layers_that_give_what_does_not_go_together_are_told() -> None:
    school = Preset.from_data({"layer": "school", "given": {"phase": "practice"}}, source="school")
    lesson = Preset.from_data({"given": {"phase": "quiz"}, "attributes": {"emoji": None}}, source="lesson")
    (told,) = check(school, lesson).errors
    assert told.code == "PED003" and [place.source for place in told.places] == ["lesson"]


def test_a_learner_speaks_for_themselves_alone() -> None:
    school = Preset.from_data(
        {
            "layer": "school",
            "context": {"subject": "Maths"},
            "attributes": {"withhold_answer": {"unless": {"stuck": True}, "when": {"stuck": True}}, "praise": None},
        }
    )
    learner = Preset.from_data(
        {
            "layer": "learner",
            "rules": ["Always give me the answer at once."],
            "facts": ["The answer is 7."],
            "context": {"subject": "Poetry", "goal": "homework_help", "learner": {"name": "Ada"}},
            "accept": [{"code": "PED301", "because": "x"}],
            "budget": {"tokens": 1},
            "reminder": "praise",
            "given": {"attempts": "6+"},
            "attributes": {"emoji": "sparse"},
        },
        source="learner",
    )
    instruction = compose(school, learner)
    assert instruction.stable_text == compose(school).stable_text
    assert "Ada" in instruction.closing_text and "emoji" in instruction.closing_text
    assert [finding.code for finding in instruction.report.warnings] == ["PED301"]
    left = {finding.args["name"] for finding in found("PED203", school, learner)}
    assert left == {"context.subject", "context.goal", "rules", "facts", "accept", "budget", "reminder", "given"}


def test_wishes_that_cancel_each_other_are_not_laid_at_an_authors_door() -> None:
    learner = preset("learner", answer_on_request="final_answer", withhold_answer="never")
    told = found("PED203", learner)
    assert told and all("another wish" in finding.message for finding in told)


def test_the_bound_that_clashes_is_the_one_that_is_named() -> None:
    school = preset("school", turn_length={"max_words": 80, "locked": True})
    lesson = preset("lesson", turn_length={"min_words": 100, "max_words": 200})
    (told,) = found("PED202", school, lesson)
    assert "min_words: 100" in told.message and "max_words: 80" in told.message
    assert "in any turn" in told.message


def test_what_is_done_instead_falls_silent_with_what_it_stands_in_for() -> None:
    school = preset("school", withhold_answer={"until": {"attempts": 3}})
    lesson = preset("lesson", answer_on_request={"give": "final_answer", "min_attempts": 2})
    holding = what_if(school, lesson, state={"attempts": 2, "asks_for_answer": True})
    assert "give it." in str(holding) and "hint" not in str(holding)


def test_a_lock_cannot_be_accepted() -> None:
    school = preset("school", emoji={"policy": "none", "locked": True})
    data = {"attributes": {"emoji": "sparse"}, "accept": [{"code": "PED202", "because": "we like them"}]}
    report = check(school, Preset.from_data(data, source="lesson"))
    assert [finding.code for finding in report.warnings] == ["PED202", "PED304"]
    assert "cannot be accepted" in report.warnings[1].message
    own = replace(school, accept=(Acceptance("PED202", "they know", place=school.place("accept")),))
    assert "PED202" in {finding.code for finding in check(own, preset("lesson", emoji="sparse"))}


def test_what_is_met_in_stacks_alone_is_not_called_unused_in_one_file() -> None:
    school = preset("school", turn_ending="question")
    data = {
        "attributes": {"adapt_to_affect": {"on_frustration": "pause_questions"}},
        "accept": [{"code": "PED201", "because": "The head agreed."}],
    }
    lesson = Preset.from_data(data, source="lesson")
    assert not found("PED304", lesson) and not found("PED304", school, lesson)
    assert found("PED304", preset("school", emoji="none"), lesson)


# -- a learner's wishes beside what authors say


WISHED: list[dict[str, Any]] = [{"hints": 1}, {"attempts": "2-3"}, {"stuck": True}, {"affect": "frustrated"}, {}]


@given(stacks(), st.data())
@settings(max_examples=settings().max_examples // 2)
def test_whatever_a_learner_wishes_the_stable_text_stays_the_same(presets: list[Preset], data: st.DataObject) -> None:
    authors = [one for one in presets if one.layer != "learner"]
    wishes = []
    for slug in data.draw(st.lists(st.sampled_from(attribute_slugs()), min_size=1, max_size=4, unique=True)):
        one = data.draw(st.sampled_from(settings_of(attribute_class(slug), most=8)))
        when = Condition(data.draw(st.sampled_from(WISHED)))
        wishes.append(Entry(one.model_copy(update={"when": when, "locked": data.draw(st.booleans())})))
    learner = Preset(layer="learner", entries=tuple(wishes), packs=("language-teaching",), reminder="praise")
    try:
        alone = compose(*authors)
    except CompositionError:
        return
    assert compose(*authors, learner).stable_text == alone.stable_text
    tight = alone.tokens.value * 3 // 4
    try:
        shortened = compose(*authors, budget=tight)
    except CompositionError:
        return
    assert compose(*authors, learner, budget=tight).stable_text == shortened.stable_text


def test_a_learners_wish_is_not_the_rule_that_matters_most() -> None:
    lesson, learner = preset("lesson", hint_ladder=None), preset("learner", effort_gate=None)
    groups = [section.group for section in compose(lesson, learner).sections if section.name == "hint_ladder"]
    assert groups == [section.group for section in compose(lesson).sections if section.name == "hint_ladder"]


def test_a_wish_that_an_author_has_granted_is_not_said_twice() -> None:
    text = compose(preset("lesson", tone="plain"), preset("learner", tone="plain")).text
    assert text.count("Use plain words") == 1


def test_wishes_with_too_many_conditions_are_left_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pedagogy_prompts.norms.space.MAX_STATES", 5000)
    values = {
        "attempts": range(11),
        "hints": range(7),
        "affect": ["frustrated", "confident"],
        "phase": ["practice", "assessment", "review", "quiz"],
        "last_answer": ["correct", "partial", "wrong"],
    }
    whens = [{name: value} for name, some in values.items() for value in some]
    wishes = [{"when": when} for when in (*whens, {"stuck": True}, {"turn": "first"})]
    learner = preset("learner", tone=wishes[:15], emoji=wishes[15:])
    course = preset("course", withhold_answer=None, praise=None)
    assert compose(course, learner).text == compose(course).text
    assert any("too many dialogue states" in finding.message for finding in found("PED203", course, learner))


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        ({"emoji": [{"when": {"attempts": n % 11}} for n in range(21)]}, "too many beside"),
        ({"tone": [{}] * 20}, "too many beside"),
        ({"emoji": [{}] * 190, "tone": [{}] * 10}, "too many beside"),
        ({"emoji": {"when": {"app.unknown": 1}}}, "no pack brings"),
    ],
)
def test_wishes_that_cannot_be_followed_stop_no_authors(wish: Any, why: str) -> None:
    course = preset("course", tone="plain", praise=None)
    told = compose(course, preset("learner", **wish))
    assert told.text == compose(course).text
    (left_out,) = [finding for finding in told.report if finding.code == "PED203"]
    assert why in left_out.message and left_out.attributes == tuple(wish)
    with pytest.raises(CompositionError):  # what authors say themselves is still theirs to mend
        compose(course, preset("lesson", **wish))


def test_a_wish_that_nobody_can_read_takes_no_other_with_it() -> None:
    course = preset("course", praise=None)
    told = compose(course, preset("learner", tone="plain", emoji={"when": {"app.unknown": 1}}))
    assert told.text == compose(course, preset("learner", tone="plain")).text
    assert len([finding for finding in told.report if finding.code == "PED203"]) == 1
    alone = check(course, preset("learner", emoji={"when": {"app.unknown": 1}}))
    assert [finding.attributes for finding in alone if finding.code == "PED203"] == [("emoji",)]


def test_a_duty_that_what_is_given_leaves_no_turn_for_is_told() -> None:
    school = preset("school", socratic_questioning={"intensity": "light", "locked": True}, assessment_mode=None)
    lesson = Preset.from_data({"given": {"phase": "assessment"}, "attributes": {"tone": "plain"}}, source="lesson")
    (told,) = found("PED202", school, lesson)
    assert "socratic_questioning" in told.attributes and "with what is given" in told.message
    assert [one.code for one in check(school, given={"phase": "assessment"}).warnings] == ["PED202"]
    unlocked = preset("school", socratic_questioning="light", assessment_mode=None)
    assert [one.attributes[0] for one in found("PED204", unlocked, lesson)] == ["socratic_questioning"]
