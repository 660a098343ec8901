"""Where a dialogue stands, as an app or an author says it. A counter may run on: its last value means "or more"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..base.errors import PedagogyError
from ..base.inline import deeper_than, inline, shown
from ..norms.condition import Condition
from ..norms.notation import ConditionError
from ..norms.spelling import did_you_mean
from ..norms.variables import VARIABLES, Value, Variable

_NUMBERS = re.compile(r"\s*(\d{1,9})\s*(?:(\+)|-\s*(\d{1,9}))?\s*")


_DEEPEST = 4


class StateError(ConditionError, PedagogyError):
    """A dialogue state, or what is given of one, cannot be read. The message names what is known."""


def given_of(data: Any, variables: Mapping[str, Variable] = VARIABLES) -> Condition:
    """What is given of a dialogue, as a condition. Raises `StateError`."""
    if isinstance(data, Condition):
        return data
    if deeper_than(data, _DEEPEST):
        raise StateError("Here lists or mappings lie too deep in one another: a condition is like {attempts: 3+}.")
    try:
        return Condition(saturated(data, variables))
    except StateError:
        raise
    except ConditionError as error:
        raise StateError(str(error), error.path, unknown_name=error.unknown_name) from error


def exact_state(
    state: Mapping[str, Any], variables: Mapping[str, Variable] = VARIABLES
) -> tuple[dict[str, Value], Condition]:
    """The one value of each variable in a state, and the condition that holds in it alone.

    Raises `StateError` for unknown variables and values, and for several values of one variable.
    """
    if not isinstance(state, Mapping):
        raise StateError(f"A dialogue state is a mapping like {{attempts: 4}}, not {shown(state)}.")
    condition = given_of(state or None, variables)
    exact: dict[str, Value] = {}
    box = dict(condition.boxes[0])
    for name, value in state.items():
        if name not in variables:
            own = [one for one in variables if "." in one]
            hint = did_you_mean(name, own) + (f" Known: {', '.join(own)}." if own else "")
            message = (
                f"There is no condition variable '{name}'.{hint} An app's own variables are declared in a pack, and "
            )
            raise StateError(message + "the pack is passed along.", (name,), unknown_name=True)
        told = box[name][1] if name in box else frozenset(variables[name].values)
        for _, wrong in condition.misread({name: variables[name]}):
            taken = ", ".join(map(inline, variables[name].values))
            raise StateError(f"{shown(wrong)} is not a value of '{name}'. It takes {taken}.", (name,))
        if len(told) != 1:
            raise StateError(f"A dialogue stands in one state: give '{name}' one value, not {shown(value)}.", (name,))
        (exact[name],) = told
    return exact, condition


def saturated(data: Any, variables: Mapping[str, Variable] = VARIABLES) -> Any:
    """What is said of a state, with every counter beyond its last value at that one: eleven attempts are "10+"."""
    if isinstance(data, list | tuple):
        return [saturated(one, variables) for one in data]
    if not isinstance(data, Mapping):
        return data
    return {
        name: _within(VARIABLES.get(name) if isinstance(name, str) else None, value) for name, value in data.items()
    }


def _within(variable: Variable | None, value: Any) -> Any:
    if variable is None or not variable.scale:
        return value
    top = int(variable.values[-1])
    if isinstance(value, list | tuple):
        return [_within(variable, one) for one in value]
    if isinstance(value, int) and not isinstance(value, bool):
        return min(value, top)
    if isinstance(value, str) and (match := _NUMBERS.fullmatch(value)):
        low, high = int(match[1]), int(match[3] or match[1])
        if max(low, high) > top and low <= high:
            low, high = min(low, top), min(high, top)
            return f"{low}+" if match[2] else f"{low}-{high}" if match[3] else low
    return value
