"""How a preset writes a condition: reading it into boxes, and boxes back into plain data."""

from __future__ import annotations

import re
import reprlib
from collections.abc import Iterable, Mapping, Sequence
from math import prod
from typing import Any

from .boxes import Box, Literal, normal, simplify
from .spelling import did_you_mean, too_long, with_figures
from .variables import VARIABLES, Value, Variable

ConditionData = Mapping[str, Any] | Sequence[Mapping[str, Any]]

_ALIASES: dict[tuple[str, str], str] = {
    ("phase", "practise"): "practice",
    ("phase", "practising"): "practice",
    ("phase", "teaching"): "teach",
    ("last_answer", "right"): "correct",
    ("last_answer", "incorrect"): "wrong",
    ("last_answer", "partly_right"): "partial",
    ("last_answer", "partly_correct"): "partial",
    ("last_answer", "partially_correct"): "partial",
    ("learner_level", "beginner"): "novice",
    ("learner_level", "expert"): "advanced",
    ("turn", "1"): "first",
    ("turn", "first_turn"): "first",
    ("learner_move", "off_topic"): "leaves_topic",
    ("learner_move", "vague"): "is_vague",
    ("learner_move", "greeting"): "greets",
    ("learner_move", "fact_question"): "asks_fact",
    ("learner_move", "recall_question"): "asks_fact",
    ("learner_move", "why_question"): "asks_why",
    ("learner_move", "reasoning_question"): "asks_why",
}
# More digits no number of anything has, and Python refuses to read thousands of them.
_AT_LEAST = re.compile(r"(\d{1,9})\s*(?:\+|or more)|at least (\d{1,9})")
_AT_MOST = re.compile(r"(?:at most|up to|no more than) (\d{1,9})")
_MORE_THAN = re.compile(r"more than (\d{1,8})")
_FEWER_THAN = re.compile(r"(?:fewer|less) than (\d{1,9})")
_RANGE = re.compile(r"(\d{1,9})\s*(?:-|\u2013|to)\s*(\d{1,9})")
_OTHER_NAMES = {"message": "learner_move", "learner_message": "learner_move", "level": "learner_level"}
"""What variables are often called, and their names."""
_BOOLEANS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


class _Repr(reprlib.Repr):
    def repr_int(self, x: int, level: int) -> str:
        return "..." if too_long(x) else super().repr_int(x, level)


_REPR = _Repr()
_REPR.maxstring = _REPR.maxother = _REPR.maxlong = 60
as_told = _REPR.repr
"""A value as a message names it, however deep or long it is."""


MAX_READ = 200
"""The most alternatives that are read, also from an app; to join them takes time that grows faster than they do."""
MAX_ALTERNATIVES = 16
"""The most alternatives in one condition of a preset: combining them takes time that grows with their product."""
MAX_WORK = 250
"""The most parts the complement of such a condition may have, before they are joined."""


class NotationError(ValueError):
    """What a preset writes of norms and states, and cannot be read.

    `path` leads to the wrong part; `unknown_name` tells a wrong name from a wrong value.
    """

    def __init__(self, message: str, path: tuple[str | int, ...] = (), *, unknown_name: bool = False) -> None:
        super().__init__(message)
        self.path = path
        self.unknown_name = unknown_name


class ConditionError(NotationError):
    """A condition that cannot be read."""


def _runs_pattern(top: int) -> str:
    """What "3+" and "2-4" look like where numbers go up to `top`."""
    numbers = range(top + 1)
    ranges = (f"{low}-({'|'.join(map(str, numbers[low:]))})" for low in numbers)
    return f"^(({'|'.join(map(str, numbers))})\\+|{'|'.join(ranges)})$"


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
                    {"type": "string", "pattern": _runs_pattern(int(top))},
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


def box_data(box: Box, *, release: bool) -> dict[str, Any]:
    return {name: _literal_data(name, literal, release=release) for name, literal in box}


def _literal_data(name: str, literal: Literal, *, release: bool) -> Any:
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


def parse(data: Any, *, at_least: bool) -> tuple[Box, ...]:
    if isinstance(data, Mapping):
        return simplify(_parse_box(data, (), at_least=at_least))
    if isinstance(data, list | tuple):
        if not data:
            raise ConditionError("An empty list of conditions holds in no state. Leave the condition out instead.")
        if len(data) > MAX_READ:
            raise ConditionError(f"A condition has at most {MAX_READ:,} alternatives, and this one has {len(data):,}.")
        boxes: list[Box] = []
        for i, part in enumerate(data):
            if not isinstance(part, Mapping):
                raise ConditionError(
                    f"A list of conditions holds mappings like {{attempts: 3+}}, not {as_told(part)}.", (i,)
                )
            boxes.extend(_parse_box(part, (i,), at_least=at_least))
        return simplify(boxes)
    hint = f" Write {{{data}: true}}." if data in ("stuck", "asks_for_answer") else ""
    if isinstance(data, int) and not isinstance(data, bool) and not too_long(data):
        hint = f" Write {{attempts: {data}}}."
    raise ConditionError(
        f"A condition is a mapping like {{attempts: 3+, last_answer: wrong}}, not {as_told(data)}.{hint}"
    )


def is_intricate(data: Any) -> bool:
    """Whether the alternatives of a condition have too many parts to be combined with others."""
    return isinstance(data, list) and prod(len(part) for part in data if isinstance(part, dict) and part) > MAX_WORK


