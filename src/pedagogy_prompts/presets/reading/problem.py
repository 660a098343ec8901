"""What reading a preset collects, before it is known which file and layer it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...base.path import Path
from ...reports.saying import Sentences

_say = Sentences("presets/reading")

Position = tuple[int, int]
"""Line and column, both from 1."""

MAX_CHARACTERS = 1_000_000
"""The longest preset that is read."""
MAX_LINES = 50_000
"""The most lines of a preset: reading takes longer for a line than for what stands in it."""
MAX_BLANKS = 10_000
"""The most blanks in a row."""
MAX_DEPTH = 32
MAX_NODES = 10_000
"""The most values in one preset, aliases written out."""
MAX_NAME = 200
"""The longest name of anything in a preset, in characters."""
MAX_MESSAGE = 2_000
"""The longest message of a finding, in characters, and the longest text in its `args`."""
MAX_PROBLEMS = 100
"""So many problems of one preset are told one by one."""
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


def name_too_long(length: int, path: Path, at: Position | None = None) -> Problem:
    """A name of this length, below `path`."""
    message = _say("PED002.name_too_long", length=length, limit=MAX_NAME)
    return Problem("PED002", message, path, at, args={"length": length, "limit": MAX_NAME})


def too_long(length: int) -> Problem:
    return Problem(
        "PED001",
        _say("PED001.too_long", limit=MAX_CHARACTERS),
        at=(1, 1),
        args={"length": length, "limit": MAX_CHARACTERS},
    )


class TooMuch(Exception):
    """Reading stops here: going on would take too long."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def too_deep(path: Path, at: Position | None = None) -> TooMuch:
    return TooMuch(
        Problem(
            "PED001",
            _say("PED001.too_deep", limit=MAX_DEPTH),
            path,
            at,
        )
    )


def too_many(path: Path, at: Position | None = None) -> TooMuch:
    return TooMuch(
        Problem(
            "PED001",
            _say("PED001.too_many", limit=MAX_NODES),
            path,
            at,
        )
    )
