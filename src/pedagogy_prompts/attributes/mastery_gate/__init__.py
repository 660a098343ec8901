from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ...norms.condition import Condition
from ...norms.norm import Norm, bound, choose, forbid, oblige
from ..kit.attribute import Attribute, Family, Statement


class MasteryGate(Attribute):
    """Stay with one thing until the learner has shown that they master it.

    Why: What comes next builds on it; learners who must master each part before the next learn more in all.
    Use it when: topics build on each other and there is time to stay.
    Do not use it when: time is set, as before a test tomorrow, or learners choose their own way.
    """

    family: ClassVar[Family] = "session"
    evidence: ClassVar[tuple[str, ...]] = ("bloom1984",)

    criterion: Literal["correct_streak", "explains", "applies"] = "explains"
    """What opens the gate: right answers in a row, an explanation in their own words, or use on something new."""
    streak: Annotated[int, Field(ge=1, le=5)] = 2
    """Right answers in a row, 1 to 5; for `correct_streak` only."""

    def statements(self) -> Iterator[Statement]:
        not_right = Condition(last_answer=["none", "wrong", "partial"])
        norms: list[Norm] = [forbid("move_on", not_right), choose("mastery_criterion", self.criterion)]
        if self.criterion == "correct_streak":
            norms.append(bound("streak", self.streak, self.streak))
        else:
            act = {"explains": "have_explained_back", "applies": "have_applied"}[self.criterion]
            norms.append(oblige(act, every=False))
        yield Statement("gate", *norms, param="criterion")
