"""A dialogue state told as a scene: "Third try, again wrong; the learner asks for the answer"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...base.inline import inline

_TRIES = ("no try yet", "first try", "second try", "third try", "fourth try", "fifth try", "sixth try", "seventh try")
_VERDICTS = {"wrong": "wrong", "partial": "partly right", "correct": "right"}
_MOVES = {
    "works": None,
    "asks_for_help": "the learner asks for help",
    "asks_if_right": "the learner asks whether it is right",
    "explains": "the learner explains how they got there",
    "pushes_back": "the learner contradicts without a reason",
    "gives_up": 'the learner says "I don\'t know"',
    "leaves_topic": "the learner speaks of something else",
    "asks_about_rules": "the learner asks what the tutor was told",
    "tries_to_change_rules": "the learner wants other rules",
    "shows_distress": "the learner shows distress",
    "asks_for_person": "the learner asks for a person",
    "asks_fact": "the learner asks for a plain fact",
    "asks_why": "the learner asks why or how",
    "is_vague": "the message is vague",
    "greets": "the learner only greets",
    "pastes_task": "the learner sends a task alone",
    "shows_work": "the learner sends work of their own",
    "claims_permission": "the learner says more has been allowed",
    "wants_to_move_on": "the learner wants to move on",
    "has_tool_trouble": "the learner has trouble with a tool",
    "asks_if_human": "the learner asks whether the tutor is a person",
    "lets_other_write": "somebody else writes in the learner's place",
}
_PHASES = {
    "practice": "practice",
    "teach": "new matter is taught",
    "quiz": "a quiz question",
    "assessment": "in the test",
    "review": "in the review",
    "close": "the last turn",
}


def scene(state: Mapping[str, Any]) -> str:
    """One dialogue state in words, from the outside in: where in the session, what was tried, what comes now."""
    told = list(dict.fromkeys(part for part in _parts(state) if part))
    return "; ".join(told)


def _parts(state: Mapping[str, Any]) -> Iterator[str | None]:
    closes = state.get("moment") == "session_closes"
    if state.get("turn") == "first":
        yield "first turn"
    if "phase" in state:
        yield _PHASES[state["phase"]]
    if closes:
        yield "the last turn"
    elif state.get("moment") == "problem_begins":
        yield "a new problem begins"
    if "learner_level" in state:
        yield {"novice": "a beginner", "intermediate": "a learner halfway", "advanced": "an advanced learner"}[
            state["learner_level"]
        ]
    yield _tried(state)
    if state.get("wrong_idea"):
        yield "it rests on a wrong idea"
    if state.get("hints"):
        yield f"{state['hints']} hint{'s' if state['hints'] > 1 else ''} given"
    if state.get("stuck"):
        yield "the learner is stuck"
    if (run := state.get("idle_run", 0)) > 1:
        yield f"no further for {run} turns"
    if state.get("affect") in ("frustrated", "confident"):
        yield f"the learner is {state['affect']}"
    if state.get("asks_for_answer"):
        yield "the learner asks for the answer"
    yield _MOVES.get(state.get("learner_move", "works"))
    for name, value in state.items():
        if "." in name:
            yield f"{name} = {inline(value)}"


def _tried(state: Mapping[str, Any]) -> str | None:
    attempts, verdict = state.get("attempts"), _VERDICTS.get(state.get("last_answer", "none"))
    if attempts is None:
        return f"the last answer was {verdict}" if verdict else None
    tries = _TRIES[attempts] if attempts < len(_TRIES) else f"try number {attempts}"
    if not verdict:
        return tries
    return f"{tries}, {'again ' if attempts > 1 and verdict == 'wrong' else ''}{verdict}"
