"""OpenAI chat completions, and the many servers that speak the same protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import Composed


def payload(instruction: Composed) -> list[dict[str, str]]:
    """Messages to put first: ``messages=[*payload, *conversation]``."""
    return [{"role": "system", "content": instruction.text}]
