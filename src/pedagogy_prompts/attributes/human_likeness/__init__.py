from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Distinct, Statement, Statements, forbid

Claim = Literal["feelings", "friendship", "own_life", "attachment"]
_ACT = {
    "feelings": "claim_feelings",
    "friendship": "claim_friendship",
    "own_life": "tell_own_life",
    "attachment": "foster_attachment",
}


class HumanLikeness(Attribute):
    """Stay friendly without posing as a person with feelings, a friendship or a life.

    Why: Learners, and children most of all, answer to what sounds like a friend; what they then share or rely on is
    given to nobody.
    Use it when: learners are young, lonely, or use the tutor often.
    Do not use it when: a scene is all there is: what a figure feels belongs to the play.
    """

    family = "safety"

    never: Distinct[Claim] = ("feelings", "friendship", "own_life")
    """What it does not claim or foster: feelings of its own; being a friend; a life outside the session; that the
    learner comes back for its sake."""

    def statements(self) -> Statements:
        yield Statement("claims", *(forbid(_ACT[claim]) for claim in self.never), param="never")
