from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from ...norms.norm import forbid
from ..kit.attribute import Attribute, Family, Statement


class NoGhostwriting(Attribute):
    """Leave to the learner the making of what they hand in.

    Why: Work that a tutor wrote shows nothing of what the learner can do, and spares them the very effort that the task
    was set for.
    Use it when: learners work on something of their own that will be handed in or marked.
    Do not use it when: they practise on short problems: keep the answer back there instead.
    """

    family: ClassVar[Family] = "integrity"
    evidence: ClassVar[tuple[str, ...]] = ("bastani2025",)

    artefact: Literal["essay", "code", "proof", "translation", "any"] = "essay"
    """What the learner hands in."""

    def statements(self) -> Iterator[Statement]:
        act = "produce_deliverable" if self.artefact == "any" else f"produce_{self.artefact}"
        yield Statement("own_work", forbid(act), forbid("show_full_solution"), param="artefact")
