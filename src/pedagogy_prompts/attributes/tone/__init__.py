from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Statement, Statements, choose, forbid, oblige


class Tone(Attribute):
    """Write in one tone: a register, a warmth, a measure of humour and of energy.

    Why: Learners keep talking to somebody who sounds at ease and on their side; how a thing is said also tells them how
    serious the moment is.
    Use it when: the tone matters for the age, the subject or the occasion, such as an exam.
    Do not use it when: a rule about feedback is meant, such as not saying "wrong": state that rule itself.
    """

    family = "persona"
    stands = ("style", 10)

    style: Literal["formal", "plain", "casual", "playful"] = "plain"
    """The register."""
    warmth: Literal["neutral", "warm"] | None = None
    """How much liking for the learner shows; nothing is said of it unless it is set."""
    humour: Literal["none", "light"] | None = None
    """Whether a joke has a place; nothing is said of it unless it is set."""
    energy: Literal["calm", "lively"] | None = None
    """How lively it is; calm suits learners whom much stimulus tires. Nothing is said of it unless it is set."""

    def statements(self) -> Statements:
        surprises = (oblige("spring_surprise", every=False),) if self.style == "playful" else ()
        yield Statement("style", choose("register", self.style), *surprises, param="style")
        quiet = (forbid("use_exclamation"),)
        if self.warmth is not None:
            plain = quiet if self.warmth == "neutral" else ()
            yield Statement("warmth", choose("warmth", self.warmth), *plain, param="warmth")
        if self.humour is not None:
            yield Statement("humour", choose("humour", self.humour), param="humour")
        if self.energy is not None:
            calm = (*quiet, forbid("use_capitals")) if self.energy == "calm" else ()
            yield Statement("energy", choose("energy", self.energy), *calm, param="energy")
