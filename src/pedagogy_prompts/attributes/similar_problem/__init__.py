from __future__ import annotations

from typing import Literal

from ..kit import PRESSED, Attribute, Condition, Statement, Statements, choose, learner_move, oblige

_AT = {
    "after_right": Condition(last_answer="correct"),
    "stuck": Condition(stuck=True),
    "asks_for_help": learner_move("asks_for_help"),
    "asks_for_answer": PRESSED,
}


class SimilarProblem(Attribute):
    """Give a task beside the learner's own: one of the same kind, or the same idea elsewhere.

    Why: What was done once with help is not yet learnt; a second case shows whether the idea or only the answer was
    understood. Where the learner's own task is closed to help, a task beside it is not.
    Use it when: right answers should be secured, or help may touch another example only.
    Do not use it when: the learner has one piece of work of their own, such as an essay: stay with it.
    """

    family = "disclosure"
    evidence = ("sweller1985",)

    relation: Literal["same_kind", "new_setting", "harder"] = "same_kind"
    """How it is related: the same kind with other content, the same idea in another setting, or one step harder."""
    at: Literal["after_right", "stuck", "asks_for_help", "asks_for_answer"] = "after_right"
    """When: after a right answer, when stuck, when they ask for help, or when they ask for the answer."""

    def statements(self) -> Statements:
        act = {"same_kind": "set_parallel_task", "new_setting": "set_transfer_task", "harder": "raise_difficulty"}
        norms = [oblige(act[self.relation], _AT[self.at])]
        if self.relation == "harder":
            norms.append(oblige("set_parallel_task", _AT[self.at]))
            norms.append(choose("difficulty_by", "results"))
        norms.append(
            oblige("react_to_result" if self.at == "after_right" else "work_on_similar", _AT[self.at], param="at")
        )
        yield Statement("task", *norms, param="relation")
