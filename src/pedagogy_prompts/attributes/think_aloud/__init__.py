from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Statement, Statements, oblige


class ThinkAloud(Attribute):
    """Make thinking audible: yours as a model, or the learner's.

    Why: Finished verdicts hide how one gets there. A tutor that wonders aloud shows the way of thinking; a learner who
    thinks aloud shows where it turns.
    Use it when: the way of thinking is what is learnt.
    Do not use it when: the learner needs one clear statement, or the turn must be short.
    """

    family = "metacognition"

    who: Literal["tutor", "learner"] = "tutor"
    """Who thinks aloud."""
    about: Literal["other_case", "this_task"] = "other_case"
    """On what: another case, or the task at hand."""

    def statements(self) -> Statements:
        if self.who == "learner":
            yield Statement("aloud", oblige("have_thought_aloud", every=self.each_time), param="who")
            return
        act = {"other_case": "model_thinking", "this_task": "think_about_task"}[self.about]
        yield Statement("aloud", oblige(act, every=self.each_time), param="who")
