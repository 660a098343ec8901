"""Gemini, through google-genai."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import Composed


def payload(instruction: Composed) -> dict[str, str]:
    """Fields of a ``GenerateContentConfig``: pass it as ``config=payload``, or merge it with other settings."""
    return {"system_instruction": instruction.text}
