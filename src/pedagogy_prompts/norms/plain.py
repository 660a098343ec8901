"""Values that may hold conditions and meanings, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .condition import Condition
from .meaning import Meaning


def plain(value: Any) -> Any:
    """A parameter's value as plain data."""
    if isinstance(value, Condition | Meaning):
        return value.to_data()
    if isinstance(value, tuple | list):
        return [plain(part) for part in value]
    if isinstance(value, Mapping):
        return {key: plain(part) for key, part in value.items()}
    return value
