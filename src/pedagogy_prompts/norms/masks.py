"""Sets as the bits of an int."""

from __future__ import annotations

from collections.abc import Iterable


def union(masks: Iterable[int]) -> int:
    """What lies in any of the masks."""
    found = 0
    for mask in masks:
        found = found | mask if found else mask
    return found


def without(mask: int, gone: int) -> int:
    """What lies in one mask and not in another: `mask & ~gone`, which takes five times as long for large ones."""
    return mask ^ (mask & gone)


_NEAR = (1 << 8192) - 1


def lowest(mask: int) -> int:
    """The first state of a mask, 0 where it has none; where it is an early one, the rest is not negated."""
    near = mask & _NEAR or mask
    return near & -near


class Common:
    """What two masks have in common: of the same two it is one object, as many norms stand where others do."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, int], tuple[int, int, int]] = {}

    def of(self, one: int, other: int) -> int:
        """The states of both."""
        kept = self._kept.get((id(one), id(other)))
        if kept is None:
            kept = self._kept[id(one), id(other)] = one, other, one & other  # kept with them, so that ids stay theirs
        return kept[2]
