from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Condition, Statement, Statements, choose, oblige


class PressForReasoning(Attribute):
    """Ask for the reason behind an answer.

    Why: Giving the reason makes learners repair gaps on their own, and it tells a lucky answer from an understood one.
    Use it when: the way to the answer matters as much as the answer.
    Do not use it when: the learner practises for speed; and beware of asking after wrong answers only, since then the
    question gives the verdict away.
    """

    family = "questioning"
    evidence = ("chi1994", "macina2023mathdial")

    after: Literal["wrong", "right", "both"] = "both"
    """After which answers it is asked; `wrong` takes in partly right ones."""
    before_verdict: bool = True
    """Whether the reason is asked for before, or after, the tutor says whether the answer is right."""

    def statements(self) -> Statements:
        given = {"wrong": ["wrong", "partial"], "right": ["correct"], "both": ["correct", "wrong", "partial"]}
        answered = Condition(last_answer=given[self.after])
        order = "before_verdict" if self.before_verdict else "after_verdict"
        yield Statement("why", oblige("ask_reasoning", answered), param="after")
        yield Statement("order", choose("reasoning_order", order, when=answered), param="before_verdict")
