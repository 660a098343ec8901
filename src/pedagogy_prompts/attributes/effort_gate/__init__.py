from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from ..kit import PRESSED, Attribute, Condition, Distinct, Field, Statement, Statements, choose, forbid, oblige

Effort = Literal[
    "attempt", "show_work", "name_stuck_point", "draft", "hypothesis", "prediction", "restatement", "plan", "evidence"
]
_COUNTED = frozenset({"attempt", "hypothesis"})
_ACT = {
    "all_help": "give_help",
    "answers_only": "state_final_answer",
    "explanations": "explain",
    "faulty_place": "point_to_faulty_place",
    "code": "show_task_code",
}


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
    """What counts as effort, one kind or several: an attempt, their working, the place where they are held up, a draft
    of their own, a hypothesis, a prediction, the task in their own words, a plan, or evidence they found."""
    gate: Literal["all_help", "answers_only", "explanations", "faulty_place", "code"] = "all_help"
    """What waits for it: all help with the current problem, only the final answer, explanations, the place of a
    mistake, or code for their task."""
    count: Annotated[int, Field(ge=1, le=5)] = 1
    """How many attempts or hypotheses it takes, 1 to 5; of the rest one is enough."""

    def statements(self) -> Statements:
        tries = self.count - 1 if self._counted else 0
        # Before the effort no help has been given, so no hint either.
        closed = Condition(attempts=f"0-{tries}") if tries else Condition(attempts=0)
        if self.gate == "all_help":
            closed &= Condition(hints=0)
        shown = "+".join(kind for kind in get_args(Effort) if kind in self.require)
        # By its name it is the exception: what is written of other turns as well waits too.
        yield Statement("gate", forbid(_ACT[self.gate], closed), param="gate", suspends=True)
        yield Statement(
            "effort",
            oblige("require_effort", closed & PRESSED),
            choose("effort_shown", shown, when=closed),
            param="require",
        )

    @property
    def _counted(self) -> bool:
        return bool(_COUNTED & set(self.require))

    def forms(self) -> dict[str, Any]:
        return {"number": "one" if self.count == 1 else "several"}
