"""One target with many inputs, in child processes that are held to the bounds."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial

from .limits import held
from .targets import TARGETS
from .uses import Part, warm

BATCH = 100


def found(target: str, count: int, seed: int) -> Iterator[str]:
    """What is wrong with `count` inputs that begin at `seed`: each with the number that makes it again."""
    warm()
    for start in range(seed, seed + count, BATCH):
        numbers = range(start, min(start + BATCH, seed + count))
        while numbers:
            wrong = held(partial(_batch, target, numbers), hard=3 * BATCH)
            if wrong is None:
                break
            yield wrong
            # On behind the one that ended the batch.
            number = int(wrong.split()[0].lstrip("#").rstrip(":")) if wrong.startswith("#") else numbers[-1]
            numbers = range(number + 1, numbers[-1] + 1)


def _batch(target: str, numbers: range, part: Part) -> None:
    made, used = TARGETS[target]
    for number in numbers:
        part(f"#{number} making")
        draw = random.Random(f"{target} {number}")
        given = made(draw)
        used(lambda name, number=number: part(f"#{number} {name}"), given)  # type: ignore[misc]


def one(target: str, number: int) -> None:
    """One input by its number, in this process: what it raises goes on."""
    given = TARGETS[target].made(random.Random(f"{target} {number}"))
    print(repr(given)[:3000])  # noqa: T201
    TARGETS[target].used(lambda name: print("-", name), given)  # noqa: T201
