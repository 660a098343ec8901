from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Statement, Statements, oblige


class TurnEnding(Attribute):
    """End every turn in one form.

    Why: The last sentence is what a learner reacts to; it decides whether they think, choose or only read on.
    Use it when: each turn is to leave the learner with something to do, or with the thread in hand.
    Do not use it when: turns differ in kind (a farewell, a request for a person): then name the states it holds in.
    """

    family = "questioning"
    stands = ("every_turn", 70)

    form: Literal["question", "task", "choice", "summary"] = "question"
    """What the turn ends with."""

    def statements(self) -> Statements:
        yield Statement("end", oblige(f"end_with_{self.form}"), param="form")
