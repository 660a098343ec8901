"""Anthropic messages, with a cache mark where what is the same for every learner ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import Composed


def payload(instruction: Composed, *, cache: bool | None = None) -> dict[str, list[dict[str, Any]]]:
    """Arguments for ``client.messages.create(messages=..., **payload)``.

    The blocks, joined, are the text. The first is the same for every learner. It carries a mark if `cache` says so;
    without `cache`, unless it is below the model's smallest cacheable prefix.
    """
    stable = instruction.stable_text
    blocks: list[dict[str, Any]] = [{"type": "text", "text": stable}]
    # A mark that is not needed costs nothing here, so it is left out only where it surely does nothing.
    if instruction.cacheable if cache is None else cache:
        blocks[0]["cache_control"] = {"type": "ephemeral"}
    if rest := instruction.text[len(stable) :]:
        blocks.append({"type": "text", "text": rest})
    return {"system": blocks}
