from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from ...norms.norm import oblige
from ..kit.attribute import Attribute, Family, Statement


class TurnEnding(Attribute):
    """End every turn in one form.

    Why: The last sentence is what a learner reacts to; it decides whether they think, choose or only read on.
    Use it when: each turn is to leave the learner with something to do, or with the thread in hand.
    Do not use it when: turns differ in kind (a farewell, a request for a person): then name the states it holds in.
    """

    family: ClassVar[Family] = "questioning"
    evidence: ClassVar[tuple[str, ...]] = ()

    form: Literal["question", "task", "choice", "summary"] = "question"
    """What the turn ends with."""

    def statements(self) -> Iterator[Statement]:
        yield Statement("end", oblige(f"end_with_{self.form}"), param="form")
