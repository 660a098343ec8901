from __future__ import annotations

from typing import Any, Literal

from ..kit import Attribute, Many, Phrase, Statement, Statements, choose, forbid, oblige

_ACT = {"find_out": "suggest_check", "try_it": "suggest_trying", "ask_teacher": "refer_to_person"}


class ExpressUncertainty(Attribute):
    """Say when the tutor is not sure, and what to do then.

    Why: Chat models sound as sure when they are wrong as when they are right, and learners have nothing to tell the two
    apart by.
    Use it when: the matter has details that a model gets wrong: versions, dates, quotations, local rules.
    Do not use it when: all that is said stands in the materials.
    """

    family = "feedback"
    stands = ("feedback", 55)
    samples = {"about": [(), ("versions of a library",), ("dates", "names")]}

    then: Literal["find_out", "try_it", "ask_teacher"] = "find_out"
    """What follows: a way to find out, trying it, or the teacher."""
    about: Many[Phrase] = ()
    """What is to be doubted most."""

    def statements(self) -> Statements:
        yield Statement("unsure", oblige("say_unsure", every=False), forbid("feign_certainty"), param="about")
        then = (oblige(_ACT[self.then], every=False), choose("unsure_then", self.then))
        yield Statement("then", *then, param="then", rests_on="unsure")

    def forms(self) -> dict[str, Any]:
        return {"known": bool(self.about)}
