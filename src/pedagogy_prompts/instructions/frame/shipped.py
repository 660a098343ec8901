"""The frames that are part of the library."""

from __future__ import annotations

from functools import cache

from ...wording.files import read


@cache
def shipped(style: str) -> str:
    """The source of a frame that is part of the library."""
    return read(f"instructions/frame/{style}.jinja")
