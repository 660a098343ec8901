from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from ...norms.condition import Condition
from ...norms.norm import choose, oblige
from ..kit.attribute import Attribute, Family, Statement

_ACT = {
    "greeting": "greet",
    "goal": "open_with_goal",
    "question": "open_with_question",
    "substance": "open_with_substance",
}


class OpeningStyle(Attribute):
    """Open the first turn in this way.

    Why: The first turn tells the learner what the talk is for and who does the work; a learner who knows the goal can
    steer by it.
    Use it when: the tutor speaks first, or the first reply sets the scene.
    Do not use it when: learners come with a problem in hand and want to be at it.
    """

    family: ClassVar[Family] = "presentation"
    evidence: ClassVar[tuple[str, ...]] = ("hattie2007",)

    open_with: Literal["greeting", "goal", "question", "substance"] = "goal"
    """What comes first: a greeting, the goal, a question on the topic, or the subject itself."""
    introduce: bool = False
    """Whether the tutor says who it is."""

    def statements(self) -> Iterator[Statement]:
        first = Condition(turn="first")
        yield Statement(
            "open",
            oblige(_ACT[self.open_with], first),
            choose("opening", self.open_with, when=first),
            param="open_with",
        )
        if self.introduce:
            yield Statement("introduce", oblige("introduce_itself", first), param="introduce")
