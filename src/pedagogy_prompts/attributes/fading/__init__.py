from __future__ import annotations

from typing import Annotated, Literal

from ..kit import ALWAYS, PROBLEM_BEGINS, Attribute, Field, Statement, Statements, bound, choose, oblige


class Fading(Attribute):
    """Withdraw support step by step as the learner gets on.

    Why: Worked examples serve best at the start and solving alone later; leaving out more and more steps leads from one
    to the other without a cliff.
    Use it when: a procedure is learnt over several tasks of a kind.
    Do not use it when: tasks differ so much that there is no common course of steps.
    """

    family = "adaptation"
    evidence = ("renkl2003", "kalyuga2003")

    start: Literal["full_example", "partial_example", "hints"] = "full_example"
    """Where support begins: with a whole worked example, one with gaps, or hints only."""
    order: Literal["backward", "forward"] = "backward"
    """Which step the learner takes over first: the last, or the first."""
    after: Annotated[int, Field(ge=1, le=5)] = 1
    """After how many right answers in a row less is shown: 1 to 5."""
    more_again: bool = True
    """Whether a step comes back after a failed attempt."""

    def statements(self) -> Statements:
        act = {"full_example": "show_similar_example", "partial_example": "leave_blank_step", "hints": "give_hint"}
        # An example stands before any try; a hint comes when there is something to hint at.
        when = ALWAYS if self.start == "hints" else PROBLEM_BEGINS
        begin = [oblige(act[self.start], when, every=False)]
        if self.start == "partial_example":
            begin.append(oblige("show_similar_example", when, every=False))
        if self.start == "full_example":
            begin.append(choose("telling_at", "any_time", when=when))
        yield Statement("start", *begin, param="start")
        yield Statement(
            "fade",
            oblige("fade_support", every=False, param=""),
            choose("fading_order", self.order, param="order"),
            bound("fade_after", self.after, self.after, param="after"),
            param="order",
        )
        if self.more_again:
            yield Statement("again", oblige("restore_support", every=False), param="more_again")
