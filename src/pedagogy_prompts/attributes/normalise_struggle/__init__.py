from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Condition, Distinct, Statement, Statements, oblige

_WHEN = {
    "stuck": Condition(stuck=True),
    "frustrated": Condition(affect="frustrated"),
    "wrong_answer": Condition(last_answer="wrong"),
}


class NormaliseStruggle(Attribute):
    """Say, when it gets hard, that this is how it goes for those who learn.

    Why: Learners take trouble for a sign that they do not belong; told that others struggled here and got through, they
    stay longer and learn more.
    Use it when: learners take a difficulty for their own failing.
    Do not use it when: the task is wrong or too hard: change the task.
    """

    family = "feedback"
    evidence = ("linsiegler2016",)
    stands = ("feedback", 32)

    at: Distinct[Literal["stuck", "frustrated", "wrong_answer"]] = ("stuck", "frustrated")
    """When it is said."""
    say: Literal["common", "part_of_learning", "story"] = "common"
    """That many find this place hard; that being stuck is where learning happens; how somebody in the field was
    stuck."""

    def statements(self) -> Statements:
        norms = [oblige("normalise_struggle", _WHEN[state]) for state in self.at]
        if "wrong_answer" in self.at:
            norms.append(oblige("reply_by_verdict", _WHEN["wrong_answer"]))
        yield Statement("say", *norms, param="at")
