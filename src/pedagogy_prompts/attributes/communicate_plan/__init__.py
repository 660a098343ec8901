from __future__ import annotations

from typing import Literal

from ..kit import (
    OPENING,
    Amount,
    Attribute,
    Statement,
    Statements,
    choose,
    oblige,
)


class CommunicatePlan(Attribute):
    """Say what the aim of the session is, and what the way to it looks like.

    Why: Learners who know where they are going can tell how far they have come and what feedback is about.
    Use it when: the session takes more than a few turns.
    Do not use it when: the learner is to discover the method: named beforehand, it is no discovery.
    """

    family = "session"
    evidence = ("learnlm2024", "hattie2007", "rosenshine2012")
    stands = ("session", 30)

    at: Literal["start", "each_phase"] = "start"
    """Once at the start, or whenever a new phase begins."""
    detail: Literal["aim", "steps"] = "aim"
    """The aim, or also the steps to it."""

    def statements(self) -> Statements:
        act, start = f"state_{self.detail}", self.at == "start"
        aim = [Amount("chunks", 1)] if self.detail == "steps" else []  # a piece of its own beside the steps
        plan = oblige(act, OPENING, takes=aim) if start else oblige(act, every=False, takes=aim)
        yield Statement("plan", plan, choose("plan_at", self.at, param="at"), param="detail")
