"""What a form needs to know: every attribute with its parameters, as plain data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import NoneType
from typing import Any, get_args

from pydantic import BaseModel

from ..attributes.kit.attribute import COMMON, FAMILIES, Attribute
from ..attributes.kit.parameters import Alternative, Parameter, parameters_of
from ..attributes.kit.types import Listed
from ..base.labels import label_of
from ..norms.condition import Condition
from ..norms.variables import Variable
from ..presets.context import Context
from ..presets.packs import Pack, closure_of, packs_of, shelf
from ..wording.words import words_for
from .explain import docs_parts


def attribute_catalogue(*, packs: Iterable[Pack] = ()) -> dict[str, Any]:
    """Everything a form needs, as plain data that is the caller's own.

    Its keys are `attributes`, `common`, `families`, `context` and `variables`.

    An attribute has its `slug`, a `title`, its `family`, `help` (what it does), `why`, `use_when`, `avoid_when`, and
    its `parameters`, the main one first. `common` are the parameters that every attribute takes besides, `context`
    those of the lesson, `families` the families in the order of a text, and `variables` what a condition can speak of.

    A parameter has its `name`, a `label`, `help`, whether it is `required`, its `default` as a preset writes it, and
    `types`, the best for a form first: "choice" and "choices" (several of them) out of `choices`, each a `value` with
    a `label`; "text" and "texts" of at most `longest` characters; "number" from `least` to `most`; "switch";
    "condition" and "release" (a condition or "never"); "mapping" and "mappings", with `fields` where their names are
    fixed. A list has at least `items` items, and with `distinct` none twice. What does not apply is None, False or
    empty.

    The first call reads the whole shelf; later ones copy what it found. `packs` bring attributes of your own. Raises
    `PedagogyError` for packs that do not fit together.
    """
    found: dict[str, Any] = json.loads(_catalogue(packs_of(packs)))
    return found


@lru_cache(maxsize=4)
def _catalogue(packs: tuple[Pack, ...]) -> str:
    classes = shelf(packs)
    used = {cls.family for cls in classes.values()}
    common = parameters_of(Attribute)
    whole = {
        "attributes": [_attribute(slug, cls) for slug, cls in classes.items()],
        "common": [_parameter(common[name]) for name in COMMON],
        "families": [{"name": name, "label": label_of(name)} for name in FAMILIES if name in used],
        "context": _fields(Context),
        "variables": [_variable(one) for one in closure_of(packs).vocabulary.variables.values() if not one.internal],
    }
    return json.dumps(whole, ensure_ascii=False, default=str)


def _attribute(slug: str, cls: type[Attribute]) -> dict[str, Any]:
    docs = docs_parts(cls)
    return {
        "slug": slug,
        "title": label_of(slug),
        "family": cls.family,
        "help": docs["summary"],
        "why": docs.get("Why", ""),
        "use_when": docs.get("Use it when", ""),
        "avoid_when": docs.get("Do not use it when", ""),
        "parameters": [_parameter(parameters_of(cls)[name]) for name in cls.parameters()],
    }


def _fields(model: type[BaseModel]) -> list[dict[str, Any]]:
    return [_parameter(one) for one in parameters_of(model).values()]


def _parameter(one: Parameter) -> dict[str, Any]:
    kinds = {_type(each, one): each for each in one.alternatives if each.kind is not NoneType}
    kinds.pop("", None)
    if one.is_release:  # which "never" belongs to
        kinds.pop("choice")
    numbers = [each.range for name, each in kinds.items() if name == "number"]
    lists = [mark for each in kinds.values() for mark in each.constraints if isinstance(mark, Listed)]
    models = [model for each in kinds.values() for model in _models(each)]
    return {
        "name": one.name,
        "label": label_of(one.name),
        "help": " ".join(one.docs.split()),
        "types": sorted(kinds, key=_ORDER.index),
        "choices": [{"value": value, "label": label_of(str(value))} for value in one.choices],
        "required": one.required,
        "default": one.plain_default,
        "least": numbers[0][0] if numbers else None,
        "most": numbers[0][1] if numbers else None,
        "longest": next((most for each in kinds.values() if (most := _longest(each)) is not None), None),
        "items": lists[0].least if lists else 0,
        "distinct": bool(lists) and lists[0].distinct,
        "fields": _fields(models[0]) if models else [],
    }


def _variable(one: Variable) -> dict[str, Any]:
    choices = () if one.scale or isinstance(one.values[0], bool) else one.values
    return {
        "name": one.name,
        "label": label_of(one.name),
        "help": words_for("en").views["variables"].get(one.name, ""),
        "type": "number" if one.scale else "choice" if choices else "switch",
        "choices": [{"value": value, "label": label_of(str(value))} for value in choices],
        "least": one.values[0] if one.scale else None,
        "most": one.values[-1] if one.scale else None,
    }


_ORDER = (
    "number", "choice", "release", "condition", "switch", "choices", "texts", "text", "mappings", "mapping",
)  # fmt: skip


def _type(one: Alternative, whole: Parameter) -> str:
    """What a form calls it; nothing for what it knows from another type."""
    if one.choices:
        return "choice"
    if one.is_list:
        item = Parameter("", get_args(one.kind)[0])
        return "choices" if item.choices else "mappings" if item.models else "texts"
    if one.is_mapping or one.is_model:
        return "mapping"
    if one.kind is Condition:
        return "release" if whole.is_release else "condition"
    return _SCALARS.get(one.kind, "")


_SCALARS: Mapping[Any, str] = {bool: "switch", int: "number", float: "number", str: "text"}


def _models(one: Alternative) -> tuple[type[BaseModel], ...]:
    return (one.kind,) if one.is_model else Parameter("", get_args(one.kind)[0]).models if one.is_list else ()


def _longest(one: Alternative) -> int | None:
    if one.is_list:
        return next(map(_longest, Parameter("", get_args(one.kind)[0]).alternatives), None)
    lengths = (getattr(part, "max_length", None) for part in one.constraints)
    return next((length for length in lengths if length is not None), None) if one.kind is str else None
