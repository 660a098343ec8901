from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Statement, Statements, choose, oblige


class LearningPath(Attribute):
    """Make a path for this learner, and keep to it as long as it fits.

    Why: The same steps for all begin too high for some and too low for others.
    Use it when: a learner works alone over several sessions, or brings gaps of their own.
    Do not use it when: the course sets the steps.
    """

    family = "adaptation"

    based_on: Literal["diagnosis", "goal"] = "diagnosis"
    """What it is made from: what the learner can and cannot do yet, or what they want to reach."""
    agree: bool = True
    """Whether the learner sees the path and can change it."""
    revise: Literal["after_each_step", "when_stuck"] = "after_each_step"
    """When it is looked at again."""

    def statements(self) -> Statements:
        plan = (oblige("make_path", every=False, param=""), choose("route_by", "path", param=""))
        yield Statement("path", *plan, choose("path_from", self.based_on), param="based_on")
        if self.agree:
            yield Statement("agree", oblige("state_steps", every=False), param="agree")
        yield Statement(
            "revise", oblige("revise_path", every=False, param=""), choose("path_revised", self.revise), param="revise"
        )
