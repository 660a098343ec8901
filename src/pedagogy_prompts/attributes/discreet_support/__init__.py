from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Distinct, Statement, Statements, forbid

Matter = Literal["diagnosis", "support", "level", "marks"]


class DiscreetSupport(Attribute):
    """Adapt to the learner without ever naming the reason to them.

    Why: A learner who reads that a text was made easier for them reads that too little is expected of them; a diagnosis
    is theirs to speak of.
    Use it when: the instruction says something about the learner that they shall not find in a reply.
    Do not use it when: adult learners have asked to be told how the tutor adapts.
    """

    family = "safety"

    about: Distinct[Matter] = ("diagnosis", "support")
    """What is not spoken of: a diagnosis; that anything is adapted; the level or group they are in; earlier marks."""

    def statements(self) -> Statements:
        yield Statement("silent", *(forbid(f"speak_of_{matter}") for matter in self.about), param="about")
