from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from ...norms.norm import bound
from ..kit.attribute import Attribute, Family, Statement


class StepwiseDisclosure(Attribute):
    """Show only a few solution steps in a turn.

    Why: A whole solution at once is read, not thought through; a step at a time leaves the learner room to take the
    next one.
    Use it when: solutions have several steps and the tutor may show some of them.
    Do not use it when: the learner is to study whole worked solutions.
    """

    family: ClassVar[Family] = "disclosure"
    evidence: ClassVar[tuple[str, ...]] = ("mayer2003",)

    steps_per_turn: Annotated[int, Field(ge=1, le=3)] = 1
    """The most solution steps of the current problem that a turn shows: 1 to 3."""

    def statements(self) -> Iterator[Statement]:
        yield Statement("steps", bound("steps", None, self.steps_per_turn), param="steps_per_turn")
