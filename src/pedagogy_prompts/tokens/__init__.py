"""Counting tokens, offline: exact for OpenAI's encodings, honest estimates for other models."""

from __future__ import annotations

from ._counting import Counter, TokenCount, count_parts, count_tokens, counter_for, counter_like
from ._models import Model, UnknownModelError, find_model, list_models
from ._vocabulary import ENCODINGS, CountingError

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
    "counter_like",
    "find_model",
    "list_models",
]
