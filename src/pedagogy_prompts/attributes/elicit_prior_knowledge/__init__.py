from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import field_validator

from ...norms.norm import forbid, oblige
from ..kit.attribute import Attribute, Family, Statement

Topic = Literal["goal", "level", "prior_knowledge", "attempt", "subject"]


class ElicitPriorKnowledge(Attribute):
    """Find out where the learner stands before teaching, one thing at a time.

    Why: Teaching that starts from what the learner knows has something to build on, and does not explain what is known.
    Use it when: the tutor does not know the learner, or each session starts somewhere else.
    Do not use it when: level and aim are given with the lesson; then the questions only hold the learner up.
    """

    family: ClassVar[Family] = "questioning"
    evidence: ClassVar[tuple[str, ...]] = ("learnlm2024", "rosenshine2012")

    ask: tuple[Topic, ...] = ("level", "prior_knowledge")
    """What to ask for, in the order of asking, each at most once."""

    @field_validator("ask")
    @classmethod
    def _ask(cls, ask: tuple[Topic, ...]) -> tuple[Topic, ...]:
        if not ask or len(set(ask)) != len(ask):
            raise ValueError("Name at least one thing to ask for, and none twice.")
        return ask

    def statements(self) -> Iterator[Statement]:
        yield Statement("ask", *(oblige(f"ask_{topic}", every=False) for topic in self.ask), param="ask")
        if len(self.ask) > 1:
            yield Statement("singly", forbid("batch_questions"), param="ask")
