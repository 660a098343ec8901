"""Conditions: sets of dialogue states, as unions of boxes over named variables.

A condition is symbolic: it knows no space. `Space` (beside it) enumerates the states a composition can tell apart and
turns conditions into bitsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .spelling import did_you_mean

Value = str | int | bool
ConditionData = Mapping[str, Any] | Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Variable:
    """One thing that can differ from turn to turn.

    `values` in order of telling: the first is the one a witness prefers. `scale` marks numbers whose last value means
    "or more". `calm` are the values a dialogue has unless something happens; empty when none is usual. `internal`
    variables stand in norms only: nobody can write them in a preset.
    """

    name: str
    values: tuple[Value, ...]
    scale: bool = False
    calm: tuple[Value, ...] = ()
    internal: bool = False
    words: Mapping[str, str] | None = None


VARIABLES: dict[str, Variable] = {
    variable.name: variable
    for variable in (
        Variable("attempts", tuple(range(11)), scale=True),
        Variable("hints", tuple(range(7)), scale=True, calm=(0,)),
        Variable("asks_for_answer", (False, True), calm=(False,)),
        Variable("last_answer", ("none", "wrong", "partial", "correct")),
        Variable("stuck", (False, True), calm=(False,)),
        Variable("affect", ("neutral", "frustrated", "confident"), calm=("neutral",)),
        Variable("phase", ("practice", "teach", "quiz", "assessment", "review")),
        Variable("learner_level", ("novice", "intermediate", "advanced")),
        Variable("turn", ("later", "first")),
        # What the learner's last message does besides answering. Attributes react to it; presets cannot name it.
        Variable(
            "learner_move",
            (
                "works",
                "asks_for_help",
                "asks_if_right",
                "explains",
                "pushes_back",
                "gives_up",
                "leaves_topic",
                "asks_about_rules",
                "tries_to_change_rules",
                "shows_distress",
                "asks_for_person",
            ),
            calm=("works", "asks_for_help", "asks_if_right", "explains"),
            internal=True,
        ),
    )
}
"""The variables every composition knows. Apps add their own, named with a dot."""

_ALIASES: dict[tuple[str, str], str] = {("phase", "practise"): "practice"}
_AT_LEAST = re.compile(r"(\d+)\s*\+")
_RANGE = re.compile(r"(\d+)\s*-\s*(\d+)")
_WORDS_FOR_BOOLEANS = {"yes": "true", "on": "true", "no": "false", "off": "false"}


class ConditionError(ValueError):
    """A condition that cannot be read.

    `path` leads to the wrong part; `unknown_name` tells a wrong name from a wrong value.
    """

    def __init__(self, message: str, path: tuple[str | int, ...] = (), *, unknown_name: bool = False) -> None:
        super().__init__(message)
        self.path = path
        self.unknown_name = unknown_name


# What one variable may be: (True, allowed) or, for variables whose domain is not known here, (False, not allowed).
_Literal = tuple[bool, frozenset[Value]]
_Box = tuple[tuple[str, _Literal], ...]


def _literal_key(literal: _Literal) -> tuple[bool, list[tuple[str, str]]]:
    return literal[0], sorted((type(v).__name__, f"{v:>4}") for v in literal[1])


def _box_key(box: _Box) -> list[tuple[str, Any]]:
    return [(name, _literal_key(literal)) for name, literal in box]


def _meet(a: _Literal, b: _Literal) -> _Literal:
    match a[0], b[0]:
        case True, True:
            return True, a[1] & b[1]
        case True, False:
            return True, a[1] - b[1]
        case False, True:
            return True, b[1] - a[1]
        case _:
            return False, a[1] | b[1]


def _join(a: _Literal, b: _Literal) -> _Literal:
    negated = _meet((not a[0], a[1]), (not b[0], b[1]))
    return not negated[0], negated[1]


def _normal(name: str, literal: _Literal) -> _Literal | bool:
    """The literal over a known domain in its positive form; True or False when it says nothing or admits nothing."""
    variable = VARIABLES.get(name)
    if variable is not None:
        everything = frozenset(variable.values)
        if not literal[0]:
            literal = (True, everything - literal[1])
        if literal[1] == everything:
            return True
    if not literal[1]:
        return not literal[0]
    return literal


def _within(a: _Box, b: _Box) -> bool:
    """Whether box `a` lies in box `b`."""
    in_a = dict(a)
    return all(name in in_a and _meet(in_a[name], literal) == in_a[name] for name, literal in b)


def _simplify(boxes: Iterable[_Box]) -> tuple[_Box, ...]:
    pool = sorted(set(boxes), key=_box_key)
    changed = True
    while changed:
        changed = False
        pool = [box for i, box in enumerate(pool) if not any(i != j and _within(box, b) for j, b in enumerate(pool))]
        for i, first in enumerate(pool):
            for second in pool[i + 1 :]:
                names = [name for name, _ in first]
                if names != [name for name, _ in second]:
                    continue
                differ = [k for k in range(len(names)) if first[k] != second[k]]
                if len(differ) != 1:
                    continue
                k = differ[0]
                joined = _normal(names[k], _join(first[k][1], second[k][1]))
                merged = first[:k] + first[k + 1 :]
                if not isinstance(joined, bool):  # a union of boxes is never empty: a bool says "everything"
                    merged = tuple(sorted((*merged, (names[k], joined))))
                pool = sorted((set(pool) - {first, second}) | {merged}, key=_box_key)
                changed = True
                break
            if changed:
                break
    return tuple(pool)


class Condition:
    """A set of dialogue states, as a preset writes it.

    A mapping is a conjunction, a list of values "any of", a list of mappings a disjunction; numbers are `3` (exactly),
    `"3+"` (or more), `"0-2"` (a range). Conditions combine with `&`, `|` and `~`.

        Condition({"attempts": "3+", "last_answer": ["wrong", "partial"]}) | Condition(stuck=True)

    Raises `ConditionError` for unknown variables and values.
    """

    __slots__ = ("_boxes", "_hash")
    _boxes: tuple[_Box, ...]
    _hash: int

    def __init__(self, data: Condition | ConditionData | None = None, /, **variables: Any) -> None:
        if data is not None and variables:
            raise ConditionError("Give a condition as one mapping or as keywords, not both.")
        boxes = _parse(variables if data is None else data, at_least=False)
        object.__setattr__(self, "_boxes", boxes)
        object.__setattr__(self, "_hash", hash(boxes))

    @classmethod
    def _of(cls, boxes: Iterable[_Box]) -> Condition:
        self = object.__new__(cls)
        simple = _simplify(boxes)
        object.__setattr__(self, "_boxes", simple)
        object.__setattr__(self, "_hash", hash(simple))
        return self

    def misread(self, known: Mapping[str, Variable]) -> list[tuple[str, Value]]:
        """Its variables' values that are none: only an app's own can be, as their domain is not known here."""
        return [
            (name, value)
            for box in self._boxes
            for name, (_, values) in box
            if name in known
            for value in sorted(values, key=str)
            if not any(type(value) is type(one) and value == one for one in known[name].values)
        ]

    @classmethod
    def release(cls, data: Any) -> Condition:
        """As the constructor, but a bare number means "or more": a release stays released."""
        return cls._of(_parse(data, at_least=True))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a Condition cannot be changed")

    @property
    def always(self) -> bool:
        """True when it holds in every state."""
        return self._boxes == ((),)

    @property
    def never(self) -> bool:
        """True when it holds in no state."""
        return not self._boxes

    @property
    def boxes(self) -> tuple[_Box, ...]:
        return self._boxes

    @property
    def variables(self) -> frozenset[str]:
        return frozenset(name for box in self._boxes for name, _ in box)

    def __and__(self, other: Condition) -> Condition:
        found: list[_Box] = []
        for a in self._boxes:
            for b in other._boxes:
                box = dict(a)
                for name, literal in b:
                    met = _normal(name, _meet(box[name], literal) if name in box else literal)
                    if met is False:
                        break
                    if met is True:
                        box.pop(name, None)
                    else:
                        box[name] = met
                else:
                    found.append(tuple(sorted(box.items())))
        return Condition._of(found)

    def __or__(self, other: Condition) -> Condition:
        return Condition._of((*self._boxes, *other._boxes))

    def __invert__(self) -> Condition:
        outside = ALWAYS
        for box in self._boxes:
            sides: list[_Box] = []
            for name, (positive, values) in box:
                literal = _normal(name, (not positive, values))
                if not isinstance(literal, bool):
                    sides.append(((name, literal),))
            outside &= Condition._of(sides)
        return outside

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Condition) and self._boxes == other._boxes

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        return f"Condition({self.to_data()!r})"

    def __copy__(self) -> Condition:
        return self

    def __deepcopy__(self, memo: Any) -> Condition:
        return self

    def __reduce__(self) -> tuple[Any, tuple[Any]]:
        return Condition._of, (self._boxes,)

    def to_data(self, *, release: bool = False) -> dict[str, Any] | list[dict[str, Any]]:
        """The condition as plain data, as a preset would write it; reading it back gives an equal condition.

        With `release` it is written for `Condition.release`, where a bare number would mean "or more".
        """
        if len(self._boxes) == 1:
            return _box_data(self._boxes[0], release=release)
        return [_box_data(box, release=release) for box in self._boxes]

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


def condition_json_schema() -> dict[str, Any]:
    """The JSON schema of a condition over the variables every composition knows."""
    properties: dict[str, Any] = {}
    for variable in VARIABLES.values():
        if variable.internal:
            continue
        if variable.scale:
            top = variable.values[-1]
            one: dict[str, Any] = {
                "anyOf": [
                    {"type": "integer", "minimum": 0, "maximum": top},
                    {"type": "string", "pattern": r"^\d+\+$|^\d+-\d+$"},
                ]
            }
        elif isinstance(variable.values[0], bool):
            one = {"type": "boolean"}
        else:
            one = {"enum": [*variable.values]}
        properties[variable.name] = {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}
    box = {
        "type": "object",
        "properties": properties,
        "patternProperties": {r"\.": {}},
        "additionalProperties": False,
        "minProperties": 1,
    }
    return {"anyOf": [box, {"type": "array", "items": box, "minItems": 1}]}


def _box_data(box: _Box, *, release: bool) -> dict[str, Any]:
    return {name: _literal_data(name, literal, release=release) for name, literal in box}


def _literal_data(name: str, literal: _Literal, *, release: bool) -> Any:
    positive, values = literal
    if not positive:
        raise ConditionError(f"'{name}' is an app's own variable: its complement cannot be written down.", (name,))
    variable = VARIABLES.get(name)
    if variable is None or not variable.scale:
        order = list(variable.values) if variable else sorted(values, key=str)
        found = [value for value in order if value in values]
        return found[0] if len(found) == 1 else found
    parts = [run_data(low, high, int(variable.values[-1])) for low, high in runs(values)]
    parts = [f"{part}-{part}" if release and isinstance(part, int) else part for part in parts]
    return parts[0] if len(parts) == 1 else parts


def run_data(low: int, high: int, top: int) -> int | str:
    """A run of whole numbers as a preset writes it: 3, "0-2" or "3+"."""
    if high == top:
        return f"{low}+"
    return low if low == high else f"{low}-{high}"


def runs(values: Iterable[Value]) -> list[tuple[int, int]]:
    """The runs of consecutive whole numbers in `values`, in order."""
    found: list[tuple[int, int]] = []
    for value in sorted(int(v) for v in values):
        if found and value == found[-1][1] + 1:
            found[-1] = (found[-1][0], value)
        else:
            found.append((value, value))
    return found


def _parse(data: Any, *, at_least: bool) -> tuple[_Box, ...]:
    if isinstance(data, Condition):
        return data.boxes
    if isinstance(data, Mapping):
        return _simplify(_parse_box(data, (), at_least=at_least))
    if isinstance(data, list | tuple):
        if not data:
            raise ConditionError("An empty list of conditions holds in no state. Leave the condition out instead.")
        boxes: list[_Box] = []
        for i, part in enumerate(data):
            if not isinstance(part, Mapping):
                raise ConditionError(f"A list of conditions holds mappings like {{attempts: 3+}}, not {part!r}.", (i,))
            boxes.extend(_parse_box(part, (i,), at_least=at_least))
        return _simplify(boxes)
    hint = f" Write {{{data}: true}}." if data in ("stuck", "asks_for_answer") else ""
    raise ConditionError(f"A condition is a mapping like {{attempts: 3+, last_answer: wrong}}, not {data!r}.{hint}")


def _parse_box(data: Mapping[Any, Any], path: tuple[str | int, ...], *, at_least: bool) -> list[_Box]:
    box: dict[str, _Literal] = {}
    for name, value in data.items():
        where = (*path, name if isinstance(name, str | int) else str(name))
        variable = VARIABLES.get(name) if isinstance(name, str) else None
        if variable is not None and variable.internal:
            variable = None
        if variable is None and not (isinstance(name, str) and "." in name):
            known = [v.name for v in VARIABLES.values() if not v.internal]
            raise ConditionError(
                f"There is no condition variable {name!r}.{did_you_mean(name, known)}"
                f" Known: {', '.join(known)}. An app's own variables have a dot in their name.",
                where,
                unknown_name=True,
            )
        parts = value if isinstance(value, list | tuple) else [value]
        if not parts:
            raise ConditionError(f"'{name}' has no value. Name one, or leave '{name}' out.", where)
        values: set[Value] = set()
        for i, part in enumerate(parts):
            at = (*where, i) if isinstance(value, list | tuple) else where
            values |= _parse_value(name, variable, part, at, at_least=at_least)
        literal = _normal(name, (True, frozenset(values)))
        if not isinstance(literal, bool):
            box[name] = literal
    return [tuple(sorted(box.items()))]


def _parse_value(
    name: str, variable: Variable | None, value: Any, path: tuple[str | int, ...], *, at_least: bool
) -> set[Value]:
    if variable is None:
        if isinstance(value, str | int | bool):
            return {value}
        raise ConditionError(f"'{name}' takes plain values, not {value!r}.", path)
    if variable.scale:
        return _parse_number(name, int(variable.values[-1]), value, path, at_least=at_least)
    if isinstance(variable.values[0], bool):
        if isinstance(value, bool):
            return {value}
        word = _WORDS_FOR_BOOLEANS.get(str(value).lower())
        hint = f" Write {word}." if word else " It is true or false."
        raise ConditionError(f"{value!r} is not a value of '{name}'.{hint}", path)
    value = _ALIASES.get((name, str(value)), value)
    if isinstance(value, str) and value in variable.values:
        return {value}
    known = [str(v) for v in variable.values]
    raise ConditionError(
        f"{value!r} is not a value of '{name}'.{did_you_mean(value, known)} It takes {', '.join(known)}.", path
    )


def _parse_number(name: str, top: int, value: Any, path: tuple[str | int, ...], *, at_least: bool) -> set[Value]:
    low: int | None = None
    high: int | None = None
    if isinstance(value, int) and not isinstance(value, bool):
        low, high = value, (top if at_least else value)
    elif isinstance(value, str):
        text = value.strip()
        if match := _AT_LEAST.fullmatch(text):
            low, high = int(match[1]), top
        elif match := _RANGE.fullmatch(text):
            low, high = int(match[1]), int(match[2])
        elif text.isdecimal():
            low, high = int(text), (top if at_least else int(text))
    if low is None or high is None:
        hint = ""
        if found := re.match(r"\s*([<>])(=?)\s*(\d+)", str(value)):
            end = int(found[3]) + (0 if found[2] else 1 if found[1] == ">" else -1)
            if found[1] == ">":
                hint = f" Write {end}+ for {end} or more."
            elif end >= 0:
                hint = f" Write 0-{end} for at most {end}."
        raise ConditionError(
            f"{value!r} is not a number of {name}.{hint} Numbers are written 3 (exactly), 3+ (or more), 0-2 (a range).",
            path,
        )
    outside = not 0 <= low <= top or high > top
    if outside or low > high:
        wrong = f"{name} goes from 0 to {top}" if outside else f"the range {low}-{high} runs backwards"
        raise ConditionError(f"{value!r} does not fit: {wrong}.", path)
    return set(range(low, high + 1))


if TYPE_CHECKING:
    ConditionLike = Condition | ConditionData
    """What a parameter takes for a condition; what it holds is always a `Condition`."""
else:
    ConditionLike = Condition


def as_condition(value: ConditionLike) -> Condition:
    """A parameter's value for the type checker, which cannot know that it was read already."""
    assert isinstance(value, Condition)
    return value


ALWAYS = Condition._of([()])
NEVER = Condition._of([])


def learner_move(*values: str) -> Condition:
    """The states in which the learner's last message does one of these; for norms only."""
    return Condition._of([(("learner_move", (True, frozenset(values))),)])


def at_least(name: str, number: int) -> Condition:
    """The states in which the scale `name` stands at `number` or more."""
    top = int(VARIABLES[name].values[-1])
    return Condition({name: f"{number}+"}) if number <= top else NEVER
