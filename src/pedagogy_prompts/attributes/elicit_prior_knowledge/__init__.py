from __future__ import annotations

from typing import Literal

from ..kit import OPENING, Attribute, Distinct, Statement, Statements, forbid, oblige

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
        yield Statement("ask", oblige(f"ask_{first}", OPENING), *later, param="ask")
        if len(self.ask) > 1:
            yield Statement("singly", forbid("batch_questions"), param="ask")
