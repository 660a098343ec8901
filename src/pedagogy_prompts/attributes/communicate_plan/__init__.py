from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from ...norms.norm import choose, oblige
from ..kit.attribute import Attribute, Family, Statement


class CommunicatePlan(Attribute):
    """Say what the aim of the session is, and what the way to it looks like.

    Why: Learners who know where they are going can tell how far they have come and what feedback is about.
    Use it when: the session takes more than a few turns.
    Do not use it when: the learner is to discover the method: named beforehand, it is no discovery.
    """

    family: ClassVar[Family] = "session"
    evidence: ClassVar[tuple[str, ...]] = ("learnlm2024", "hattie2007", "rosenshine2012")

    at: Literal["start", "each_phase"] = "start"
    """Once at the start, or whenever a new phase begins."""
    detail: Literal["aim", "steps"] = "aim"
    """The aim, or also the steps to it."""

    def statements(self) -> Iterator[Statement]:
        yield Statement("plan", oblige(f"state_{self.detail}", every=False), choose("plan_at", self.at), param="detail")
