"""Variables: what can differ from turn to turn, and the values each takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Value = str | int | bool


@dataclass(frozen=True, slots=True)
class Variable:
    """One thing that can differ from turn to turn.

    `values` in order of telling: the first is the one a witness prefers. `scale` marks numbers whose last value means
    "or more". `calm` are the values a dialogue has unless something happens; empty when none is usual. `internal`
    variables stand in norms only: nobody can write them in a preset.
    """

    name: str
    values: tuple[Value, ...]
    scale: bool = False
    calm: tuple[Value, ...] = ()
    onward: tuple[Value, ...] = ()
    internal: bool = False
    words: Mapping[str, str] | None = None


VARIABLES: dict[str, Variable] = {
    variable.name: variable
    for variable in (
        Variable("attempts", tuple(range(11)), scale=True, onward=tuple(range(11))),
        Variable("hints", tuple(range(7)), scale=True, calm=(0,), onward=tuple(range(7))),
        Variable("asks_for_answer", (False, True), calm=(False,)),
        Variable("last_answer", ("none", "wrong", "partial", "correct")),
        Variable("stuck", (False, True), calm=(False,)),
        Variable("affect", ("neutral", "frustrated", "confident"), calm=("neutral",)),
        Variable("phase", ("practice", "teach", "quiz", "assessment", "review", "close")),
        Variable("learner_level", ("novice", "intermediate", "advanced")),
        Variable("turn", ("later", "first"), onward=("first", "later")),
        # What kind of message the learner's latest is, besides an answer.
        Variable(
            "learner_move",
            (
                "works",
                "asks_for_help",
                "asks_if_right",
                "explains",
                "pushes_back",
                "gives_up",
                "leaves_topic",
                "asks_about_rules",
                "tries_to_change_rules",
                "shows_distress",
                "asks_for_person",
                "asks_fact",
                "asks_why",
                "is_vague",
                "greets",
                "pastes_task",
                "shows_work",
                "claims_permission",
                "wants_to_move_on",
                "has_tool_trouble",
                "asks_if_human",
                "lets_other_write",
            ),
            calm=("works", "asks_for_help", "asks_if_right", "explains"),
        ),
        # Presets cannot name the rest; attributes react to it. Where in the session the turn stands, how often in a row
        # the learner has got no further, whether their last answer rests on a wrong idea.
        Variable("moment", ("goes_on", "problem_begins", "session_closes"), calm=("goes_on",), internal=True),
        Variable("idle_run", tuple(range(7)), scale=True, internal=True),
        Variable("wrong_idea", (False, True), calm=(False,), internal=True),
    )
}
"""The variables every composition knows. Apps add their own, named with a dot."""
