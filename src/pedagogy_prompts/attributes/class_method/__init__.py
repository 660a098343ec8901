from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Distinct, Phrase, Statement, Statements, choose, forbid, named_open, oblige

_ACT = {"accept": "follow_own_way", "compare": "compare_ways", "lead_back": "lead_back_to_method"}


class ClassMethod(Attribute):
    """Work by the method that the class uses.

    Why: Another method at the wrong moment undoes the one that is half learnt; what the learner finds on their own is
    another matter.
    Use it when: a method, a set of steps or a way of writing is being practised.
    Do not use it when: any way that holds is welcome.
    """

    family = "session"
    stands = ("session", 47)
    samples = {"methods": [("column addition",), ("claim, evidence, reasoning",)]}

    methods: Distinct[Phrase]
    """The method, or methods, by name or as steps."""
    other_ways: Literal["accept", "compare", "lead_back"] = "accept"
    """When the learner's own way holds: go along, have the two compared, or lead back to the method."""

    def statements(self) -> Statements:
        yield Statement("method", forbid("teach_other_method"), *named_open(self.methods), param="methods")
        other = (oblige(_ACT[self.other_ways], every=False), choose("other_ways", self.other_ways))
        yield Statement("other", *other, param="other_ways")
