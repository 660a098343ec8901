"""What reading a preset collects, before it is known which file and layer it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...base.path import Path

Position = tuple[int, int]
"""Line and column, both from 1."""

MAX_CHARACTERS = 1_000_000
"""The longest preset that is read."""
MAX_DEPTH = 32
MAX_NODES = 20_000
"""The most values in one preset, aliases written out."""
MAX_INTEGER = 2**63


class _Bad:
    """Stands where a value was that has its finding already, so that nothing else is said about it."""

    def __repr__(self) -> str:
        return "(unreadable)"


BAD = _Bad()


def has_bad(value: Any) -> bool:
    """Whether something in `value` has its finding already."""
    if isinstance(value, dict):
        return any(has_bad(part) for part in value.values())
    if isinstance(value, list | tuple):
        return any(has_bad(part) for part in value)
    return value is BAD


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `at` is its position where `path` does not give it; `key`: the name itself is wrong."""

    code: str
    message: str
    path: Path = ()
    at: Position | None = None
    also: Position | None = None
    key: bool = False
    args: Mapping[str, Any] = field(default_factory=dict)


class TooMuch(Exception):
    """Reading stops here: going on would take too long."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def too_deep(path: Path, at: Position | None = None) -> TooMuch:
    return TooMuch(
        Problem(
            "PED001",
            f"This is nested more than {MAX_DEPTH} levels deep. A preset needs no more than six: take levels out.",
            path,
            at,
        )
    )


def too_many(path: Path, at: Position | None = None) -> TooMuch:
    return TooMuch(
        Problem(
            "PED001",
            f"The preset has more than {MAX_NODES:,} values once its aliases are written out. Shorten it.",
            path,
            at,
        )
    )
