"""The command line: `pedagogy-prompts`."""

from __future__ import annotations

import sys

try:
    from . import check, compose, difference, look, tools  # noqa: F401  each adds its commands
    from .group import main
except KeyboardInterrupt:  # before there is a command that could tell of it
    sys.stderr.write("Stopped.\n")
    sys.exit(130)

__all__ = ["main"]
