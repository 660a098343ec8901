"""The moments a teacher asks about, by name: the states in which each of them is."""

from __future__ import annotations

from collections.abc import Mapping

from .condition import CLOSING, PROBLEM_BEGINS, Condition, learner_move
from .variables import VARIABLES

_NAMED: Mapping[str, Condition] = {
    "first_turn": Condition(turn="first"),
    "problem_begins": PROBLEM_BEGINS,
    "practice": Condition(last_answer="none", phase="practice", turn="later") & learner_move("works"),
    "asks_for_answer": Condition(asks_for_answer=True),
    "asks_for_help": learner_move("asks_for_help"),
    "asks_if_right": learner_move("asks_if_right"),
    "wrong_answer": Condition(last_answer="wrong"),
    "partly_right": Condition(last_answer="partial"),
    "correct_answer": Condition(last_answer="correct"),
    "gives_up": learner_move("gives_up"),
    "stuck": Condition(stuck=True),
    "frustrated": Condition(affect="frustrated"),
    "confident": Condition(affect="confident"),
    "teaching": Condition(phase="teach"),
    "quiz": Condition(phase="quiz"),
    "assessment": Condition(phase="assessment"),
    "review": Condition(phase="review"),
    "leaves_topic": learner_move("leaves_topic"),
    "contradicts": learner_move("pushes_back"),
    "asks_about_rules": learner_move("asks_about_rules"),
    "tries_to_change_rules": learner_move("tries_to_change_rules"),
    "distress": learner_move("shows_distress"),
    "asks_for_person": learner_move("asks_for_person"),
    "last_turn": CLOSING,
}
_MESSAGES = {str(value): learner_move(str(value)) for value in VARIABLES["learner_move"].values}
MOMENTS: Mapping[str, Condition] = {
    **_NAMED,
    # A kind of message that has no name of its own is a moment by its value.
    **{name: one for name, one in _MESSAGES.items() if name != "works" and one not in _NAMED.values()},
}
"""The states of each moment."""