def box_of_text(text: str) -> dict[str, Any]:
    """A condition in words as a mapping: "attempts 4+, last_answer wrong or partial, not stuck"."""
    box: dict[str, Any] = {}
    for part in re.split(r",| and ", text):
        words = part.split()
        denied = words[:1] == ["not"]
        words = words[denied:]
        if not words:
            raise ConditionError(f"{as_told(text.strip())} is not a whole condition: nothing stands at a comma.")
        for end in range(len(words), 0, -1):
            if (name := "_".join(words[:end])) in VARIABLES:
                break
        else:
            name, end = words[0], 1
        values = [value for value in re.split(r" or ", " ".join(words[end:])) if value]
        if denied and values:
            raise ConditionError(f"'not' stands before yes-or-no conditions such as 'not stuck': {as_told(part)}.")
        box[name] = values if len(values) > 1 else values[0] if values else not denied
    return box


_LIMITS = re.compile(r"(\d{1,6})?\.\.(\d{1,6})?|(\d{1,6})\+|(\d{1,6})[-\u2013](\d{1,6})|(\d{1,6})")


def limits_of_text(text: str) -> tuple[int | None, int | None]:
    """The least and the most of a number as it is written: 0..40, ..40, 2.., 2+, 2-3, 3, "at most 40"."""
    told = with_figures(" ".join(text.split()))
    told = re.sub(r"^(?:at most|up to|no more than) (\d{1,6})$", r"..\1", told)
    told = re.sub(r"^(?:at least|no fewer than|no less than) (\d{1,6})$", r"\1..", told)
    found = _LIMITS.fullmatch(told)
    if found is None or told == "..":
        raise NotationError(
            f"{as_told(text)} does not say how many. Write 0..40 for at most 40, 2.. for at least 2, 2..3 for two or "
            "three."
        )
    low, high, more, first, last, exact = (None if part is None else int(part) for part in found.groups())
    least = next((n for n in (low, more, first, exact) if n is not None), None)
    most = next((n for n in (high, last, exact) if n is not None), None)
    if least is not None and most is not None and least > most:
        raise NotationError(f"{as_told(text)} runs backwards: write {most}..{least}.")
    return (None if least == 0 and most is not None else least), most


def _parse_box(data: Mapping[Any, Any], path: tuple[str | int, ...], *, at_least: bool) -> list[Box]:
    box: dict[str, Literal] = {}
    for name, value in data.items():
        where = (*path, name if isinstance(name, str | int) else str(name))
        variable = VARIABLES.get(name) if isinstance(name, str) else None
        if variable is not None and variable.internal:
            variable = None
        if variable is None and not (isinstance(name, str) and "." in name):
            known = [v.name for v in VARIABLES.values() if not v.internal]
            raise ConditionError(
                f"There is no condition variable {as_told(name)}.{did_you_mean(_OTHER_NAMES.get(name, name), known)}"
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
        literal = normal(name, (True, frozenset(values)))
        if not isinstance(literal, bool):
            box[name] = literal
    return [tuple(sorted(box.items()))]


def _parse_value(
    name: str, variable: Variable | None, value: Any, path: tuple[str | int, ...], *, at_least: bool
) -> set[Value]:
    if variable is None:
        if isinstance(value, str | int | bool):
            return {value}
        raise ConditionError(f"'{name}' takes plain values, not {as_told(value)}.", path)
    if variable.scale:
        return _parse_number(name, int(variable.values[-1]), value, path, at_least=at_least)
    if isinstance(variable.values[0], bool):
        word = (
            _BOOLEANS.get(str(value).strip().lower()) if isinstance(value, str | int) and not too_long(value) else None
        )
        if word is not None:
            return {word}
        raise ConditionError(f"{as_told(value)} is not a value of '{name}'. It is true or false.", path)
    if isinstance(value, str):
        meant = "_".join(value.lower().replace("-", " ").split())
        meant = _ALIASES.get((name, meant), meant)
        if meant in variable.values:
            return {meant}
    known = [str(v) for v in variable.values]
    raise ConditionError(
        f"{as_told(value)} is not a value of '{name}'.{did_you_mean(value, known)} It takes {', '.join(known)}.", path
    )


def _parse_number(name: str, top: int, value: Any, path: tuple[str | int, ...], *, at_least: bool) -> set[Value]:
    low: int | None = None
    high: int | None = None
    if isinstance(value, int) and not isinstance(value, bool):
        low, high = value, (top if at_least else value)
    elif isinstance(value, str):
        text = with_figures(value.strip())
        if match := _AT_LEAST.fullmatch(text):
            low, high = int(match[1] or match[2]), top
        elif match := _RANGE.fullmatch(text):
            low, high = int(match[1]), int(match[2])
        elif match := _AT_MOST.fullmatch(text):
            low, high = 0, int(match[1])
        elif match := _MORE_THAN.fullmatch(text):
            low, high = int(match[1]) + 1, top
        elif (match := _FEWER_THAN.fullmatch(text)) and int(match[1]):
            low, high = 0, int(match[1]) - 1
        elif text == "none":
            low, high = 0, 0
        elif len(text) < 10 and text.isdecimal():
            low, high = int(text), (top if at_least else int(text))
    if low is None or high is None:
        hint = ""
        if found := re.match(r"\s*([<>])(=?)\s*(\d{1,9})", value if isinstance(value, str) else ""):
            end = int(found[3]) + (0 if found[2] else 1 if found[1] == ">" else -1)
            if found[1] == ">":
                hint = f" Write {end}+ for {end} or more."
            elif end >= 0:
                hint = f" Write 0-{end} for at most {end}."
        raise ConditionError(
            f"{as_told(value)} is not a number of {name}.{hint} "
            "Numbers are written 3 (exactly), 3+ (or more), 0-2 (a range).",
            path,
        )
    outside = not 0 <= low <= top or high > top
    if outside or low > high:
        wrong = f"{name} goes from 0 to {top}" if outside else f"the range {low}-{high} runs backwards"
        raise ConditionError(f"{as_told(value)} does not fit: {wrong}.", path)
    return set(range(low, high + 1))
