from __future__ import annotations

from typing import Literal

from ..kit import (
    OPENING,
    Attribute,
    Distinct,
    Statement,
    Statements,
    as_condition,
    bound,
    choose,
    forbid,
    oblige,
    order_slots,
)

Topic = Literal["goal", "level", "prior_knowledge", "attempt", "subject"]


class ElicitPriorKnowledge(Attribute):
    """Find out where the learner stands before teaching, one thing at a time.

    Why: Teaching that starts from what the learner knows has something to build on, and does not explain what is known.
    Use it when: the tutor does not know the learner, or each session starts somewhere else.
    Do not use it when: level and aim are given with the lesson; then the questions only hold the learner up.
    """

    family = "questioning"
    evidence = ("learnlm2024", "rosenshine2012")

    ask: Distinct[Topic] = ("level", "prior_knowledge")
    """What to ask for, in the order of asking, each at most once."""

    def statements(self) -> Statements:
        first, *more = self.ask
        later = (oblige(f"ask_{topic}", every=False) for topic in more)
        whole = as_condition(self.when).always
        order = [choose(slot, one, param="") for slot, one in order_slots(("diagnose", "teach"))] if whole else []
        yield Statement("ask", oblige(f"ask_{first}", OPENING), *later, *order, param="ask")
        if len(self.ask) > 1:
            rounds = bound("exchanges", len(self.ask), None)
            yield Statement("singly", forbid("batch_questions"), rounds, param="ask")
