"""The instructions field of a custom GPT."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...base.errors import PedagogyError

if TYPE_CHECKING:
    from . import Composed

LIMIT = 8_000
"""The most characters that the field takes."""


def payload(instruction: Composed) -> str:
    """The text to paste. Raises PedagogyError where it is too long for the field."""
    if (length := len(instruction.text)) > LIMIT:
        raise PedagogyError(
            f"The field takes {LIMIT:,} characters, and the text has {length:,}. Compose it with a budget: "
            f"`budget=Budget(characters={LIMIT})`, or in the preset `budget: {{characters: {LIMIT}}}`."
        )
    return instruction.text
