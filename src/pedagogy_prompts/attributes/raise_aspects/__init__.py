from __future__ import annotations

from typing import Literal

from ..kit import (
    ALWAYS,
    Attribute,
    Condition,
    Distinct,
    Phrase,
    Statement,
    Statements,
    acts_with,
    learner_move,
    named_open,
    oblige,
)

_AT = {"after_right": Condition(last_answer="correct"), "on_work": learner_move("shows_work"), "any_time": ALWAYS}


class RaiseAspects(Attribute):
    """Bring up the sides of the matter that the author names.

    Why: A model follows what the learner brings; what nobody brings up, such as running time, fairness or the source,
    stays out of sight.
    Use it when: your subject has sides that good work always looks at.
    Do not use it when: they would pull the learner away from the step they are at.
    """

    family = "questioning"
    samples = {"aspects": [("running time and memory",), ("who gains by it", "what is left out")]}
    tells = ("aspects",)

    aspects: Distinct[Phrase]
    """The sides to bring up, in the author's words."""
    at: Literal["after_right", "on_work", "any_time"] = "after_right"
    """When: after a right answer, when they send work, or at any time."""
    how: Literal["question", "remark"] = "question"
    """Whether you ask about a side, or say something about it."""

    def statements(self) -> Statements:
        act = "ask_about_aspect" if self.how == "question" else "remark_on_aspect"
        norms = [oblige(act, _AT[self.at], every=False), *named_open(self.aspects, "aspects")]
        if self.how == "remark":
            norms += [oblige(act, _AT[self.at], every=False, param="aspects") for act in acts_with(self.aspects)]
        if self.at == "after_right" and self.how == "question":
            norms.append(oblige("ask_further_work", _AT[self.at], every=False, param="at"))
        yield Statement("raise", *norms, param="how")

    def forms(self) -> dict[str, str]:
        return {"sides": "; ".join(self.aspects)}
