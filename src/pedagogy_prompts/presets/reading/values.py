"""Plain values to typed ones. Stricter than pydantic where a preset would lose its meaning, and said in plain words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import NoneType
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from ...attributes.kit.attribute import COMMON, Attribute
from ...attributes.kit.natural import SWITCHES, meant
from ...attributes.kit.parameters import Parameter, parameters_of
from ...base.inline import shown, too_large
from ...base.path import Path
from ...norms.condition import Condition
from ...norms.notation import MAX_ALTERNATIVES, ConditionError, NotationError, is_intricate
from ...norms.variables import VARIABLES
from ...reports.saying import Sentence, Sentences
from .near import near
from .problem import BAD, Problem, has_bad

_say = Sentences("presets/reading")

Model = TypeVar("Model", bound=BaseModel)

MAX_VARIABLES = 40
"""The most variables in one condition, or in one of its alternatives."""
_NO, _YES = (frozenset(word for word, said in SWITCHES.items() if said is which) for which in (False, True))
_TEXT = Parameter("", str)
_NOTHING = Parameter("", None)


# Saying what is wrong ------------------------------------------------------------------------------------------------


def not_a_value(path: Path, raw: Any, parameter: Parameter, main: str | None = None) -> Problem:
    """`raw` at `path` is none of the values a parameter takes; `main`: it was written for this parameter."""
    if too_large(raw):
        return Problem("PED003", _say("PED003.too_large"), path)
    words = parameter.takes()
    kinds, literals = parameter.scalars or (frozenset(), ())
    name = next((part for part in reversed(path) if isinstance(part, str)), "")
    word = str(raw).lower() if isinstance(raw, bool | str) else ""
    args = {"name": name, "value": shown(raw), "takes": words}
    if word in _NO | _YES:
        if bool in kinds:
            right = "false" if word in _NO else "true"
            message = _say("PED003.switch", value=shown(raw), name=name, right=right)
            return Problem("PED003", message, path, args=args)
        return Problem("PED003", _no_word(path, name, word, raw, words), path, args=args)
    if raw is None:
        return Problem("PED003", _say("PED003.no_value", name=name, takes=words), path, args=args)
    hint = near(raw, [str(value) for value in literals]) if isinstance(raw, str) else ""
    conditional = parameter.is_condition
    if name == "level" and isinstance(raw, int) and not isinstance(raw, bool):
        hint = _say("parts.reading.grade", value=raw)
    elif isinstance(raw, str) and {int, float} & kinds and raw.strip().lstrip("-+").isdecimal():
        hint = _say("parts.reading.number_without_quotes")
    elif conditional and raw in ("stuck", "asks_for_answer"):
        hint = _condition_hint(f"{{{raw}: true}}", main)
    elif conditional and (isinstance(raw, int) or (isinstance(raw, str) and raw[:1].isdigit())):
        hint = _condition_hint(f"{{attempts: {str(raw)[:10]}}}", main)
    elif not isinstance(raw, str | list | dict) and (str in kinds or literals) and not {int, float} & kinds:
        hint = _say("parts.reading.in_quotes", value=shown(raw)) if str in kinds else ""
    elif isinstance(raw, str | int | float) and words.startswith("a list"):
        listed = _say("parts.reading.in_list", value=shown(raw).strip("'"))
        hint = listed if raw in literals or str in kinds else hint
    takes = words or _say("parts.reading.something_else")
    message = _say("PED003.value", value=shown(raw), name=name, hint=hint, takes=takes)
    return Problem("PED003", message, path, args=args)


def _condition_hint(condition: str, main: str | None) -> Sentence:
    return _say("parts.reading.as_condition", condition=f"{{{main}: {condition}}}" if main else condition)


def _no_word(path: Path, name: str, word: str, raw: Any, words: str) -> Sentence:
    where = ""
    if len(path) == 2 and path[0] == "attributes":
        where = "_attribute_off" if word in _NO else "_attribute_on"
    return _say(f"PED003.no_word{where}", value=shown(raw), name=name, takes=words)


def no_parameters(path: Path, slug: str, raw: Any) -> Problem:
    """An attribute without parameters was given a value."""
    if (str(raw).lower() if isinstance(raw, bool | str) else "") in _NO:
        message = _no_word(path, slug, "no", raw, "nothing but an empty value")
    else:
        message = _say("PED003.no_parameter", name=slug, value=shown(raw))
    return Problem("PED003", message, path)


def condition_problems(data: Any, path: Path) -> list[Problem]:
    """Everything that is wrong with a condition, not only the first of it."""
    if isinstance(data, list) and len(data) > MAX_ALTERNATIVES:
        message = _say("PED003.alternatives", limit=MAX_ALTERNATIVES, count=len(data))
        return [Problem("PED003", message, path)]
    if is_intricate(data):
        return [Problem("PED003", _say("PED003.intricate"), path)]
    found: list[Problem] = []
    if isinstance(data, dict) and len(data) > MAX_VARIABLES:
        message = _say("PED003.variables", limit=MAX_VARIABLES, count=len(data))
        return [Problem("PED003", message, path)]
    if isinstance(data, dict) and data:
        for name, value in data.items():
            if isinstance(value, list) and value and (name in VARIABLES or "." in name):
                for i, part in enumerate(value):
                    found += _condition({name: [part]}, (*path, name, i), 2, part)
            else:
                found += _condition({name: value}, (*path, name), 1, value)
        return found
    if isinstance(data, list) and data:
        for i, part in enumerate(data):
            at = (*path, i)
            found += condition_problems(part, at) if isinstance(part, dict) else _condition([part], at, 1, part)
        return found
    return _condition(data, path, 0, data)


def _condition(data: Any, path: Path, depth: int, raw: Any) -> list[Problem]:
    if has_bad(raw):
        return []
    try:
        Condition(data)
    except ConditionError as error:
        message = str(error).replace(repr(raw), shown(raw))
        code = "PED002" if error.unknown_name else "PED003"
        at = (*path, *error.path[depth:])
        return [Problem(code, _say(f"{code}.says", why=message), at, key=error.unknown_name)]
    return []


def text_problem(path: Path, raw: Any, most: int) -> Problem | None:
    """What keeps `raw` from being a text of at most `most` characters."""
    if not isinstance(raw, str):
        return not_a_value(path, raw, _TEXT) if raw is not BAD else None
    if not raw.strip():
        return Problem("PED003", _say("PED003.empty_text"), path)
    if len(raw) > most:
        return Problem("PED003", _say("PED003.long_text", length=len(raw), limit=most), path)
    return None


def _at(model: type[BaseModel], path: Path) -> Parameter:
    """What is taken at `path` below a model."""
    return _taken(model, tuple(0 if isinstance(step, int) else step for step in path))


@lru_cache(maxsize=1024)
def _taken(model: type[BaseModel], path: Path) -> Parameter:
    found = Parameter("", model)
    for part in path:
        found = found.part(part)
    return found


# Models --------------------------------------------------------------------------------------------------------------


def validated(
    model: type[Model],
    raw: Mapping[str, Any],
    base: Path,
    *,
    direct: bool = False,
    inherited: Mapping[str, Any] | None = None,
) -> tuple[Model | None, list[Problem]]:
    """A model of `raw` laid over `inherited`, or everything that is wrong with it.

    `base` is the path of `raw`; `direct`: its one parameter was written as the value of `base` itself.
    """
    problems: list[Problem] = []
    raw = meant(model, raw)
    for name, value in raw.items():
        if name in model.model_fields:
            below = base if direct else (*base, name)
            problems += _strict(parameters_of(model)[name], value, below, main=name if direct else None)
    merged = {**(inherited or {}), **raw}
    try:
        found = model.model_validate(merged)
    except ValidationError as error:
        flagged = {problem.path for problem in problems}
        problems += _translated(model, error, merged, raw, base, direct, flagged)
        return None, problems
    return (None if problems or has_bad(raw) else found), problems


def _strict(parameter: Parameter, raw: Any, path: Path, *, main: str | None = None) -> list[Problem]:
    """What pydantic would quietly turn into something else."""
    if has_bad(raw) or parameter.type is None:
        return []
    if isinstance(raw, dict | list):
        if parameter.is_condition:
            return condition_problems(raw, path)
        parts: Iterable[tuple[Any, Any]] = raw.items() if isinstance(raw, dict) else enumerate(raw)
        return [found for name, part in parts for found in _strict(parameter.part(name), part, (*path, name))]
    known = parameter.scalars
    if known is None:
        return []
    scalars, literals = known
    if any(raw == value and type(raw) is type(value) for value in literals):
        return []
    word = raw.lower() if isinstance(raw, str) else ""
    wrong = False
    if isinstance(raw, bool):
        wrong = bool not in scalars
    elif raw is None:
        wrong = NoneType not in scalars
    elif isinstance(raw, float):
        wrong = (float not in scalars and int in scalars) or not math.isfinite(raw)
    elif isinstance(raw, int):
        wrong = bool in scalars and not {int, float} & scalars
    elif isinstance(raw, str):
        wrong = str not in scalars and bool({int, float, bool} & scalars)
        # `no` alone is the tag of a language.
        wrong = wrong or (main is not None and word != "no" and word in _NO | _YES)
    return [not_a_value(path, raw, parameter, main)] if wrong else []


def _translated(
    model: type[BaseModel],
    error: ValidationError,
    merged: Mapping[str, Any],
    raw: Mapping[str, Any],
    base: Path,
    direct: bool,
    flagged: set[Path],
) -> list[Problem]:
    found: list[Problem] = []
    unknown: set[Path] = set()
    bad = {name for name, part in raw.items() if has_bad(part)}
    fields: dict[Path, list[tuple[Path, Any]]] = {}
    for detail in error.errors(include_url=False):
        path = _real_path(detail["loc"], merged, detail["type"])
        if detail["type"] == "too_short" and len(_part(merged, path)) >= detail["ctx"]["min_length"]:
            continue  # its items are wrong, which is said of them
        if detail["type"] in ("extra_forbidden", "missing"):
            name = str(detail["loc"][-1])
            outer = next(iter(_at(model, path[:-1]).models), model)
            below = (*base, *path)
            if detail["type"] == "missing":
                if path[0] not in bad:
                    words = parameters_of(outer)[name].takes()
                    holder = next((str(part) for part in reversed(below[:-1]) if isinstance(part, str)), "the preset")
                    message = _say(
                        "PED003.missing", holder=holder, name=name, takes=words or _say("parts.reading.which")
                    )
                    found.append(Problem("PED003", message, below, args={"name": name, "takes": words}))
            elif below not in unknown:
                unknown.add(below)
                found.append(_unknown(outer, name, below))
            continue
        if detail["loc"][-1:] == ("[key]",):
            keys = _at(model, path[:-1]).names
            found.append(_bad_name((*base, *path[direct:]), detail, keys))
            flagged.add((*base, *path[direct:]))
            continue
        if direct and path:
            path = path[1:]
        fields.setdefault(path[:1] if not direct else (), []).append((path, detail))
    above = {path[:end] for path in flagged for end in range(len(path) + 1)}
    for head, every in fields.items():
        details = [(path, detail) for path, detail in every if not _touches((*base, *path), flagged, above)]
        field = next(iter(raw)) if direct else str(head[0]) if head else None
        if not details or has_bad(merged if field is None else merged[field]):
            continue
        deepest = max(len(path) for path, _ in details)
        groups: dict[Path, list[Any]] = {}
        for path, detail in details:
            if len(path) == deepest:
                groups.setdefault(path, []).append(detail)
        for path, same in groups.items():
            inside: Path = (field, *path) if direct and field is not None else path
            parameter = _at(model, inside) if field is not None else _NOTHING
            # What clashes with an inherited parameter has the attribute's place: nobody wrote it here.
            at = (*base, *path) if field is None or field in raw else base
            found.append(_one(same, _part(merged, inside), at, parameter, field if direct and not path else None))
    return found


def _touches(path: Path, flagged: set[Path], above: set[Path]) -> bool:
    """Whether something above or below `path` has its problem already; `above` is all that is above a problem."""
    return path in above or any(path[:end] in flagged for end in range(len(path)))


def _real_path(location: tuple[str | int, ...], value: Any, kind: str) -> Path:
    """A pydantic location without the names of union members and validators."""
    path: list[str | int] = []
    for i, part in enumerate(location):
        last = i == len(location) - 1
        listed = isinstance(value, list | tuple) and isinstance(part, int) and part < len(value)
        if listed or (isinstance(value, Mapping) and part in value):
            value = value[part]
        elif not (last and kind == "missing"):
            continue
        path.append(part)
    return tuple(path)


def _part(value: Any, path: Path) -> Any:
    for part in path:
        value = value[part]
    return value


def _one(details: list[Any], raw: Any, path: Path, parameter: Parameter, main: str | None) -> Problem:
    """One problem for all that pydantic says about one value."""
    detail = details[0]
    kind, context = detail["type"], detail.get("ctx", {})
    if len(details) > 1 and parameter.type is not None:
        return not_a_value(path, raw, parameter, main)
    if kind in ("value_error", "assertion_error"):
        error = context.get("error")
        if isinstance(error, NotationError):
            if isinstance(error, ConditionError) and parameter.type is not None and not isinstance(raw, dict | list):
                return not_a_value(path, raw, parameter, main)
            code = "PED002" if error.unknown_name else "PED003"
            return Problem(code, _say(f"{code}.says", why=str(error)), (*path, *error.path), key=error.unknown_name)
        word = str(raw).lower() if isinstance(raw, bool | str) else ""
        if word in _YES | _NO and parameter.type is not None:
            return not_a_value(path, raw, parameter)
        said = next((one for one in getattr(error, "args", ()) if isinstance(one, Sentence)), str(error))
        return Problem("PED003", _say("PED003.says", why=said), path, args={"value": shown(raw)})
    if kind == "string_too_short" and raw == "":
        return Problem("PED003", _say("PED003.empty_text"), path)
    if kind == "string_too_long":
        return Problem("PED003", _say("PED003.long_text", length=len(raw), limit=context["max_length"]), path)
    if kind == "too_long":
        return Problem("PED003", _say("PED003.long_list", limit=context["max_length"], count=len(raw)), path)
    if kind == "too_short":
        return Problem("PED003", _say("PED003.short_list", limit=context["min_length"], count=len(raw)), path)
    return not_a_value(path, raw, parameter, main)


def _bad_name(path: Path, detail: Any, names: Parameter) -> Problem:
    """A name in a mapping is none of those it takes."""
    name = path[-1]
    if detail["type"] == "string_too_long":
        most = detail["ctx"]["max_length"]
        return Problem("PED003", _say("PED003.long_name", length=len(str(name)), limit=most), path, key=True)
    holder = next((part for part in reversed(path[:-1]) if isinstance(part, str)), "")
    words, hint = names.takes(), near(name, map(str, names.choices))
    message = _say("PED002.in_mapping", holder=holder, name=shown(name), near=hint, takes=words)
    return Problem("PED002", message, path, key=True, args={"name": shown(name), "takes": words})


def _unknown(model: type[BaseModel], name: str, path: Path) -> Problem:
    known = list(model.model_fields)
    holder = next((part for part in reversed(path[:-1]) if isinstance(part, str)), "")
    if issubclass(model, Attribute):
        own = ", ".join(model.parameters()) or "no parameters of its own"
        variable = VARIABLES.get(name)
        conditions = [n for n, parameter in parameters_of(model).items() if parameter.is_condition]
        hint = near(name, known)
        whose = "_of_rule" if model.own_words else ""
        common = list(COMMON)
        if variable is not None and not variable.internal and not hint:
            listed = [f"`{n}`" for n in sorted(conditions, key=lambda n: n in COMMON)]
            message = _say(
                f"PED002.in_condition{whose}",
                holder=holder,
                name=name,
                conditions=listed,
                takes=own,
                common=common,
            )
        else:
            message = _say(f"PED002.parameter{whose}", holder=holder, name=name, near=hint, takes=own, common=common)
    else:
        message = _say("PED002.field", holder=holder, name=name, near=near(name, known), takes=known)
    return Problem("PED002", message, path, key=True, args={"name": name, "known": known})
