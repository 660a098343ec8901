"""The kinds of laws of a turn. Each law says why."""

from __future__ import annotations

from dataclasses import dataclass

from .condition import Condition


@dataclass(frozen=True, slots=True)
class Implies:
    """Who does `act` does `also` as well."""

    act: str
    also: str
    because: str


@dataclass(frozen=True, slots=True)
class Excludes:
    """No turn does both. `choice`: the two are alternatives for the same place in a turn."""

    act: str
    other: str
    because: str
    choice: bool = False


@dataclass(frozen=True, slots=True)
class Together:
    """A turn that does both acts does `also`."""

    act: str
    other: str
    also: str
    because: str


@dataclass(frozen=True, slots=True)
class Takes:
    """The least of a quantity in a turn that does `act`, with all that this implies.

    Of what acts take together, what two of them imply counts once. `alone`: it may be part of what others take, but of
    what others take alone.
    """

    act: str
    quantity: str
    least: int
    because: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class SlotClash:
    """Two choices that do not go together."""

    slot: str
    value: str
    other_slot: str
    other_value: str
    because: str


@dataclass(frozen=True, slots=True)
class Pointless:
    """A duty to do `act` cannot be met by doing it only in states in which it has no point."""

    act: str
    when: Condition
    because: str


Law = Implies | Excludes | Together | Takes | SlotClash | Pointless
