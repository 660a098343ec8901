"""Conditions: sets of dialogue states, as unions of boxes over named variables.

A condition is symbolic: it knows no space. `Space` (beside it) enumerates the states a composition can tell apart and
turns conditions into bitsets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from .boxes import Box, meet, normal, simplify
from .notation import ConditionData, ConditionError, box_data, condition_json_schema, parse
from .variables import VARIABLES, Value, Variable


class Condition:
    """A set of dialogue states, as a preset writes it.

    A mapping is a conjunction, a list of values "any of", a list of mappings a disjunction; numbers are `3` (exactly),
    `"3+"` (or more), `"0-2"` (a range). Conditions combine with `&`, `|` and `~`.

        Condition({"attempts": "3+", "last_answer": ["wrong", "partial"]}) | Condition(stuck=True)

    Raises `ConditionError` for unknown variables and values.
    """

    __slots__ = ("_hash", "boxes", "variables")
    boxes: tuple[Box, ...]
    """The union that it is, simplified and in a fixed order."""
    variables: frozenset[str]
    """The names of the variables it speaks of."""
    _hash: int

    def __init__(self, data: Condition | ConditionData | None = None, /, **variables: Any) -> None:
        if data is not None and variables:
            raise ConditionError("Give a condition as one mapping or as keywords, not both.")
        _fill(self, _read(variables if data is None else data, at_least=False))

    @classmethod
    def of(cls, boxes: Iterable[Box]) -> Condition:
        """The union of `boxes`, as the algebra has them: sorted by name, no literal that says everything or nothing."""
        self = object.__new__(cls)
        _fill(self, simplify(boxes))
        return self

    def misread(self, known: Mapping[str, Variable]) -> list[tuple[str, Value]]:
        """Its variables' values that are none: only an app's own can be, as their domain is not known here."""
        return [
            (name, value)
            for box in self.boxes
            for name, (_, values) in box
            if name in known
            for value in sorted(values, key=str)
            if not any(type(value) is type(one) and value == one for one in known[name].values)
        ]

    @classmethod
    def release(cls, data: Any) -> Condition:
        """As the constructor, but a bare number means "or more": a release stays released."""
        return cls.of(_read(data, at_least=True))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a Condition cannot be changed")

    @property
    def always(self) -> bool:
        """True when it holds in every state."""
        return self.boxes == ((),)

    @property
    def never(self) -> bool:
        """True when it holds in no state."""
        return not self.boxes

    @property
    def lasting(self) -> bool:
        """True when it holds on once it holds: it turns on what has no way back alone."""
        return not self.always and all(
            name in VARIABLES and positive and _goes_on(VARIABLES[name].onward, values)
            for box in self.boxes
            for name, (positive, values) in box
        )

    def __and__(self, other: Condition) -> Condition:
        found: list[Box] = []
        for a in self.boxes:
            for b in other.boxes:
                box = dict(a)
                for name, literal in b:
                    met = normal(name, meet(box[name], literal) if name in box else literal)
                    if met is False:
                        break
                    if met is True:
                        box.pop(name, None)
                    else:
                        box[name] = met
                else:
                    found.append(tuple(sorted(box.items())))
        return Condition.of(found)

    def __or__(self, other: Condition) -> Condition:
        return Condition.of((*self.boxes, *other.boxes))

    def __invert__(self) -> Condition:
        outside = ALWAYS
        for box in self.boxes:
            sides: list[Box] = []
            for name, (positive, values) in box:
                literal = normal(name, (not positive, values))
                if not isinstance(literal, bool):
                    sides.append(((name, literal),))
            outside &= Condition.of(sides)
        return outside

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Condition) and self.boxes == other.boxes

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        return f"Condition({self.to_data()!r})"

    def __copy__(self) -> Condition:
        return self

    def __deepcopy__(self, memo: Any) -> Condition:
        return self

    def __reduce__(self) -> tuple[Any, tuple[Any]]:
        return Condition.of, (self.boxes,)

    def to_data(self, *, release: bool = False) -> dict[str, Any] | list[dict[str, Any]]:
        """The condition as plain data, as a preset would write it; reading it back gives an equal condition.

        With `release` it is written for `Condition.release`, where a bare number would mean "or more".
        """
        if len(self.boxes) == 1:
            return box_data(self.boxes[0], release=release)
        return [box_data(box, release=release) for box in self.boxes]

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            lambda value: value if isinstance(value, Condition) else cls(value),
            serialization=core_schema.plain_serializer_function_ser_schema(lambda condition: condition.to_data()),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return condition_json_schema()


def _fill(condition: Condition, boxes: tuple[Box, ...]) -> None:
    object.__setattr__(condition, "boxes", boxes)
    object.__setattr__(condition, "variables", frozenset(name for box in boxes for name, _ in box))
    object.__setattr__(condition, "_hash", hash(boxes))


def _goes_on(onward: tuple[Value, ...], values: frozenset[Value]) -> bool:
    """Whether the values are all from one on."""
    return bool(onward) and frozenset(onward[-len(values) :]) == values


def _read(data: Any, *, at_least: bool) -> tuple[Box, ...]:
    return data.boxes if isinstance(data, Condition) else parse(data, at_least=at_least)


if TYPE_CHECKING:
    ConditionLike = Condition | ConditionData
    """What a parameter takes for a condition; what it holds is always a `Condition`."""
else:
    ConditionLike = Condition


def as_condition(value: ConditionLike) -> Condition:
    """A parameter's value for the type checker, which cannot know that it was read already."""
    assert isinstance(value, Condition)
    return value


ALWAYS = Condition.of([()])
NEVER = Condition.of([])


def internal(name: str, *values: Value) -> Condition:
    """The states in which a variable that presets cannot name has one of these values; for norms only."""
    return Condition.of([((name, (True, frozenset(values))),)])


def learner_move(*values: str) -> Condition:
    """The states in which the learner's last message does one of these; for norms only."""
    return internal("learner_move", *values)


def run_of(number: int) -> Condition:
    """The states in which the learner has got no further `number` times in a row, or more; for norms only."""
    return internal("idle_run", *range(number, int(VARIABLES["idle_run"].values[-1]) + 1))


OPENING = Condition(turn="first")
"""The tutor's first turn."""
PROBLEM_BEGINS = internal("moment", "problem_begins")
"""The turn in which a problem is set."""
WRONG_IDEA = Condition(last_answer=["wrong", "partial"]) & internal("wrong_idea", True)
"""The learner's last answer rests on a wrong idea, and is no slip."""
CLOSING = internal("moment", "session_closes")
"""The last turn of the session."""


def at_least(name: str, number: int) -> Condition:
    """The states in which the scale `name` stands at `number` or more."""
    top = int(VARIABLES[name].values[-1])
    return Condition({name: f"{number}+"}) if number <= top else NEVER
