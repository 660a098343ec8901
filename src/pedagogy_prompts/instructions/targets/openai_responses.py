"""OpenAI responses."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import Composed


def payload(instruction: Composed) -> dict[str, str]:
    """Arguments for ``client.responses.create(input=..., **payload)``."""
    return {"instructions": instruction.text}
