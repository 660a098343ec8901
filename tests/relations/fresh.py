"""How often the check is right on compositions that others wrote and labelled.

By hand: `python -m tests.relations.fresh`
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from pedagogy_prompts import check, parse_preset

HERE = Path(__file__).parent
FILES = (
    "fresh-first.yaml",
    "fresh-second.yaml",
    "fresh-third.yaml",
    "fresh-fourth.yaml",
    "fresh-fifth.yaml",
    "dev.yaml",
    "hard.yaml",
)
CODES = ("PED101", "PED103", "PED104", "PED105", "PED405")


@dataclass(frozen=True)
class Row:
    """A composition, what its writer and readers say of it, and what the check says."""

    id: str
    conflict: bool
    clash: frozenset[str]
    missed: bool
    """Whether the check says what the label does not: no clash where there is one, or one where there is none."""
    found: frozenset[frozenset[str]]
    """The attributes of each error that says that statements cannot be followed together."""


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of a file."""
    return tuple(_rows(name))


def _rows(name: str) -> Iterator[Row]:
    for row in YAML(typ="safe", pure=False).load((HERE / name).read_text("utf-8")):
        errors = [finding for finding in check(parse_preset(row["preset"])).errors if finding.code in CODES]
        found = frozenset(frozenset(one.partition("#")[0] for one in finding.attributes) for finding in errors)
        clash = frozenset(row.get("clash", ()))
        yield Row(row["id"], row["label"] == "conflict", clash, bool(row.get("missed")), found)


def main() -> None:
    """Print precision and recall."""
    for name in FILES:
        told = [row for row in rows(name) if row.found]
        true = [row for row in told if row.conflict]
        there = sum(row.conflict for row in rows(name))
        named = sum(row.clash in row.found for row in true)
        sys.stdout.write(
            f"{name}: {len(rows(name))} compositions; precision {len(true)} of {len(told)}, recall {len(true)} of "
            f"{there}, the minimal set named in {named}\n"
        )


if __name__ == "__main__":
    main()
