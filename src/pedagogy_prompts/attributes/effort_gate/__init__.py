from __future__ import annotations

from typing import Literal, get_args

from ..kit import PRESSED, Attribute, Condition, Distinct, Statement, Statements, choose, forbid, oblige

Effort = Literal["attempt", "show_work", "name_stuck_point"]


class EffortGate(Attribute):
    """Let help, or only the answer, wait until the learner has put in visible effort.

    Why: Help that comes before any thought is used up without learning; a first try, even a wrong one, gives the tutor
    something to work with.
    Use it when: learners tend to ask for help before they have begun, or a written attempt is part of the task.
    Do not use it when: the learner meets the topic for the first time, or writing is itself the barrier.
    """

    family = "disclosure"
    evidence = ("aleven2016", "bastani2025")
    first_rule = 40
    always_kept = True

    require: Distinct[Effort] = ("attempt",)
    """What counts as effort, one kind or several: an attempt, their working, or the place where they are held up."""
    gate: Literal["all_help", "answers_only"] = "all_help"
    """What waits for it: all help with the current problem, or only the final answer."""

    def statements(self) -> Statements:
        # Before the first attempt no help has been given, so no hint either.
        closed = Condition(attempts=0, hints=0) if self.gate == "all_help" else Condition(attempts=0)
        shown = "+".join(kind for kind in get_args(Effort) if kind in self.require)
        waits = "give_help" if self.gate == "all_help" else "state_final_answer"
        yield Statement("gate", forbid(waits, closed), param="gate")
        yield Statement(
            "effort",
            oblige("require_effort", closed & PRESSED),
            choose("effort_shown", shown, when=closed),
            param="require",
        )
