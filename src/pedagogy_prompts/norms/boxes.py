"""The algebra of boxes: a box says of some variables which values they may have; a condition is a union of boxes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from .variables import VARIABLES, Value

# What one variable may be: (True, allowed) or, for variables whose domain is not known here, (False, not allowed).
Literal = tuple[bool, frozenset[Value]]
Box = tuple[tuple[str, Literal], ...]


@lru_cache(maxsize=4096)
def _side_key(side: tuple[str, Literal]) -> tuple[str, bool, list[tuple[str, str]]]:
    name, (positive, values) = side
    return name, positive, sorted((type(v).__name__, f"{v:>4}") for v in values)


def _box_key(box: Box) -> list[Any]:
    return [_side_key(side) for side in box]


def meet(a: Literal, b: Literal) -> Literal:
    match a[0], b[0]:
        case True, True:
            return True, a[1] & b[1]
        case True, False:
            return True, a[1] - b[1]
        case False, True:
            return True, b[1] - a[1]
        case _:
            return False, a[1] | b[1]


def _join(a: Literal, b: Literal) -> Literal:
    negated = meet((not a[0], a[1]), (not b[0], b[1]))
    return not negated[0], negated[1]


def normal(name: str, literal: Literal) -> Literal | bool:
    """The literal over a known domain in its positive form; True or False when it says nothing or admits nothing."""
    variable = VARIABLES.get(name)
    if variable is not None:
        everything = frozenset(variable.values)
        if not literal[0]:
            literal = (True, everything - literal[1])
        if literal[1] == everything:
            return True
    if not literal[1]:
        return not literal[0]
    return literal


def _within(a: Box, b: Box) -> bool:
    """Whether box `a` lies in box `b`."""
    if len(b) > len(a):  # each side of `b` has to be met by one of `a`
        return False
    in_a = dict(a)
    return all(name in in_a and meet(in_a[name], literal) == in_a[name] for name, literal in b)


def simplify(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """The same union, with no box in another, none that two could be one, and in a fixed order."""
    distinct = set(boxes)
    if len(distinct) < 2:
        return tuple(distinct)
    pool = sorted(distinct, key=_box_key)
    changed = True
    while changed:
        changed = False
        pool = [box for i, box in enumerate(pool) if not any(i != j and _within(box, b) for j, b in enumerate(pool))]
        for i, first in enumerate(pool):
            for second in pool[i + 1 :]:
                names = [name for name, _ in first]
                if names != [name for name, _ in second]:
                    continue
                differ = [k for k in range(len(names)) if first[k] != second[k]]
                if len(differ) != 1:
                    continue
                k = differ[0]
                joined = normal(names[k], _join(first[k][1], second[k][1]))
                merged = first[:k] + first[k + 1 :]
                if not isinstance(joined, bool):  # a union of boxes is never empty: a bool says "everything"
                    merged = tuple(sorted((*merged, (names[k], joined))))
                pool = sorted((set(pool) - {first, second}) | {merged}, key=_box_key)
                changed = True
                break
            if changed:
                break
    return tuple(pool)
