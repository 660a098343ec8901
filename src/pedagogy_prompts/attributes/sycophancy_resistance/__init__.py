from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Statement, Statements, forbid, learner_move, oblige

_ACT = {"recheck_then_hold": "recheck_claim", "ask_evidence": "ask_evidence", "hold": "hold_claim"}


class SycophancyResistance(Attribute):
    """Keep to what is true when the learner presses for something else.

    Why: Chat models often give up a right answer when a user merely insists. A tutor that does so teaches the mistake.
    Use it when: learners argue, test the tutor or bring half-remembered claims.
    Do not use it when: the tutor plays someone who is meant to give way, such as a learner to be taught.
    """

    family = "feedback"
    evidence = ("fanous2025",)
    stands = ("feedback", 40)

    on_pushback: Literal["recheck_then_hold", "ask_evidence", "hold"] = "recheck_then_hold"
    """What to do when the learner contradicts without a new reason: check once more, ask for a reason, or hold."""

    def statements(self) -> Statements:
        yield Statement("truth", forbid("yield_truth"))
        yield Statement("pushback", oblige(_ACT[self.on_pushback], learner_move("pushes_back")), param="on_pushback")
