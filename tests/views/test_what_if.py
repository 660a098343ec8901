"""What holds in one dialogue state, against the finished instruction and by named cases."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given

from pedagogy_prompts.base.errors import PedagogyError
from pedagogy_prompts.composing.compose import compose
from pedagogy_prompts.instructions.holding import Held, Holding
from pedagogy_prompts.norms.condition import Condition
from pedagogy_prompts.norms.notation import ConditionError
from pedagogy_prompts.norms.variables import Value
from pedagogy_prompts.presets.preset import Preset
from pedagogy_prompts.reports.errors import CompositionError
from pedagogy_prompts.views.what_if import read_state, what_if

from .strategies import completed, stacks, states

LESSON = Preset.from_data(
    {
        "layer": "lesson",
        "attributes": {
            "withhold_answer": {"until": {"attempts": 3}},
            "hint_ladder": {"unless": {"phase": "assessment"}},
            "socratic_questioning": None,
            "praise": "effort",
            "turn_length": [
                {"max_words": 60, "unless": {"affect": "frustrated"}},
                {"max_words": 40, "when": {"affect": "frustrated"}},
            ],
        },
    },
    source="lesson.yaml",
)
SCHOOL = Preset.from_data(
    {"layer": "school", "attributes": {"assessment_mode": None, "withhold_answer": "never"}}, source="school.yaml"
)

CASES: dict[str, tuple[dict[str, Any], str, list[str]]] = {
    "the answer stays back at first": ({"attempts": 2}, "must_not", ["give the answer"]),
    "the answer is free after three attempts": ({"attempts": 3, "last_answer": "none"}, "must_not", []),
    "asked too early, it gives a hint": (
        {"attempts": 1, "last_answer": "none", "asks_for_answer": True},
        "must",
        ["give a hint", "ask a guiding question"],
    ),
    "a failed attempt brings the next hint": (
        {"attempts": 2, "last_answer": "wrong"},
        "must",
        ["point to the information that matters", "ask a guiding question"],
    ),
    "turns are shorter for the frustrated": (
        {"affect": "frustrated"},
        "bounds",
        ["hints in a turn: at most 1", "questions in a row on one point: at most 4", "words in a turn: at most 40"],
    ),
    "the school's assessment wins": ({"phase": "assessment"}, "must", []),
    "wording may be cleared up": ({"phase": "assessment"}, "may", ["clarify the wording of the task"]),
    "praise is due in some turns only": ({}, "sometime", ["praise effort"]),
}


@pytest.mark.parametrize("name", CASES)
def test_a_state_has_what_its_row_says(name: str) -> None:
    state, field, expected = CASES[name]
    holding = what_if(LESSON, SCHOOL, state=state)
    found = {one.words for one in getattr(holding, field)}
    assert found >= set(expected)
    if field in ("must", "may", "sometime", "bounds"):
        assert found == set(expected)
    elif not expected:
        assert "give the answer" not in found


def test_each_thing_has_its_words_and_its_source() -> None:
    holding = what_if(LESSON, SCHOOL, state={"attempts": 1, "last_answer": "wrong"})
    hint = next(one for one in holding.must if one.target == "give_orienting_hint")
    assert (hint.attribute, hint.layer, hint.place.source) == ("hint_ladder", "lesson", "lesson.yaml")
    assert hint.place.path == ("attributes", "hint_ladder", "rungs")
    assert hint.text.startswith("Hints per failed attempt")
    assert hint.source == "hint_ladder (lesson, lesson.yaml)"


def test_what_gives_way_says_to_whom() -> None:
    holding = what_if(LESSON, SCHOOL, state={"phase": "assessment"})
    told = {(one.attribute, one.to, one.replaced) for one in holding.yielded}
    assert told == {
        ("socratic_questioning", ("assessment_mode (school, school.yaml)",), False),
        ("withhold_answer", ("withhold_answer (lesson, lesson.yaml)",), True),
    }
    assert "gives way to assessment_mode (school, school.yaml)" in str(holding)


def test_what_was_not_said_and_matters_is_assumed_openly() -> None:
    holding = what_if(LESSON, state={"asks_for_answer": True})
    assert holding.assumed == {"affect": "neutral", "attempts": 0, "phase": "practice"}
    assert "the learner has made no attempt yet" in holding.assuming
    assert holding.assuming in str(holding)


def test_a_variable_nothing_depends_on_is_named() -> None:
    holding = what_if(LESSON, state={"learner_level": "novice"})
    assert holding.idle == ("learner_level",)
    assert "Nothing here depends on: learner_level" in str(holding)


def test_the_learners_move_may_be_given() -> None:
    distress = what_if(_preset(safeguarding={"age_band": "13-15"}), state={"learner_move": "shows_distress"})
    assert [one.words for one in distress.must] == ["point to a trusted adult"]


def test_conflicts_nobody_has_settled_are_named_and_both_sides_shown() -> None:
    clash = _preset(withhold_answer="never", hint_ladder={"then": "reveal"})
    here = what_if(clash, state={"attempts": 6, "last_answer": "wrong"})
    assert [finding.code for finding in here.unsettled] == ["PED101"]
    assert "give the answer" in {one.words for one in here.must} & {one.words for one in here.must_not}
    assert not what_if(clash, state={"attempts": 1, "last_answer": "wrong"}).unsettled


WRONG: dict[str, tuple[dict[str, Any], type[Exception], str]] = {
    "an unknown variable": ({"atempts": 4}, ConditionError, "Did you mean 'attempts'?"),
    "an unknown value": ({"phase": "practise_"}, ConditionError, "Did you mean 'practice'?"),
    "an unknown move": ({"learner_move": "asks_for_hlp"}, ConditionError, "Did you mean 'asks_for_help'"),
    "a range": ({"attempts": "2+"}, ConditionError, "give 'attempts' one value"),
    "two values": ({"stuck": [True, False]}, ConditionError, "give 'stuck' one value"),
    "a variable no pack declares": ({"app.week": 3}, ConditionError, "declared in a pack"),
    "fewer than no attempts": ({"attempts": -1}, ConditionError, "attempts goes from 0 to 10"),
    "a verdict without an attempt": (
        {"attempts": 0, "last_answer": "wrong"},
        PedagogyError,
        "with no attempt there is nothing to judge",
    ),
    "stuck in the first turn": ({"turn": "first", "stuck": True}, PedagogyError, "before the dialogue has begun"),
    "what is not given": ({"phase": "quiz"}, PedagogyError, "It is given that the session is in the practice phase"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_state_that_cannot_be_is_refused(name: str) -> None:
    state, error, message = WRONG[name]
    with pytest.raises(error, match=message.replace("?", r"\?")):
        what_if(LESSON, state=state, given={"phase": "practice"})


def test_conditions_that_cannot_be_read_carry_the_report() -> None:
    unknown = _preset(praise={"when": {"app.week": 3}})
    with pytest.raises(CompositionError) as caught:
        what_if(unknown, state={})
    assert [finding.code for finding in caught.value.report.errors] == ["PED002"]


def test_a_state_is_read_from_words() -> None:
    assert read_state(["attempts=4", "asks_for_answer=true", "stuck = False", "phase=quiz"]) == {
        "attempts": "4",
        "asks_for_answer": True,
        "stuck": False,
        "phase": "quiz",
    }
    assert what_if(LESSON, state=read_state(["attempts=4"])).state == {"attempts": 4}
    for words, message in ((["attempts"], "name=value"), (["=4"], "name=value"), (["a=1", "a=2"], "twice")):
        with pytest.raises(ConditionError, match=message):
            read_state(words)


@given(stacks(), states())
def test_it_agrees_with_the_finished_instruction(parts: list[Preset], state: dict[str, Value]) -> None:
    try:
        instruction = compose(*parts)
        holding = what_if(*parts, state=state)
    except PedagogyError:  # a clash, or a state that cannot occur
        return
    # A value nothing tells apart may be any; the assumed ones are named, the rest is calm and makes no difference.
    whole = completed({**holding.assumed, **holding.state})
    expected = sorted(
        (norm.modality, norm.target, norm.attribute, norm.every, norm.strength)
        for norm in instruction.norms
        if not norm.target.startswith("order:") and _holds(norm.when, whole)
    )
    assert sorted(_flat(holding)) == expected


@given(stacks(), states())
def test_it_is_plain_data_in_any_state(parts: list[Preset], state: dict[str, Value]) -> None:
    try:
        holding = what_if(*parts, state=state)
    except PedagogyError:
        return
    assert json.loads(json.dumps(holding.to_dict(), default=str))["state"] == holding.state
    assert all(one.words in str(holding) for one in (*holding.must, *holding.must_not, *holding.sometime))


def _preset(**attributes: Any) -> Preset:
    return Preset.from_data({"attributes": attributes})


def _flat(holding: Holding) -> list[tuple[str, str, str, bool, str]]:
    modality = {"must": "oblige", "must_not": "forbid", "may": "permit", "bound": "bound", "choice": "choose"}

    def row(one: Held, every: bool) -> tuple[str, str, str, bool, str]:
        return modality[one.kind], one.target, one.attribute, every, one.strength

    always = (*holding.must, *holding.must_not, *holding.may, *holding.bounds, *holding.choices)
    found = [row(one, True) for one in always] + [row(one, False) for one in holding.sometime]
    return [one for one in found if not one[1].startswith("order:")]


def _holds(condition: Condition, state: Mapping[str, Value]) -> bool:
    return any(all((state[name] in values) is positive for name, (positive, values) in box) for box in condition.boxes)
