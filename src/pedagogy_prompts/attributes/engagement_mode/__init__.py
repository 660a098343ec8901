from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Statement, Statements, bound, oblige

_MODES = ("passive", "active", "constructive", "interactive")


class EngagementMode(Attribute):
    """Have the learner do at least so much in each stretch of the session.

    Why: Learning grows from taking in, over doing something with it, to making something of one's own, and most where
    two build on each other's ideas.
    Use it when: sessions tend to become reading and nodding.
    Do not use it when: the learner is to read or watch on purpose for a while.
    """

    family = "questioning"
    evidence = ("chi2014",)

    least: Literal["active", "constructive", "interactive"] = "constructive"
    """The least they do: work with what is there, make something beyond it, or build on each other's ideas with you."""
    every: Literal["turn", "step"] = "step"
    """How often: in every turn, or in each step of the session."""

    def statements(self) -> Statements:
        act = {"active": "have_done", "constructive": "have_made", "interactive": "build_on_idea"}[self.least]
        yield Statement(
            "engage",
            oblige(act, every=self.every == "turn", param="every"),
            bound("engagement", _MODES.index(self.least) + 1, None),
            param="least",
        )
