"""Fuzz a target: `python -m tests.fuzz TARGET --count N --seed S`; `--one NUMBER` does one again, to see it fail."""

from __future__ import annotations

import argparse
import sys

from .run import found, one
from .targets import TARGETS


def main() -> int:
    ask = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    ask.add_argument("target", choices=[*TARGETS, "all"])
    ask.add_argument("--count", type=int, default=1000, help="how many inputs (default 1000)")
    ask.add_argument("--seed", type=int, default=0, help="the number of the first one (default 0)")
    ask.add_argument("--one", type=int, metavar="NUMBER", help="this input alone, in this process")
    asked = ask.parse_args()
    if asked.one is not None:
        one(asked.target, asked.one)
        return 0
    wrong = 0
    for target in TARGETS if asked.target == "all" else [asked.target]:
        for said in found(target, asked.count, asked.seed):
            wrong += 1
            print(f"{target} {said}", flush=True)  # noqa: T201
        print(f"{target}: {asked.count:,} inputs, {wrong} wrong so far", flush=True)  # noqa: T201
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main())
