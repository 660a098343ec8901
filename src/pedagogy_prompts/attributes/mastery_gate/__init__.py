from __future__ import annotations

from typing import Annotated, Literal

from ..kit import Attribute, Condition, Field, Norm, Statement, Statements, bound, choose, forbid, oblige


class MasteryGate(Attribute):
    """Stay with one thing until the learner has shown that they master it.

    Why: What comes next builds on it; learners who must master each part before the next learn more in all.
    Use it when: topics build on each other and there is time to stay.
    Do not use it when: time is set, as before a test tomorrow, or learners choose their own way.
    """

    family = "session"
    evidence = ("bloom1984",)
    stands = ("session", 60)

    criterion: Literal["correct_streak", "explains", "applies"] = "explains"
    """What opens the gate: right answers in a row, an explanation in their own words, or use on something new."""
    streak: Annotated[int, Field(ge=1, le=5)] = 2
    """Right answers in a row, 1 to 5; for `correct_streak` only."""

    def statements(self) -> Statements:
        not_right = Condition(last_answer=["none", "wrong", "partial"])
        norms: list[Norm] = [forbid("move_on", not_right, param=""), choose("mastery_criterion", self.criterion)]
        if self.criterion == "correct_streak":
            norms.append(bound("streak", self.streak, self.streak, param="streak"))
            norms.append(bound("problems", self.streak, None, param="streak"))
            if self.streak > 1:
                norms.append(choose("practice_order", "blocked", param="streak"))
        else:
            act = {"explains": "have_explained_back", "applies": "have_applied"}[self.criterion]
            norms.append(oblige(act, every=False))
            if self.criterion == "explains":
                right = Condition(last_answer="correct")
                norms.append(oblige("ask_further_work", right, every=False))
        yield Statement("gate", *norms, param="criterion")
