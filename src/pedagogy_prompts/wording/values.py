"""Values as a preset shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..norms.condition import Condition


def shown_value(value: Any) -> str:
    """A parameter's value as a preset would show it on one line."""
    if isinstance(value, Condition):
        return shown_value(value.to_data())
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {shown_value(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(shown_value(part) for part in value) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)
