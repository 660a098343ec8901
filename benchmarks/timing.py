"""How the benchmarks measure: medians of many runs; candidates take turns, so that a busy machine is fair to all."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import process_time

COMMAND = "from pedagogy_prompts.cli.main import main; main()"
SOURCE = Path(__file__).resolve().parents[1] / "src"


@dataclass(frozen=True)
class Row:
    """One measured figure beside its target; both in the same unit. No target: it is there for scale."""

    name: str
    measured: float
    unit: str
    target: float | None = None
    note: str = ""

    def __str__(self) -> str:
        target = "" if self.target is None else f"{self.target:g} {self.unit}"
        mark = "" if self.target is None else "met" if self.measured <= self.target else "MISSED"
        return f"  {self.name:<58}{self.measured:>9.3g} {self.unit:<4}{target:>10}  {mark:<7}{self.note}".rstrip()


def medians(
    calls: Mapping[str, Callable[[], object]],
    *,
    rounds: int = 31,
    repeat: int = 1,
    clock: Callable[[], float] = process_time,
) -> dict[str, float]:
    """The median seconds of one call of each; in every round all of them run, one after another.

    It is the processor's time, which other work on the machine takes no part in; of child processes with
    `clock=children_time`.
    """
    found: dict[str, list[float]] = {name: [] for name in calls}
    for call in calls.values():
        call()
    gc.collect()
    gc.freeze()  # what was there before is no part of the work
    for _ in range(rounds):
        for name, call in calls.items():
            start = clock()
            for _ in range(repeat):
                call()
            found[name].append((clock() - start) / repeat)
    gc.unfreeze()
    return {name: statistics.median(times) for name, times in found.items()}


def median_ms(call: Callable[[], object], *, rounds: int = 7) -> float:
    """The median milliseconds of one call."""
    return 1000 * medians({"": call}, rounds=rounds)[""]


def children_time() -> float:
    """The processor's time that finished child processes took, all processors together."""
    spent = os.times()
    return spent.children_user + spent.children_system


def python(code: str, *arguments: str, cache: str | None = None) -> str:
    """What a fresh interpreter prints for `code`, with the library of this tree.

    An installed package is compiled; here the byte code is kept in the directory `cache`.
    """
    env = {**os.environ, "PYTHONPATH": str(SOURCE)}
    if cache:
        env["PYTHONPYCACHEPREFIX"] = cache
        env.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout
