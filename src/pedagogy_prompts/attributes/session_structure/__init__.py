from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import field_validator, model_validator

from ..kit import (
    OPENING,
    Attribute,
    Condition,
    Listed,
    Statement,
    Statements,
    choose,
    oblige,
    order_slots,
)

Stage = Literal["open", "diagnose", "teach", "practise", "check", "close"]


class SessionStructure(Attribute):
    """Take the session through its phases in a set order.

    Why: A dialogue without a plan drifts: chat models teach before they know what the learner can do, and seldom check
    or close.
    Use it when: a session is a lesson of its own.
    Do not use it when: learners come with single questions, as in homework help.
    """

    family = "session"
    evidence = ("rosenshine2012",)
    stands = ("session", 10)

    phases: Annotated[Sequence[Stage], Listed(least=2)]
    """The phases in order: at least two, none twice. `practice` is read as `practise`."""

    @field_validator("phases", mode="before")
    @classmethod
    def _spelling(cls, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return tuple("practise" if part == "practice" else part for part in value)
        return value

    @model_validator(mode="after")
    def _ends(self) -> SessionStructure:
        for phase, place, name in (("open", 0, "first"), ("close", -1, "last")):
            if phase in self.phases and self.phases[place] != phase:
                raise ValueError(f"`{phase}` is what a session does {name}: put it {name}, or leave it out.")
        return self

    def statements(self) -> Statements:
        order = (choose(slot, first) for slot, first in order_slots(self.phases))
        first = {"teach": "teach", "practise": "practice"}.get(self.phases[0])
        facts = [(OPENING, Condition(phase=first), "the session opens in its first phase")] if first else []
        yield Statement("phases", oblige("follow_phases"), *order, param="phases", facts=facts)
