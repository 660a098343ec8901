"""Amazon Bedrock's Converse, through boto3."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import Composed


def payload(instruction: Composed, *, cache: bool | None = None) -> dict[str, list[dict[str, Any]]]:
    """Arguments for ``client.converse(modelId=..., messages=..., **payload)``.

    The blocks' texts, joined, are the text. Behind what is the same for every learner stands a cache point if `cache`
    says so; without `cache`, where the model is known to cache a prefix of that length. Models that cache nothing
    refuse a cache point.
    """
    stable = instruction.stable_text
    blocks: list[dict[str, Any]] = [{"text": stable}]
    if (instruction.cache_known and instruction.cacheable) if cache is None else cache:
        blocks.append({"cachePoint": {"type": "default"}})
    if rest := instruction.text[len(stable) :]:
        blocks.append({"text": rest})
    return {"system": blocks}
