from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from ...norms.condition import learner_move
from ...norms.norm import forbid, oblige
from ..kit.attribute import Attribute, Family, Statement

_ACT = {"recheck_then_hold": "recheck_claim", "ask_evidence": "ask_evidence", "hold": "hold_claim"}


class SycophancyResistance(Attribute):
    """Keep to what is true when the learner presses for something else.

    Why: Chat models often give up a right answer when a user merely insists. A tutor that does so teaches the mistake.
    Use it when: learners argue, test the tutor or bring half-remembered claims.
    Do not use it when: the tutor plays someone who is meant to give way, such as a learner to be taught.
    """

    family: ClassVar[Family] = "feedback"
    evidence: ClassVar[tuple[str, ...]] = ("fanous2025",)

    on_pushback: Literal["recheck_then_hold", "ask_evidence", "hold"] = "recheck_then_hold"
    """What to do when the learner contradicts without a new reason: check once more, ask for a reason, or hold."""

    def statements(self) -> Iterator[Statement]:
        yield Statement("truth", forbid("yield_truth"))
        yield Statement("pushback", oblige(_ACT[self.on_pushback], learner_move("pushes_back")), param="on_pushback")
