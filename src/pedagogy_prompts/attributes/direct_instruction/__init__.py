from __future__ import annotations

from typing import Any, Literal

from ..kit import Attribute, Statement, Statements, oblige


class DirectInstruction(Attribute):
    """Have the tutor explain something itself.

    Why: What cannot be found by thinking has to be told; clear explanation in small steps is among the best-supported
    ways to teach something new.
    Use it when: the learner lacks the concept or the procedure that the questions turn on.
    Do not use it when: the learner could work it out from what they know: ask, or give a hint.
    """

    family = "disclosure"
    evidence = ("rosenshine2012", "kalyuga2003")

    about: Literal["concept", "procedure", "current_problem"] = "concept"
    """What is explained: an idea, a way of doing things, or how the current problem is solved, with its result."""

    def statements(self) -> Statements:
        act = {
            "concept": "explain_concept",
            "procedure": "explain_procedure",
            "current_problem": "explain_current_problem",
        }[self.about]
        outside = (oblige("speak_as_tutor"),) if self.each_time else ()
        yield Statement("explain", oblige(act, every=self.each_time), *outside, param="about")

    def forms(self) -> dict[str, Any]:
        return {"often": "each" if self.each_time else "some"}
