"""Many presets at once: each processor takes a part of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")

MANY = 200
"""From so many names on it pays to start processes."""


def over(names: Sequence[str], job: Callable[[Sequence[str]], list[T]], workers: int | None = None) -> list[T]:
    """What `job` makes of all the names, in their order.

    `job` takes a part of the names and gives a list; with several workers it runs in other processes, so it and its
    results must be picklable. `workers` is how many processes may run, by default one a processor; fewer than `MANY`
    names stay in this process, as do all where no process can be started. Raises what `job` raises.
    """
    workers = min(workers or os.cpu_count() or 1, len(names) // (MANY // 2))
    if workers < 2 or len(names) < MANY:
        return job(names)
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor

    shares = [names[i * len(names) // workers : (i + 1) * len(names) // workers] for i in range(workers)]
    try:
        with ProcessPoolExecutor(workers) as pool:
            parts = [pool.submit(job, share) for share in shares]
            return [one for part in parts for one in part.result()]
    except (BrokenExecutor, ImportError, NotImplementedError, OSError):  # some machines let nobody start processes
        return job(names)
