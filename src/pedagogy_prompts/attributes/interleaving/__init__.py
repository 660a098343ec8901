from __future__ import annotations

from typing import Any, Literal

from ..kit import Attribute, Condition, Many, Phrase, Statement, Statements, choose, named_open, oblige


class Interleaving(Attribute):
    """Mix kinds of task in practice.

    Why: Whoever knows that all tasks are of one kind need not think which kind it is; mixed practice is harder now and
    holds longer.
    Use it when: kinds of task look alike and are easily taken for one another.
    Do not use it when: the kind is quite new: first a few alike.
    """

    family = "metacognition"
    evidence = ("rohrer2015", "dunlosky2013")
    samples = {"kinds": [(), ("the tables of 6, 7 and 8",)]}

    after: Literal["start", "first_success"] = "first_success"
    """From the start, or for each kind once a task of it has gone well."""
    kinds: Many[Phrase] = ()
    """What is mixed."""

    def statements(self) -> Statements:
        mix = oblige("mix_kinds", every=False)
        if self.after == "first_success":
            mix = oblige("mix_kinds", Condition(last_answer="correct"), every=False)
        order = choose("practice_order", "mixed", param="")
        yield Statement("mix", mix, order, *named_open(self.kinds, "kinds"), param="after")

    def forms(self) -> dict[str, Any]:
        return {"named": bool(self.kinds)}
