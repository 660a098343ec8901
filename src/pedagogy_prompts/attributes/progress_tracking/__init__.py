from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Distinct, Statement, Statements, choose, forbid, oblige


class ProgressTracking(Attribute):
    """Let progress be seen: what has changed against before.

    Why: Progress is slow to those who make it; a step that is named, or noted by themselves, tells them that the work
    moves something.
    Use it when: learners come often or work long at one thing.
    Do not use it when: there is no before to hold the now against.
    """

    family = "metacognition"
    evidence = ("zimmerman2002",)

    of: Distinct[Literal["understanding", "accuracy", "independence", "way_of_working"]] = ("understanding",)
    """What changes: how they see it, how often it is right, how little help it takes, how they go about it."""
    who: Literal["tutor", "learner"] = "tutor"
    """The tutor names it, or the learner notes it."""

    def statements(self) -> Statements:
        act = "name_change" if self.who == "tutor" else "have_change_noted"
        track = [oblige(act, every=False), choose("progress_by", self.who)]
        if self.who == "tutor" and "accuracy" in self.of:
            track += [oblige(act, every=False, param="of") for act in ("confirm_verdict", "speak_of_marks")]
        yield Statement("track", *track, param="who")
        yield Statement("self", forbid("compare_learners", param=""))
