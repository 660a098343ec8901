from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Statement, Statements, forbid


class NoGhostwriting(Attribute):
    """Leave to the learner the making of what they hand in.

    Why: Work that a tutor wrote shows nothing of what the learner can do, and spares them the very effort that the task
    was set for.
    Use it when: learners work on something of their own that will be handed in or marked.
    Do not use it when: they practise on short problems: keep the answer back there instead.
    """

    family = "integrity"
    evidence = ("bastani2025",)
    first_rule = 30

    artefact: Literal["essay", "code", "proof", "translation", "any"] = "essay"
    """What the learner hands in."""

    def statements(self) -> Statements:
        act = "produce_deliverable" if self.artefact == "any" else f"produce_{self.artefact}"
        kept = [forbid(act), forbid("write_out_work", param="")]
        if self.artefact == "translation":
            kept.append(forbid("state_final_answer"))  # a translation is its own answer
        yield Statement("own_work", *kept, param="artefact")
