"""Whether the parts of a stored instruction are what its writer could have written: digests can be made anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..norms.variables import VARIABLES
from ..norms.vocabulary import QUANTITIES
from ..presets.parts import LAYERS
from .stored import StoredError

MOST_VALUES = 1_000
"""The most values that all variables of an app have together; each may tell states apart."""


def hold_to_values(data: Mapping[str, Any]) -> None:
    """Let conditions name values of their variables, and norms have values of their kind. Raises `StoredError`."""
    wrong = next(_wrong(data), None)
    if wrong is not None:
        raise StoredError(f"This instruction is damaged: {wrong:.300}. Compose it again.")


def _wrong(data: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong, each with its place."""
    for i, norm in enumerate(data["norms"]):
        if not _is_value(norm["modality"], norm["value"], norm["target"]):
            yield f"`norms.{i}.value` is no value of `{norm['modality']}`"
        for name, value in ((name, value) for box in norm["when"] for name, values in box.items() for value in values):
            if name in VARIABLES and VARIABLES[name].scale and not _is_count(value):
                yield f"`norms.{i}.when` names a value that `{name}` does not have"
    for i, source in enumerate(data["provenance"]["sources"]):
        if source["layer"] not in LAYERS:
            yield f"`provenance.sources.{i}.layer` is no layer"
    if data["ground"] is not None:
        yield from _wrong_ground(data["ground"])


def _wrong_ground(ground: Mapping[str, Any]) -> Iterator[str]:
    values = {name: set(_typed(one.values)) for name, one in VARIABLES.items()}
    many = 0
    for i, one in enumerate(ground["variables"]):
        own, many = set(_typed(one["values"])), many + len(one["values"])
        if not own or len(own) != len(one["values"]) or not set(_typed(one["calm"])) <= own:
            yield f"`ground.variables.{i}` says twice or does not say which values it has"
        if one["scale"] and one["values"] != [*range(len(one["values"]))]:
            yield f"`ground.variables.{i}.values` do not count from 0"
        if one["name"] in VARIABLES and VARIABLES[one["name"]].scale != one["scale"]:
            yield f"`ground.variables.{i}.scale` is not that of `{one['name']}`"
        values[one["name"]] = own
    if many > MOST_VALUES:
        yield f"`ground.variables` have {many:,} values together, and at most {MOST_VALUES:,} can be told apart"
    for name, classes in ground["classes"].items():
        told = [value for one in classes for value in _typed(one)]
        if name not in values or not set(told) <= values[name] or len(told) != len(set(told)):
            yield f"`ground.classes.{name}` are no classes of its values"
    for place, boxes in _conditions(ground):
        for name, literal in ((name, literal) for box in boxes for name, literal in box.items()):
            if len(literal) != 1 or not set(_typed(next(iter(literal.values())))) <= values.get(name, set()):
                yield f"`ground.{place}` names a value that `{name}` does not have"
    for i, one in enumerate(ground["standing"]):
        if not _is_value(one["kind"], one["value"], one["target"]):
            yield f"`ground.standing.{i}.value` is no value of `{one['kind']}`"
        if one["layer"] not in LAYERS:
            yield f"`ground.standing.{i}.layer` is no layer"
        if not one["every"] and one["kind"] != "must":
            yield f"`ground.standing.{i}.every`: only a duty may be one of some turn"


def _conditions(ground: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[Mapping[str, Any]]]]:
    yield "reachable", ground["reachable"]
    yield "given", ground["given"]
    for name in ("ruled_out", "facts"):
        for i, (if_, then, because) in enumerate(ground.get(name, ())):
            if not (isinstance(if_, list) and isinstance(then, list) and isinstance(because, str)):
                raise StoredError(f"This instruction is damaged: `ground.{name}.{i}` is no fact. Compose it again.")
            yield f"{name}.{i}", [*if_, *then]
    yield from ((f"standing.{i}.when", one["when"]) for i, one in enumerate(ground["standing"]))


def _is_value(kind: str, value: Any, target: str) -> bool:
    match kind:
        case "bound":
            if not isinstance(value, list) or len(value) != 2 or target not in QUANTITIES:
                return False
            limits = [limit for limit in value if limit is not None]
            return bool(limits) and all(map(_is_count, limits)) and limits == sorted(limits)
        case "choice" | "choose":
            return isinstance(value, list) and bool(value) and all(isinstance(one, str) for one in value)
        case _:
            return value is None


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _typed(values: Iterable[Any]) -> Iterator[tuple[type, Any]]:
    """The values, with True and 1 apart."""
    return ((type(value), value) for value in values)
