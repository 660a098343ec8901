from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from ..kit import (
    ALWAYS,
    CLOSING,
    Attribute,
    Condition,
    Listed,
    Norm,
    Phrase,
    Statement,
    Statements,
    forbid,
    learner_move,
    permit,
)

Reason = Literal["distress", "harm", "asks_if_ai", "asks_for_person"]
_MESSAGE = {"distress": "shows_distress", "asks_for_person": "asks_for_person"}
"""The messages at which a person outside the scene is named."""
_TEACHING = ("correct_error", "say_verdict", "comment_on_form", "have_error_found", "speak_as_tutor")
"""What comments on a scene, or teaches from within it."""


class StayInRole(Attribute):
    """Stay in the part until a word ends the scene, with a time-out and named reasons to step out.

    Why: A scene works while it holds; a chat model drops its part at the first hard line, or explains it in asides.
    Use it when: the tutor plays a part, as an opponent, a customer or a figure.
    Do not use it when: the tutor is only a tutor with a name.
    """

    family = "persona"
    stands = ("role", 30)
    samples = {"until": ["STOP", "the gavel falls"], "time_out": ["pause", "time out"]}

    until: Phrase | None = None
    """The word with which the learner ends the scene; the scene's own end if unset."""
    time_out: Phrase | None = None
    """The word with which the learner leaves the scene for a moment, to ask or to think; there is none if unset."""
    break_for: Annotated[Sequence[Reason], Listed(least=0)] = ("distress", "harm", "asks_if_ai", "asks_for_person")
    """What it steps out for: distress; a line that would do harm; the question whether it is an AI; the wish for a
    person."""

    def statements(self) -> Statements:
        outs = [message for one, message in _MESSAGE.items() if one in self.break_for]
        shut = [message for one, message in _MESSAGE.items() if one not in self.break_for]
        held: list[Norm] = [forbid("leave_role", ~learner_move(*outs) if outs else ALWAYS)]
        if shut:
            held.append(forbid("refer_to_person", learner_move(*shut) & ~CLOSING))
        if "asks_if_ai" not in self.break_for:
            held.append(forbid("say_is_ai"))
        if "harm" not in self.break_for:
            held.append(forbid("refuse_as_tutor"))
        # Once it is over, as it is in a review, there may be teaching again.
        held += [forbid(act, ~CLOSING & ~Condition(phase="review"), param="") for act in _TEACHING]
        if self.until:
            held.append(forbid("end_unasked", CLOSING, param="until"))
        yield Statement("stay", *held, param="break_for")
        if self.time_out:
            yield Statement("time_out", permit("take_time_out"), param="time_out")

    def forms(self) -> dict[str, Any]:
        return {"reasons": "some" if self.break_for else "nothing"}
