"""A job in a process of its own, held to what the library promises: 2 s of CPU and 300 MB for any input of 1 MB."""

from __future__ import annotations

import json
import os
import resource
import sys
import time
import traceback
from collections.abc import Callable

CPU = 2.0
"""Seconds of processor time for one answer."""
MEMORY = 300
"""MB on top of what the process took before."""
_HARD = 10
"""After so many seconds of CPU the process is ended."""


def peak() -> float:
    """The most memory this process took so far, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def used() -> float:
    """The processor time of this process, in seconds."""
    return time.process_time()


def held(job: Callable[[Callable[[str], None]], None], *, hard: int = _HARD) -> str | None:
    """What is wrong with a job run in a child process; None where it keeps to the bounds.

    The job is given a function: it calls that with a name before each part of its work, and each part is measured.
    `hard` seconds of CPU end the whole child.
    """
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        os.close(reading)
        with open(writing, "w", encoding="utf-8") as out:  # noqa: PTH123
            _child(job, hard, lambda **said: print(json.dumps(said), file=out, flush=True))
        os._exit(0)
    os.close(writing)
    with open(reading, encoding="utf-8") as lines:  # noqa: PTH123
        said = [json.loads(line) for line in lines]
    os.waitpid(child, 0)
    if said and "wrong" in said[-1]:
        return said[-1]["wrong"] or None
    return f"{said[-1]['part'] if said else 'nothing'}: ended after {hard} s of CPU, or for its memory"


def _child(job: Callable[[Callable[[str], None]], None], hard: int, tell: Callable[..., None]) -> None:
    soft = int(used()) + hard
    resource.setrlimit(resource.RLIMIT_CPU, (soft, soft + 1))
    if sys.platform != "darwin":
        resource.setrlimit(resource.RLIMIT_AS, (6 << 30, resource.RLIM_INFINITY))
    name, began, before, wrong = "", used(), peak(), ""

    def part(next_: str) -> None:
        nonlocal name, began, wrong
        if name and used() - began > CPU:
            wrong = wrong or f"{name}: {used() - began:.1f} s of CPU, more than {CPU:.0f}"
        if peak() - before > MEMORY:
            wrong = wrong or f"{name}: {peak() - before:.0f} MB, more than {MEMORY}"
        name, began = next_, used()
        tell(part=name)

    try:
        job(part)
        part("the end")
    except BaseException as error:  # noqa: BLE001  whatever it is, the parent tells it
        last = traceback.extract_tb(error.__traceback__)[-1]
        wrong = f"{name}: {type(error).__name__}: {str(error)[:200]} ({os.path.basename(last.filename)}:{last.lineno})"  # noqa: PTH119
    tell(wrong=wrong)
