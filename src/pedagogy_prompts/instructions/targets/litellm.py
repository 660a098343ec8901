"""LiteLLM, which passes cache marks on to the providers that know them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import anthropic

if TYPE_CHECKING:
    from . import Composed


def payload(instruction: Composed, *, cache: bool | None = None) -> list[dict[str, Any]]:
    """Messages to put first: ``litellm.completion(model=..., messages=[*payload, *conversation])``.

    The blocks, joined, are the text; `cache` is as for Anthropic.
    """
    return [{"role": "system", "content": anthropic.payload(instruction, cache=cache)["system"]}]
