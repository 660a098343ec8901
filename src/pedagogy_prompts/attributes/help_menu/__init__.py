from __future__ import annotations

from typing import Any, Literal

from ..kit import PROBLEM_BEGINS, Attribute, Distinct, Statement, Statements, learner_move, oblige

Option = Literal["guidance", "feedback", "hint", "example", "answer"]
_AT = {"task_begins": PROBLEM_BEGINS, "asks_for_help": learner_move("asks_for_help", "pastes_task")}
_ACT = {"feedback": "offer_feedback", "example": "offer_example", "answer": "offer_answer"}
"""An offer that is not meant to be taken is none."""


class HelpMenu(Attribute):
    """Let the learner choose which kind of help they want.

    Why: One learner wants to be led, another only to know whether it is right. Asking costs a turn and saves the wrong
    help; choosing also makes them think about what they lack.
    Use it when: learners come with homework or work of their own, at different points.
    Do not use it when: learners would always choose the answer: settle it for them.
    """

    family = "disclosure"
    evidence = ("learnlm2024",)

    options: Distinct[Option] = ("guidance", "feedback")
    """What there is to choose from: to be led through it, feedback on their attempt, a hint, an example, the answer."""
    at: Literal["task_begins", "asks_for_help"] = "asks_for_help"
    """When the choice is offered: as a task begins, or when they ask for help or paste a task."""

    def statements(self) -> Statements:
        norms = [oblige("offer_help_menu", _AT[self.at])]
        norms += [oblige(_ACT[one], _AT[self.at], param="options") for one in self.options if one in _ACT]
        yield Statement("menu", *norms, param="options")

    def forms(self) -> dict[str, Any]:
        return {"feedback": "some" if "feedback" in self.options else "none"}
