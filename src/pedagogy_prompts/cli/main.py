"""The command line: `pedagogy-prompts`."""

from __future__ import annotations

from . import check, compose, difference, look, tools  # noqa: F401  each adds its commands
from .group import main

__all__ = ["main"]
