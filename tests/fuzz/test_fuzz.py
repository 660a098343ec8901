"""A short run of the fuzzers; `python -m tests.fuzz all --count N` makes it as long as one likes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot hold a process to bounds")
def test_whatever_comes_from_outside_ends_in_findings_and_within_bounds() -> None:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "tests.fuzz", "all", "--count", "40"]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
