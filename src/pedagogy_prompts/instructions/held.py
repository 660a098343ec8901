"""A norm of the finished instruction, with the states in which it stands."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..norms.condition import Condition


@dataclass(frozen=True, slots=True)
class HeldNorm:
    """One norm of the finished instruction, with the states in which it stands."""

    attribute: str
    statement: str
    modality: str
    target: str
    value: Any
    when: Condition
    every: bool
    strength: str

    def to_dict(self) -> dict[str, Any]:
        data = {f.name: getattr(self, f.name) for f in dataclasses.fields(self)}
        data["when"] = [{name: sorted(values, key=str) for name, (_, values) in box} for box in self.when.boxes]
        return data

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> HeldNorm:
        boxes = [
            tuple(sorted((name, (True, frozenset(values))) for name, values in box.items())) for box in data["when"]
        ]
        value = data["value"]
        return cls(**{**data, "when": Condition.of(boxes), "value": tuple(value) if isinstance(value, list) else value})
