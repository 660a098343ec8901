"""Measure the library: python benchmarks/run.py [NAME...]

Prints each figure beside its target. It judges nothing: times depend on the machine, ratios hardly.
"""

from __future__ import annotations

import platform
import sys
from importlib import import_module

from timing import SOURCE

sys.path.insert(0, str(SOURCE))  # this tree, not an installed copy

NAMES = ("composing", "checking", "fitting", "starting", "growing", "chatting")


def main(names: list[str]) -> None:
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        sys.exit(f"There is no benchmark {unknown[0]!r}. Choose from: {', '.join(NAMES)}.")
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    print(f"  {'':<58}{'measured':>14}{'target':>10}")
    for name in names or NAMES:
        print(name)
        for row in import_module(name).rows():
            print(row, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
