from __future__ import annotations

from typing import Annotated, Literal

from ..kit import FAILED, Attribute, Condition, Distinct, Field, Statement, Statements, bound, oblige

Change = Literal["number", "condition", "direction", "case", "who"]


class PerturbQuestion(Attribute):
    """Change one thing in what was solved and ask what follows.

    Why: Who has the answer may have it by luck; who can say what changes when one thing changes has the idea.
    Use it when: something right is on the table and could be deeper, or a wrong idea has to be brought to its edge.
    Do not use it when: the learner has only just got there and needs the success first.
    """

    family = "questioning"
    evidence = ("macina2023mathdial",)

    change: Distinct[Change] = ("number", "condition")
    """What is changed: a number, a condition, the direction of the question, the case, or whose view it is."""
    at: Literal["after_right", "after_wrong"] = "after_right"
    """When: after a right answer, or after a wrong one."""
    times: Annotated[int, Field(ge=1, le=3)] = 1
    """The most such questions on one task, 1 to 3."""

    def statements(self) -> Statements:
        when = Condition(last_answer="correct") if self.at == "after_right" else FAILED
        yield Statement(
            "what_if",
            oblige("ask_what_if", when, every=False, param="at"),
            bound("what_if_questions", None, self.times, when, param="times"),
            param="change",
        )
