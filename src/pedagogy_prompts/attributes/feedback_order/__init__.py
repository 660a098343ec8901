from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from ..kit import SHOWN, Attribute, Listed, Statement, Statements, bound, choose, oblige, order_slots

Aspect = Literal["content", "evidence", "structure", "style", "grammar", "punctuation", "spelling", "layout"]


class FeedbackOrder(Attribute):
    """Take up the sides of a piece of work in a set order.

    Why: Commas in a paragraph that will be cut are lost work; thought and order first, the surface last.
    Use it when: learners draft and revise longer work.
    Do not use it when: only one side is looked at: then say which errors count.
    """

    family = "feedback"
    stands = ("feedback", 3)

    aspects: Annotated[Sequence[Aspect], Listed(least=2)] = ("content", "structure", "style")
    """What feedback is about, first things first: at least two, none twice. What is not named is not looked for."""
    one_at_a_time: bool = True
    """Whether one side is done before the next begins."""

    def statements(self) -> Statements:
        about = [oblige(f"comment_on_{aspect}", SHOWN, every=False) for aspect in self.aspects]
        order = [choose(slot, first) for slot, first in order_slots(self.aspects)]
        yield Statement("order", *about, *order, param="aspects")
        if self.one_at_a_time:
            yield Statement("one", bound("aspects", None, 1), param="one_at_a_time")
