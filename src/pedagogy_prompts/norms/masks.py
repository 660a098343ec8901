"""Sets as the bits of an int."""

from __future__ import annotations

from collections.abc import Iterable


def union(masks: Iterable[int]) -> int:
    """What lies in any of the masks."""
    found = 0
    for mask in masks:
        found = found | mask if found else mask
    return found
