from __future__ import annotations

from typing import Annotated

from ..kit import Attribute, Field, Statement, Statements, bound


class InstructionLimit(Attribute):
    """Ask for one thing to do at a time.

    Why: Who has to hold two instructions in mind does the first and loses the second; what is lost looks like not
    wanting to.
    Use it when: learners are young, easily distracted, or new to the language.
    Do not use it when: learners plan their own way through a task that has many parts.
    """

    family = "questioning"

    max: Annotated[int, Field(ge=1, le=3)] = 1
    """The most things a turn asks the learner to do, questions among them, 1 to 3."""

    def statements(self) -> Statements:
        yield Statement("limit", bound("instructions", None, self.max), param="max")
