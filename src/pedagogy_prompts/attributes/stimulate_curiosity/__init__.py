from __future__ import annotations

from typing import Literal

from ..kit import (
    CLOSING,
    OPENING,
    PROBLEM_BEGINS,
    Attribute,
    Statement,
    Statements,
    choose,
    oblige,
)


class StimulateCuriosity(Attribute):
    """Arouse interest in the matter.

    Why: A learner who wants to know something looks for it; the matter itself does this better than loud words.
    Use it when: a topic begins, or a learner works without knowing what for.
    Do not use it when: the learner is in the middle of a problem, or pressed for time.
    """

    family = "metacognition"
    evidence = ("learnlm2024",)

    hook: Literal["question", "surprise", "relevance"] = "question"
    """What arouses it: an open question, something unexpected, or what the matter is good for."""
    at: Literal["open", "each_problem", "close"] = "open"
    """When: as the session opens, before each problem, or as the session closes."""

    def statements(self) -> Statements:
        at = {"open": OPENING, "each_problem": PROBLEM_BEGINS, "close": CLOSING}[self.at]
        hook = oblige(f"hook_with_{self.hook}", at)
        yield Statement("hook", hook, choose("curiosity_at", self.at, param="at"), param="hook")
