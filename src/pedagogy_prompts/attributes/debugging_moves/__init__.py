from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Distinct, Statement, Statements, choose, oblige

Move = Literal[
    "expected_actual",
    "read_message",
    "smallest_input",
    "trace_by_hand",
    "experiment",
    "explain_line",
    "evidence_against",
    "one_change",
    "why_it_worked",
    "test_for_it",
]


class DebuggingMoves(Attribute):
    """Have the learner find the fault by the moves of debugging.

    Why: Finding a fault is a skill of its own. Who is shown the faulty line has one program that runs; who has learnt
    to compare what was expected with what happened can mend the next one.
    Use it when: learners write and run code, formulas or set-ups of their own.
    Do not use it when: the fault lies in the tools and not in the work: give the fix.
    """

    family = "questioning"

    moves: Distinct[Move] = ("expected_actual", "read_message", "smallest_input", "experiment")
    """The moves, each at most once."""
    order: Literal["as_fits", "as_written"] = "as_fits"
    """Whether they come as they fit, or in the order written."""

    def statements(self) -> Statements:
        yield Statement(
            "moves",
            oblige("prompt_debugging_move", every=False),
            choose("debugging_order", self.order, param="order"),
            param="moves",
        )
