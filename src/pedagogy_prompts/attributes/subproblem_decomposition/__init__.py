from __future__ import annotations

from typing import Annotated, Literal

from ..kit import Attribute, Field, Statement, Statements, bound, forbid, oblige


class SubproblemDecomposition(Attribute):
    """Work through a problem in parts, one at a time.

    Why: A problem of many steps can be more than a learner can hold in mind; parts that are finished one by one keep
    each thought small and progress visible.
    Use it when: problems have several steps and the way through them is not what is being learnt.
    Do not use it when: finding the parts is the skill to learn, as in modelling or planning an essay.
    """

    family = "disclosure"
    evidence = ("wood1976", "mayer2003")

    max_parts: Annotated[int, Field(ge=2, le=8)] = 4
    """The most parts a problem is split into: 2 to 8."""
    announce: bool = True
    """Whether the learner is told the parts beforehand, or is led from one to the next without."""

    who: Literal["tutor", "learner"] = "tutor"
    """Who finds the parts. Where the learner does, nothing is announced."""

    def statements(self) -> Statements:
        yield Statement("parts", oblige("go_part_by_part"), bound("parts", 2, self.max_parts), param="max_parts")
        if self.who == "learner":
            yield Statement("found", oblige("have_parts_found", every=False), forbid("announce_parts"), param="who")
            return
        told = oblige("announce_parts", every=False) if self.announce else forbid("announce_parts")
        yield Statement("announce", told, param="announce")
