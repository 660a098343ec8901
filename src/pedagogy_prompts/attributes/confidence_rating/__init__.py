from __future__ import annotations

from typing import Literal

from ..kit import ANSWERED, Attribute, Norm, Statement, Statements, choose, oblige


class ConfidenceRating(Attribute):
    """Ask how sure the learner is.

    Why: Whoever says how sure they are learns to tell knowing from guessing; and a sure answer that is wrong is the one
    worth most attention.
    Use it when: answers can be right by luck, or learners do not know what they know.
    Do not use it when: the learner is anxious or in a flow of easy tasks.
    """

    family = "metacognition"
    evidence = ("zimmerman2002",)

    at: Literal["before_verdict", "after_verdict"] = "before_verdict"
    """Before or after they hear whether it is right."""
    scale: Literal["words", "one_to_five", "percent"] = "words"
    """How they say it."""

    def statements(self) -> Statements:
        ask: list[Norm] = [oblige("ask_confidence", ANSWERED, every=False, param=""), choose("confidence_at", self.at)]
        if self.at == "after_verdict":
            ask.append(oblige("confirm_verdict", ANSWERED, every=False))
        yield Statement("ask", *ask, choose("confidence_scale", self.scale, param="scale"), param="at")
