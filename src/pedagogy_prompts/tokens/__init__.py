"""Counting tokens, offline: exact for OpenAI's encodings, honest estimates for other models."""

from __future__ import annotations

from ._counting import Counter, CountingError, TokenCount, count_parts, count_tokens, counter_for
from ._models import Model, UnknownModelError, find_model, list_models
from ._vocabulary import ENCODINGS

__all__ = [
    "ENCODINGS",
    "Counter",
    "CountingError",
    "Model",
    "TokenCount",
    "UnknownModelError",
    "count_parts",
    "count_tokens",
    "counter_for",
    "find_model",
    "list_models",
]
