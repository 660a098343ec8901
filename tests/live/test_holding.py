"""What holds in a state, said from the stored instruction alone."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given

from pedagogy_prompts import (
    HintLadder,
    Holding,
    Pack,
    PedagogyError,
    Praise,
    Preset,
    State,
    SystemInstruction,
    Variable,
    WithholdAnswer,
    compose,
    parse_preset,
    what_if,
)
from pedagogy_prompts.norms.variables import Value
from pedagogy_prompts.presets.shipped import shipped_presets, shipped_text

from ..views.strategies import stacks, states

EXAM = Pack(
    "mine",
    variables=(Variable("app.exam_week", (False, True), words={"true": "exams are near", "false": "no exam is near"}),),
)
TUTOR = compose(WithholdAnswer(), HintLadder())
STATES: tuple[State, ...] = (
    State(),
    State().after(attempt="wrong"),
    State().after(attempt="wrong").after(hint=True, asks_for_answer=True),
    State(attempts=12, hints=9, turn="later", last_answer="partial", stuck=True),
    State(turn="later", affect="frustrated", learner_move="shows_distress"),
)


def stored(instruction: SystemInstruction) -> SystemInstruction:
    return SystemInstruction.from_json(instruction.to_json())


def holds(holding: Holding) -> Holding:
    """Without what only the parts can tell: who gave way."""
    return replace(holding, yielded=(), unsettled=())


def asked(ask: Callable[[], Holding]) -> Holding | str:
    """What holds, or what is said against the state."""
    try:
        return holds(ask())
    except PedagogyError as error:
        return str(error)


@given(stacks(), states())
def test_it_is_what_the_parts_say(parts: list[Preset], state: dict[str, Value]) -> None:
    try:
        instruction = compose(*parts)
    except PedagogyError:
        return
    expected = asked(lambda: what_if(*parts, state=state))
    assert asked(lambda: instruction.holding(state)) == expected
    assert asked(lambda: stored(instruction).holding(state)) == expected


@pytest.mark.parametrize("name", shipped_presets())
def test_every_shipped_preset_answers_in_any_state(name: str) -> None:
    preset = parse_preset(shipped_text(name), source=name)
    instruction = compose(preset)
    kept = [stored(instruction), stored(stored(instruction)), pickle.loads(pickle.dumps(instruction))]
    for state in STATES:
        expected = asked(partial(what_if, preset, state=state.to_dict()))
        for one in (instruction, *kept):
            assert asked(partial(one.holding, state)) == expected
    assert all(one == instruction and one.to_json() == instruction.to_json() for one in kept)


def test_it_names_the_statement_and_its_words() -> None:
    early = stored(TUTOR).holding(State().after(attempt="wrong", asks_for_answer=True))
    kept = next(one for one in early.must_not if one.target == "state_final_answer")
    assert (kept.attribute, kept.words) == ("withhold_answer", "give the answer")
    assert kept.text and "withhold_answer" in str(early)
    late = stored(TUTOR).holding(State(attempts=11, turn="later", last_answer="wrong"))
    assert "state_final_answer" not in {one.target for one in late.must_not}


def test_a_learner_changes_nothing_in_it() -> None:
    state = STATES[2]
    assert stored(TUTOR.for_learner(name="Ada")).holding(state) == TUTOR.holding(state)


def test_what_a_budget_leaves_out_does_not_hold() -> None:
    parts = (WithholdAnswer(), Praise())
    whole = compose(*parts)
    short = compose(*parts, budget=whole.tokens.value * 3 // 4)
    assert short.manifest()["left_out"] == ["praise"]
    said = {one.attribute for one in stored(short).holding({}).sometime}
    assert "praise" not in said and "praise" in {one.attribute for one in whole.holding({}).sometime}


def test_an_apps_variables_are_kept_with_it() -> None:
    parts = [WithholdAnswer(until={"attempts": 2}, unless={"app.exam_week": True})]
    tutor = compose(*parts, packs=[EXAM])
    for near in (True, False):
        state = State(app={"app.exam_week": near})
        expected = holds(what_if(*parts, state=state.to_dict(), packs=[EXAM]))
        assert stored(tutor).holding(state) == expected and "exam" in expected.when
    with pytest.raises(PedagogyError, match=r"Did you mean 'app.exam_week'"):
        stored(tutor).holding({"app.exam_wek": True})


def test_an_older_stored_form_serves_and_says_what_it_cannot() -> None:
    data = {**json.loads(TUTOR.to_json()), "format": 1}
    del data["ground"], data["fingerprint"]
    old = SystemInstruction.from_json(json.dumps(data))
    assert old.text == TUTOR.text
    with pytest.raises(PedagogyError, match="Compose it again"):
        old.holding(State())


def test_who_goes_on_beyond_what_a_quiz_counts_is_told_what_holds_on_the_last_try() -> None:
    tutor = compose(parse_preset("attributes: {quiz_mode: {items: 5, tries: 2, then: reveal}, hint_ladder: {}}"))
    last = tutor.holding({"phase": "quiz", "attempts": 2, "last_answer": "wrong"})
    beyond = tutor.holding({"phase": "quiz", "attempts": 5, "last_answer": "wrong"})
    assert "reveal_quiz_answer" in {one.target for one in beyond.must}
    assert beyond.must == last.must and beyond.state["attempts"] == 5
    with pytest.raises(PedagogyError, match="nothing to judge"):
        tutor.holding({"phase": "quiz", "attempts": 0, "last_answer": "wrong"})
