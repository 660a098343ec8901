"""Anthropic messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pedagogy_prompts.targets import Composed


def payload(instruction: Composed) -> dict[str, list[dict[str, str]]]:
    """Arguments for ``client.messages.create(messages=..., **payload)``."""
    return {"system": [{"type": "text", "text": instruction.text}]}
