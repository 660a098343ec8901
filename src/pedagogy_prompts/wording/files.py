"""The package's own files of words."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any


def read(path: str) -> str:
    """The text of one of the package's own files."""
    return resources.files(__package__.partition(".")[0]).joinpath(path).read_text("utf-8")


def has(path: str) -> bool:
    """Whether the package has such a file."""
    return resources.files(__package__.partition(".")[0]).joinpath(path).is_file()


def data_of(path: str) -> dict[str, Any]:
    """What one of the package's TOML files holds."""
    return tomllib.loads(read(path))
