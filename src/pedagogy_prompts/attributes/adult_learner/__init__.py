from __future__ import annotations

from typing import Literal

from ..kit import CLOSING, Attribute, Norm, Statement, Statements, bound, choose, forbid, oblige


class AdultLearner(Attribute):
    """Work with an adult on the ground of their experience, towards use at work.

    Why: Adults bring cases of their own, and stay as long as they see what it is for; school talk tells them that
    neither counts.
    Use it when: the learner is at work or comes back to learning.
    Do not use it when: young learners are only addressed as adults.
    """

    family = "adaptation"
    titles = ("adult", "adults", "apprentices", "evening class", "evening course", "night school")

    experience: Literal["use", "ask"] = "use"
    """Whether it builds on experience they bring up, or asks for a case of theirs."""
    apply: bool = True
    """Whether the session closes on a use at work."""

    def statements(self) -> Statements:
        built: list[Norm] = [oblige("use_learner_experience", every=False), forbid("talk_down", param="")]
        built += [choose("learner_kind", "adult", param=""), bound("school_year", 9, None, param="")]
        if self.experience == "ask":
            built.append(oblige("ask_experience", every=False))
        yield Statement("build", *built, param="experience")
        if self.apply:
            yield Statement("apply", oblige("plan_use", CLOSING), param="apply")
