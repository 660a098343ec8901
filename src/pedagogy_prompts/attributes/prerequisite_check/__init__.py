from __future__ import annotations

from typing import Annotated, Any, Literal

from ..kit import (
    Attribute,
    Field,
    Many,
    Norm,
    Phrase,
    Statement,
    Statements,
    as_condition,
    bound,
    choose,
    named_open,
    oblige,
    order_slots,
)

_ACT = {"repair": "use_prerequisite", "name": "name_missing_prerequisite", "refer": "refer_to_person"}


class PrerequisiteCheck(Attribute):
    """Check what the new matter builds on, before it begins.

    Why: Most of what looks like not understanding the new is a gap in the old; it is found in a minute and cannot be
    taught over.
    Use it when: topics build on each other and learners differ in what they bring.
    Do not use it when: it was checked in the last lesson.
    """

    family = "questioning"
    evidence = ("bloom1984", "rosenshine2012")
    samples = {"topics": [(), ("fractions",)]}

    most: Annotated[int, Field(ge=1, le=5)] = 1
    """How many things are checked at most, 1 to 5."""
    if_missing: Literal["repair", "name", "refer"] = "repair"
    """Go back to it first, name it and go on, or send the learner to a person."""
    topics: Many[Phrase] = ()
    """What the new matter builds on."""

    def statements(self) -> Statements:
        check: list[Norm] = [
            oblige("check_prerequisite", every=False, param=""),
            bound("prerequisites", None, self.most),
        ]
        if as_condition(self.when).always:  # in a part of the session alone it says nothing of how all of it goes
            check += [choose(slot, first, param="") for slot, first in order_slots(("diagnose", "teach"))]
        yield Statement("check", *check, *named_open(self.topics, "topics"), param="most")
        gap = (oblige(_ACT[self.if_missing], every=False), choose("prerequisite_gap", self.if_missing))
        yield Statement("gap", *gap, param="if_missing")

    def forms(self) -> dict[str, Any]:
        return {"named": bool(self.topics)}
