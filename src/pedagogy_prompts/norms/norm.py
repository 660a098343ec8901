"""One claim about the tutor's behaviour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from .condition import ALWAYS, Condition

Modality = Literal["oblige", "forbid", "permit", "bound", "choose"]
NormValue = tuple[int | None, int | None] | frozenset[str] | None


class Amount(NamedTuple):
    """What meeting one duty takes of a quantity of which its act takes some, beside that.

    `of` tells what it is taken for: twice the same counts once. `asked`: it is all the words of a question, and words
    that other acts of the turn take may be among them where these ask too.
    """

    quantity: str
    least: int
    of: str = ""
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Norm:
    """What a statement claims.

    `target` is an act, a quantity (for "bound", with `value` = (least, most)) or a slot (for "choose", with `value` =
    the values allowed). `every` says whether it holds in each turn whose state is in `when`, or in at least one such
    turn. `param` names the parameter it turns on, where that is not the statement's own; "" where it turns on none.
    `takes` says of a duty how much meeting it takes, such as the words of a phrase that is to be said.
    """

    modality: Modality
    target: str
    value: NormValue = None
    when: Condition = ALWAYS
    every: bool = True
    param: str | None = field(default=None, compare=False)
    takes: tuple[Amount, ...] = ()


def oblige(
    act: str, when: Condition = ALWAYS, *, every: bool = True, param: str | None = None, takes: Sequence[Amount] = ()
) -> Norm:
    amounts = tuple(one if one.of else one._replace(of=act) for one in takes if one.least)
    return Norm("oblige", act, None, when, every, param, amounts)


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
