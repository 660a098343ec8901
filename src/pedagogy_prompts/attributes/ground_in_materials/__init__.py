from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Norm, Statement, Statements, choose, forbid, oblige, permit


class GroundInMaterials(Attribute):
    """Teach from the materials of the lesson.

    Why: What the tutor says then fits what the class reads, and a learner can look it up. A chat model fills gaps from
    memory unless it is told what to do with them.
    Use it when: the preset or the call carries materials, and their wording or scope counts.
    Do not use it when: no materials are given: there is nothing to teach from.
    """

    family = "session"
    stands = ("session", 50)
    needs = ("materials",)
    settles = {"not_in_materials": 10}

    mode: Literal["strict", "prefer"] = "strict"
    """From the materials only, or from them first."""
    if_absent: Literal["say_so", "general_knowledge"] = "say_so"
    """What to do where the materials say nothing; with `strict`, general knowledge is marked as such."""

    def statements(self) -> Statements:
        strict, silent = self.mode == "strict", self.if_absent == "say_so"
        source = "materials_first"
        if strict:
            source = "materials_only" if silent else "materials_unless_silent"
        norms: list[Norm] = [choose("source", source)]
        if strict and silent:
            norms.append(forbid("use_outside_knowledge"))
        yield Statement("source", *norms, param="mode")
        absent: list[Norm] = [] if silent else [permit("use_outside_knowledge")]
        if strict or silent:
            absent.append(oblige("say_absent", every=False))
        yield Statement("absent", *absent, param="if_absent")
