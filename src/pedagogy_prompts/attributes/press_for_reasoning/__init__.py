from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from ...norms.condition import Condition
from ...norms.norm import choose, oblige
from ..kit.attribute import Attribute, Family, Statement


class PressForReasoning(Attribute):
    """Ask for the reason behind an answer.

    Why: Giving the reason makes learners repair gaps on their own, and it tells a lucky answer from an understood one.
    Use it when: the way to the answer matters as much as the answer.
    Do not use it when: the learner practises for speed; and beware of asking after wrong answers only, since then the
    question gives the verdict away.
    """

    family: ClassVar[Family] = "questioning"
    evidence: ClassVar[tuple[str, ...]] = ("chi1994", "macina2023mathdial")

    after: Literal["wrong", "right", "both"] = "both"
    """After which answers it is asked; `wrong` takes in partly right ones."""
    before_verdict: bool = True
    """Whether the reason is asked for before, or after, the tutor says whether the answer is right."""

    def statements(self) -> Iterator[Statement]:
        given = {"wrong": ["wrong", "partial"], "right": ["correct"], "both": ["correct", "wrong", "partial"]}
        answered = Condition(last_answer=given[self.after])
        order = "before_verdict" if self.before_verdict else "after_verdict"
        yield Statement("why", oblige("ask_reasoning", answered), param="after")
        yield Statement("order", choose("reasoning_order", order, when=answered), param="before_verdict")
