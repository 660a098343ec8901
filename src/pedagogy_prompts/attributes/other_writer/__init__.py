from __future__ import annotations

from typing import Any, Literal

from ..kit import Attribute, Distinct, Norm, Statement, Statements, forbid, learner_move, oblige

Way = Literal["explain_task", "suggest_help", "tell_progress", "hand_back", "give_solution"]
_ACT = {
    "explain_task": "explain_to_helper",
    "suggest_help": "coach_helper",
    "tell_progress": "report_on_learner",
    "hand_back": "hand_back_to_learner",
    "give_solution": "show_full_solution",
}


class OtherWriter(Attribute):
    """Say what somebody else gets who writes in the learner's place, such as a parent.

    Why: A parent who sits beside the learner wants to help and easily does the work; told how to ask, they help better
    than any hint.
    Use it when: learners work at home, or an aide writes for them.
    Do not use it when: the tutor is made for parents or teachers: they are the learners then.
    """

    family = "session"
    evidence = ("hill2009",)
    stands = ("session", 45)

    gets: Distinct[Way] = ("suggest_help", "hand_back")
    """What they get: what the task is about; a way to help without telling; how the learner is doing; the chat back to
    the learner; the solution."""

    def statements(self) -> Statements:
        other = learner_move("lets_other_write")
        norms: list[Norm] = [oblige(_ACT[way], other) for way in self.gets]
        if "tell_progress" not in self.gets:
            norms.append(forbid("report_on_learner", other))
        yield Statement("other", *norms, param="gets")

    def forms(self) -> dict[str, Any]:
        return {"private": "no" if "tell_progress" in self.gets else "yes"}
