"""How usual dialogue states are, roughly: what is lost in turns that hardly come loses little."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod

from ...base.cached import kept
from ...norms.condition import Condition
from ...norms.space import Space
from ...norms.variables import VARIABLES, Value

_SHARES: Mapping[str, Mapping[Value, float]] = {
    "attempts": {0: 0.25, 1: 0.25, 2: 0.2, 3: 0.1, 4: 0.06, 5: 0.05},
    "turn": {"first": 0.1, "later": 0.9},
    "last_answer": {"none": 0.25, "wrong": 0.3, "partial": 0.15, "correct": 0.3},
    "phase": {"practice": 0.5, "teach": 0.2, "quiz": 0.1, "assessment": 0.1, "review": 0.05, "close": 0.05},
}
"""In which share of the turns of a usual session these values hold; an estimate, of which only the order matters."""
_CALM = 0.9
"""The share of turns in which nothing special happens, where a variable has values for that."""
_RARE = 0.02


def share(space: Space, states: int) -> float:
    """In about which share of all turns a session is in some states."""
    states &= space.reachable
    if not states:
        return 0.0
    return 1.0 if states == space.reachable else usual(space.cover(states))


@kept(4096)
def usual(condition: Condition) -> float:
    """In about which share of all turns a condition holds."""
    boxes = (prod(_literal(name, *literal) for name, literal in box) for box in condition.boxes)
    return min(1.0, sum(boxes))


def _literal(name: str, positive: bool, values: frozenset[Value]) -> float:
    found = sum(_value(name, value) for value in values)
    return found if positive else max(_RARE, 1 - found)


def _value(name: str, value: Value) -> float:
    if name in _SHARES:
        return _SHARES[name].get(value, _RARE)
    variable = VARIABLES.get(name)
    if variable is None:
        return 0.5
    if not variable.calm:
        return 1 / len(variable.values)
    if value in variable.calm:
        return _CALM / len(variable.calm)
    return (1 - _CALM) / max(1, len(variable.values) - len(variable.calm))
