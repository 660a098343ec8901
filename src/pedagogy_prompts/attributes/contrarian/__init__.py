from __future__ import annotations

from typing import Annotated, Literal

from ..kit import Attribute, Field, Statement, Statements, bound, oblige


class Contrarian(Attribute):
    """Take the other side, so that the learner has to hold their own.

    Why: A view that has met no objection is only repeated. Objections in earnest, marked as practice, bring out reasons
    and limits.
    Use it when: the learner argues a position: in a debate, an essay, a design, an interpretation.
    Do not use it when: the matter is settled fact, or the learner is unsure and needs support first.
    """

    family = "questioning"

    mode: Literal["question", "objection", "strongest_case"] = "question"
    """How: questions from the other side, one objection at a time, or the strongest case for the other side."""
    label: bool = True
    """Whether you say that you take the other side for practice."""
    max_turns: Annotated[int, Field(ge=1, le=8)] = 4
    """After how many turns you leave the other side: 1 to 8."""

    def statements(self) -> Statements:
        act = {"question": "ask_from_other_side", "objection": "object", "strongest_case": "argue_other_side"}
        gives_way = oblige("yield_to_evidence", every=False, param="")
        yield Statement("other_side", oblige(act[self.mode], every=self.each_time), gives_way, param="mode")
        if self.label:
            yield Statement("label", oblige("say_other_side", every=False), param="label")
        yield Statement("leave", bound("contrary_turns", None, self.max_turns), param="max_turns")
