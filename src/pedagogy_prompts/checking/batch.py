"""Many presets at once: each processor takes a part of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")

MANY = 200
"""From so many names on it pays to start processes."""


SHARE = 50
"""So many names go to a process at a time."""


def over(
    names: Sequence[str],
    job: Callable[[Sequence[str]], list[T]],
    workers: int | None = None,
    done: Callable[[int], object] = lambda _: None,
) -> list[T]:
    """What `job` makes of all the names, in their order.

    `job` takes a part of the names and gives a list; with several workers it runs in other processes, so it and its
    results must be picklable. `workers` is how many processes may run, by default one a processor; fewer than `MANY`
    names stay in this process, as do all where no process can be started. `done` is told after each part how many names
    it held. Raises what `job` raises; a KeyboardInterrupt ends the processes too.
    """
    workers = min(workers or os.cpu_count() or 1, len(names) // (MANY // 2))
    shares = [names[at : at + SHARE] for at in range(0, len(names), SHARE)]
    if workers < 2 or len(names) < MANY:
        return _gathered(map(job, shares), shares, done)
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor

    try:
        with ProcessPoolExecutor(workers, initializer=_die_silently) as pool:
            try:
                return _gathered(pool.map(job, shares), shares, done)
            except KeyboardInterrupt:
                _end_processes()
                raise
    except (BrokenExecutor, ImportError, NotImplementedError, OSError):  # some machines let nobody start processes
        return job(names)


def _gathered(parts: Iterable[list[T]], shares: Sequence[Sequence[str]], done: Callable[[int], object]) -> list[T]:
    found: list[T] = []
    for share, part in zip(shares, parts, strict=True):
        found += part
        done(len(share))
    return found


def _die_silently() -> None:
    """Leave it to the first process to tell of Ctrl-C."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _end_processes() -> None:
    from multiprocessing import active_children

    for process in active_children():
        process.terminate()
