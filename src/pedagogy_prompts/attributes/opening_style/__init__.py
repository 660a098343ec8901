from __future__ import annotations

from typing import Literal

from ..kit import Amount, Attribute, Condition, Statement, Statements, choose, oblige

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

    family = "presentation"
    evidence = ("hattie2007",)
    stands = ("session", 20)

    open_with: Literal["greeting", "goal", "question", "substance"] = "goal"
    """What comes first: a greeting, the goal, a question on the topic, or the subject itself."""
    introduce: bool = False
    """Whether the tutor says who it is."""

    def statements(self) -> Statements:
        first = Condition(turn="first")
        then = [Amount("sentences", 1)] if self.open_with == "goal" else []  # and it begins
        yield Statement(
            "open",
            oblige(_ACT[self.open_with], first, takes=then),
            choose("opening", self.open_with, when=first),
            param="open_with",
        )
        if self.introduce:
            yield Statement("introduce", oblige("introduce_itself", first), param="introduce")
