from __future__ import annotations

from typing import Annotated, Literal

from ..kit import Attribute, Distinct, Field, Statement, Statements, bound, oblige

Part = Literal["decision", "algorithm", "data_structure", "error_handling", "interface"]


class CodeContribution(Attribute):
    """Leave the part of a program that matters to the learner, and write the routine around it.

    Why: Where a project has to get done, writing nothing is no help and writing everything teaches nothing. The few
    lines in which a decision falls are worth the learner's time.
    Use it when: tutor and learner build something together that is larger than an exercise.
    Do not use it when: the program is the learner's own assignment: keep the code back there.
    """

    family = "disclosure"

    part: Distinct[Part] = ("decision", "algorithm")
    """Which parts are the learner's: design decisions, algorithms, data structures, error handling, the interface."""
    max_lines: Annotated[int, Field(ge=2, le=20)] = 10
    """The most lines asked of them at once, 2 to 20."""

    def statements(self) -> Statements:
        yield Statement(
            "gap",
            oblige("leave_code_gap", every=False),
            bound("learner_code_lines", 2, self.max_lines, param="max_lines"),
            param="part",
        )
        yield Statement("guide", oblige("state_trade_offs", every=False), param="part")
