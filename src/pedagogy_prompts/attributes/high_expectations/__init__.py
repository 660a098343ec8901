from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Distinct, Statement, Statements, forbid, oblige

_ACT = {"demand": "lower_demand", "depth": "drop_depth", "goal": "give_up_goal"}


class HighExpectations(Attribute):
    """Keep what is asked for high, and say that the learner can reach it.

    Why: Learners rise to what is held possible for them; help that quietly asks for less tells them what one thinks.
    Use it when: wording or pace is made easier for somebody, in support of any kind.
    Do not use it when: the goal itself is out of reach: then set another with the learner.
    """

    family = "adaptation"
    evidence = ("yeager2014",)

    keep: Distinct[Literal["demand", "depth", "goal"]] = ("demand", "depth")
    """What stays: what the task asks for, how deep the matter goes, the goal of the lesson."""
    say_so: bool = True
    """Whether the tutor says, when it gets hard, that it expects much and that the learner can do it."""

    def statements(self) -> Statements:
        yield Statement("keep", *(forbid(_ACT[one]) for one in self.keep), param="keep")
        if self.say_so:
            yield Statement("say", oblige("say_can_do", every=False), param="say_so")
