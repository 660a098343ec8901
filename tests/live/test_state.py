"""A state: where a dialogue stands, moved on turn by turn, kept as plain data."""

from __future__ import annotations

import json
import pickle
from dataclasses import FrozenInstanceError
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pedagogy_prompts import HintLadder, Pack, PedagogyError, State, Variable, WithholdAnswer, compose
from pedagogy_prompts.instructions.state import _NAMES
from pedagogy_prompts.norms.variables import VARIABLES

TUTOR = compose(WithholdAnswer(), HintLadder())
EXAM = Variable("app.exam_week", (False, True), words={"true": "exams are near", "false": "no exam is near"})
TURNS = st.fixed_dictionaries(
    {},
    optional={
        "attempt": st.sampled_from(["wrong", "partial", "correct"]),
        "hint": st.booleans(),
        "asks_for_answer": st.booleans(),
        "new_problem": st.booleans(),
        "stuck": st.booleans(),
        "affect": st.sampled_from(["neutral", "frustrated", "confident"]),
        "learner_move": st.sampled_from(["works", "explains", "leaves_topic"]),
        "app.exam_week": st.booleans(),
    },
)


def test_a_dialogue_goes_on() -> None:
    state = State()
    assert TUTOR.state_line(state) == "The learner has made no attempt yet."
    state = state.after(attempt="wrong")
    assert (state.attempts, state.last_answer, state.turn) == (1, "wrong", "later")
    state = state.after(hint=True).after(asks_for_answer=True, stuck=True)
    assert (state.attempts, state.hints, state.asks_for_answer, state.stuck) == (1, 1, True, True)
    assert TUTOR.state_line(state) == (
        "The learner asks for the answer, the learner has made exactly one attempt, exactly one hint has been given, "
        "the last answer was wrong and the learner is stuck."
    )
    state = state.after(attempt="correct")
    assert not state.asks_for_answer and not state.stuck and state.attempts == 2
    state = state.after(new_problem=True)
    assert (state.attempts, state.hints, state.last_answer) == (0, 0, "none")


@given(st.lists(TURNS, max_size=30))
def test_every_dialogue_can_be_told_and_stored(turns: list[dict[str, Any]]) -> None:
    pack = Pack("mine", variables=(EXAM,))
    state = State()
    for turn in turns:
        state = state.after(**turn)
        assert state == State.from_dict(json.loads(json.dumps(state.to_dict())))
        assert state == pickle.loads(pickle.dumps(state)) and len({state, State.from_dict(state.to_dict())}) == 1
        assert TUTOR.state_line(state, packs=[pack]).endswith(".")
    for name in ("attempts", "hints"):
        assert 0 <= getattr(state, name) <= VARIABLES[name].values[-1]


ANYTHING = st.fixed_dictionaries(
    {},
    optional={
        "attempt": st.sampled_from(["wrong", "partial", "correct"]),
        "hint": st.booleans(),
        "new_problem": st.booleans(),
        **{name: st.sampled_from(list(VARIABLES[name].values)) for name in _NAMES},
    },
)


@given(st.lists(ANYTHING, min_size=1, max_size=4))
def test_whatever_a_message_is_taken_for_the_next_state_can_occur(turns: list[dict[str, Any]]) -> None:
    state = State()
    for turn in turns:
        state = state.after(**turn)
        assert TUTOR.holding(state).when and TUTOR.state_line(state)


def test_what_cannot_stand_together_is_put_right() -> None:
    asks = State().after(asks_for_answer=True, learner_move="gives_up")
    assert (asks.asks_for_answer, asks.learner_move) == (True, None)
    assert State().after(attempt="wrong", learner_move="pastes_task").learner_move is None
    assert State().after(attempt="wrong", learner_move="shows_work").learner_move == "shows_work"
    opening = State().after(attempt="wrong", stuck=True, turn="first")
    assert (opening.turn, opening.attempts, opening.stuck) == ("first", 1, False)
    assert State().after(last_answer="wrong").last_answer == "none"
    gave_up = State().after(attempt="wrong").after(learner_move="gives_up")
    assert (gave_up.attempts, gave_up.last_answer, gave_up.learner_move) == (1, "none", "gives_up")


def test_counters_saturate() -> None:
    state = State(attempts=99, hints=7)
    assert (state.attempts, state.hints) == (10, 6)
    assert state.after(attempt="wrong", hint=True) == state.after(attempt="wrong")


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: State(affect="sad"), "neutral, frustrated, confident"),
        (lambda: State(attempts=-1), "from 0"),
        (lambda: State(attempts="2+"), "one value"),  # type: ignore[arg-type]
        (lambda: State(learner_move="sings"), "asks_for_help"),
        (lambda: State(app={"exam": True}), "a dot"),
        (lambda: State().after(attempt="worng"), "Did you mean 'wrong'"),
        (lambda: State().after(stuk=True), "Did you mean 'stuck'"),
        (lambda: State.from_dict({"atempts": 1}), "Did you mean 'attempts'"),
        (lambda: State.from_dict([1]), "mapping"),  # type: ignore[arg-type]
        (lambda: TUTOR.state_line(State(app={"app.exam_week": True})), "pack"),
        (lambda: TUTOR.state_line(State(last_answer="wrong")), "No dialogue stands there"),
    ],
)
def test_what_is_not_known_is_said_with_what_is(make: Any, says: str) -> None:
    with pytest.raises(PedagogyError) as caught:
        make()
    assert says in str(caught.value)


def test_it_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        State().attempts = 3  # type: ignore[misc]
    source = {"app.exam_week": True}
    state = State(app=source)
    source.clear()
    assert state.app == {"app.exam_week": True}
