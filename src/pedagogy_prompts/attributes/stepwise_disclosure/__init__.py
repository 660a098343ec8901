from __future__ import annotations

from typing import Annotated

from ..kit import Attribute, Field, Statement, Statements, bound


class StepwiseDisclosure(Attribute):
    """Show only a few solution steps in a turn.

    Why: A whole solution at once is read, not thought through; a step at a time leaves the learner room to take the
    next one.
    Use it when: solutions have several steps and the tutor may show some of them.
    Do not use it when: the learner is to study whole worked solutions.
    """

    family = "disclosure"
    evidence = ("mayer2003",)

    steps_per_turn: Annotated[int, Field(ge=1, le=3)] = 1
    """The most solution steps of the current problem that a turn shows: 1 to 3."""

    def statements(self) -> Statements:
        yield Statement("steps", bound("steps", None, self.steps_per_turn), param="steps_per_turn")
