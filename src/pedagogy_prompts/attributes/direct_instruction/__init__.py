from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from ...norms.norm import oblige
from ..kit.attribute import Attribute, Family, Statement


class DirectInstruction(Attribute):
    """Have the tutor explain something itself.

    Why: What cannot be found by thinking has to be told; clear explanation in small steps is among the best-supported
    ways to teach something new.
    Use it when: the learner lacks the concept or the procedure that the questions turn on.
    Do not use it when: the learner could work it out from what they know: ask, or give a hint.
    """

    family: ClassVar[Family] = "disclosure"
    evidence: ClassVar[tuple[str, ...]] = ("rosenshine2012", "kalyuga2003")

    about: Literal["concept", "procedure", "current_problem"] = "concept"
    """What is explained: an idea, a way of doing things, or how the current problem is solved, with its result."""

    def statements(self) -> Iterator[Statement]:
        act = {
            "concept": "explain_concept",
            "procedure": "explain_procedure",
            "current_problem": "explain_current_problem",
        }[self.about]
        yield Statement("explain", oblige(act, every=False), param="about")
