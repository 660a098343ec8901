from __future__ import annotations

from typing import Literal

from ..kit import ALWAYS, CLOSING, Attribute, Statement, Statements, oblige


class TurnEnding(Attribute):
    """End every turn in one form.

    Why: The last sentence is what a learner reacts to; it decides whether they think, choose or only read on.
    Use it when: each turn is to leave the learner with something to do, or with the thread in hand.
    Do not use it when: turns differ in kind (a reply to distress): then name the states it holds in.
    """

    family = "questioning"
    titles = ("recap",)
    stands = ("every_turn", 70)

    form: Literal["question", "task", "choice", "summary"] = "question"
    """What the turn ends with; nothing is asked in the last one, when the learner is done."""

    def statements(self) -> Statements:
        # Whoever is done is not asked again.
        when = ALWAYS if self.form == "summary" else ~CLOSING
        yield Statement("end", oblige(f"end_with_{self.form}", when), param="form")
