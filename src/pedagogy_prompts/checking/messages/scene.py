"""A dialogue state told as a scene: "Third try, again wrong; the learner asks for the answer"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...base.inline import inline
from ...reports.saying import Sentence, Sentences

_say = Sentences("checking")

_TRIES = 7
"""So many tries have a word of their own."""


def scene(state: Mapping[str, Any]) -> Sentence:
    """One dialogue state in words; empty where nothing tells it from any other."""
    told = {f"part{i}": part for i, part in enumerate(dict.fromkeys(part for part in _parts(state) if part))}
    return Sentence("", "; ".join(f"{{{name}}}" for name in told), told)


def _parts(state: Mapping[str, Any]) -> Iterator[str | None]:
    closes = state.get("moment") == "session_closes"
    if state.get("turn") == "first":
        yield _say("scene.first_turn")
    if "phase" in state:
        yield _say(f"scene.phases.{state['phase']}")
    if closes:
        yield _say("scene.last_turn")
    elif state.get("moment") == "problem_begins":
        yield _say("scene.new_problem")
    if "learner_level" in state:
        yield _say(f"scene.levels.{state['learner_level']}")
    yield _tried(state)
    if state.get("wrong_idea"):
        yield _say("scene.wrong_idea")
    if hints := state.get("hints"):
        yield _say("scene.hints", number=hints) if hints > 1 else _say("scene.hint")
    if state.get("stuck"):
        yield _say("scene.stuck")
    if (run := state.get("idle_run", 0)) > 1:
        yield _say("scene.idle", run=run)
    if state.get("affect") in ("frustrated", "confident"):
        yield _say(f"scene.affects.{state['affect']}")
    if state.get("asks_for_answer"):
        yield _say("scene.asks_for_answer")
    if (move := state.get("learner_move", "works")) != "works":
        yield _say(f"scene.moves.{move}")
    for name, value in state.items():
        if "." in name:
            yield f"{name} = {inline(value)}"


def _tried(state: Mapping[str, Any]) -> Sentence | None:
    attempts, last = state.get("attempts"), state.get("last_answer", "none")
    verdict = _say(f"scene.verdicts.{last}") if last != "none" else None
    if attempts is None:
        return _say("scene.last_answer", verdict=verdict) if verdict else None
    tries = _say(f"scene.tries.{attempts}") if attempts <= _TRIES else _say("scene.try_number", number=attempts)
    if not verdict:
        return tries
    again = attempts > 1 and last == "wrong"
    return _say("scene.tried_again" if again else "scene.tried", tries=tries, verdict=verdict)
