from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from pydantic import field_validator

from ...norms.norm import choose, oblige
from ...norms.vocabulary import order_slots
from ..kit.attribute import Attribute, Family, Statement

Stage = Literal["open", "diagnose", "teach", "practise", "check", "close"]


class SessionStructure(Attribute):
    """Take the session through its phases in a set order.

    Why: A dialogue without a plan drifts: chat models teach before they know what the learner can do, and seldom check
    or close.
    Use it when: a session is a lesson of its own.
    Do not use it when: learners come with single questions, as in homework help.
    """

    family: ClassVar[Family] = "session"
    evidence: ClassVar[tuple[str, ...]] = ("rosenshine2012",)

    phases: tuple[Stage, ...]
    """The phases in order: at least two, none twice. `practice` is read as `practise`."""

    @field_validator("phases", mode="before")
    @classmethod
    def _spelling(cls, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return tuple("practise" if part == "practice" else part for part in value)
        return value

    @field_validator("phases")
    @classmethod
    def _phases(cls, phases: tuple[Stage, ...]) -> tuple[Stage, ...]:
        if len(phases) < 2 or len(set(phases)) != len(phases):
            raise ValueError("A session has at least two phases, and no phase twice.")
        return phases

    def statements(self) -> Iterator[Statement]:
        order = (choose(slot, first) for slot, first in order_slots(self.phases))
        yield Statement("phases", oblige("follow_phases"), *order, param="phases")
