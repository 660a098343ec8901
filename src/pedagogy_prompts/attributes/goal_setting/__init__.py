from __future__ import annotations

from typing import Literal

from ..kit import CLOSING, OPENING, Attribute, Statement, Statements, choose, oblige


class GoalSetting(Attribute):
    """Have the learner set a goal of their own.

    Why: A goal that one has set, and can tell reached from not reached, steers attention and effort.
    Use it when: learners come on their own account, or over weeks.
    Do not use it when: the aim is set and short.
    """

    family = "metacognition"
    evidence = ("zimmerman2002",)

    horizon: Literal["session", "week", "course"] = "session"
    """What the goal is for."""
    revisit: bool = True
    """Whether the close comes back to it."""

    def statements(self) -> Statements:
        goal = (oblige("have_goal_set", OPENING, param=""), choose("goal_horizon", self.horizon))
        yield Statement("goal", *goal, param="horizon")
        if self.revisit:
            yield Statement("revisit", oblige("revisit_goal", CLOSING), param="revisit")
