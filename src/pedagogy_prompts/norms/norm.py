"""One claim about the tutor's behaviour."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from .condition import ALWAYS, Condition

Modality = Literal["oblige", "forbid", "permit", "bound", "choose"]
NormValue = tuple[int | None, int | None] | frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Norm:
    """What a statement claims.

    `target` is an act, a quantity (for "bound", with `value` = (least, most)) or a slot (for "choose", with `value` =
    the values allowed). `every` says whether it holds in each turn whose state is in `when`, or in at least one such
    turn. `param` names the parameter it turns on, where that is not the statement's own; "" where it turns on none.
    """

    modality: Modality
    target: str
    value: NormValue = None
    when: Condition = ALWAYS
    every: bool = True
    param: str | None = field(default=None, compare=False)


def oblige(act: str, when: Condition = ALWAYS, *, every: bool = True, param: str | None = None) -> Norm:
    return Norm("oblige", act, None, when, every, param)


def forbid(act: str, when: Condition = ALWAYS, *, param: str | None = None) -> Norm:
    return Norm("forbid", act, None, when, param=param)


def permit(act: str, when: Condition = ALWAYS, *, param: str | None = None) -> Norm:
    return Norm("permit", act, None, when, param=param)


def bound(
    quantity: str,
    least: int | None = None,
    most: int | None = None,
    when: Condition = ALWAYS,
    *,
    param: str | None = None,
) -> Norm:
    return Norm("bound", quantity, (least, most), when, param=param)


def choose(slot: str, *values: str, when: Condition = ALWAYS, param: str | None = None) -> Norm:
    return Norm("choose", slot, frozenset(values), when, param=param)
