"""Every enumerable setting of an attribute: what clashes are looked for over, and the shelf is tested over."""

from __future__ import annotations

import itertools
import types
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from ...norms.condition import Condition
from .attribute import Attribute

TEXTS = ["the tide in the harbour", "a market stall"]
MOST = 120


def values(cls: type[Attribute], name: str) -> list[Any]:
    """Some values of a parameter: all where they can be enumerated, else the ends of the range and samples."""
    field = cls.model_fields[name]
    found = list(cls.samples.get(name, ())) or list(_of(field.annotation, field.metadata))
    if field.default is not PydanticUndefined:
        found = [field.default, *(value for value in found if value != field.default)]
    return found


def _of(kind: Any, metadata: list[Any]) -> Iterator[Any]:
    origin = get_origin(kind)
    if origin is Annotated:
        inner, *more = get_args(kind)
        yield from _of(inner, [*metadata, *more])
    elif origin is Literal:
        yield from get_args(kind)
    elif origin in (Union, types.UnionType):
        for part in get_args(kind):
            yield from _of(part, metadata)
    elif kind is bool:
        yield from (False, True)
    elif kind is int:
        low, high = _ends(metadata)
        yield from dict.fromkeys(n for n in (low, low + 1, (low + high) // 2, high) if low <= n <= high)
    elif kind is Condition:
        yield from (Condition.release({"attempts": 3}), Condition(last_answer="correct"), Condition(phase="review"))
    elif origin in (tuple, Sequence):
        members = list(_of(get_args(kind)[0], []))
        for size in range(1, len(members) + 1):
            yield tuple(members[:size])
        if len(members) > 1:
            yield tuple(reversed(members[:2]))
            yield (members[-1],)
    elif kind is str:
        yield from TEXTS
    elif kind is type(None):
        yield None


def _ends(metadata: list[Any]) -> tuple[int, int]:
    low, high = 0, 1000
    for item in metadata:
        for part in getattr(item, "metadata", [item]):
            low = low if (least := getattr(part, "ge", None)) is None else int(least)
            high = high if (most := getattr(part, "le", None)) is None else int(most)
    return low, high


def settings(cls: type[Attribute], most: int = MOST) -> list[Attribute]:
    """Valid instances: each parameter through its values with the others as they are, then combinations."""
    fields = {name: values(cls, name) for name in cls.parameters()}
    if not fields:
        return [cls()]
    tried: list[dict[str, Any]] = []
    for name, options in fields.items():
        for option in options:
            tried.append({name: option})
    tried += [
        dict(zip(fields, chosen, strict=True))
        for chosen in itertools.islice(itertools.product(*(options[:4] for options in fields.values())), 4 * most)
    ]
    required = {name: fields[name][0] for name in fields if cls.model_fields[name].is_required()}
    found: dict[str, Attribute] = {}
    for chosen in tried:
        try:
            one = cls(**{**required, **chosen})
        except ValidationError:
            continue
        found.setdefault(repr(one), one)
        if len(found) >= most:
            break
    assert found, f"{cls.__name__}: no valid setting found"
    return list(found.values())


def described(field: FieldInfo) -> str:
    """The values of a parameter, in words."""
    return " or ".join(dict.fromkeys(_described(field.annotation, field.metadata)))


def _described(kind: Any, metadata: list[Any]) -> Iterator[str]:
    origin = get_origin(kind)
    if origin is Annotated:
        inner, *more = get_args(kind)
        yield from _described(inner, [*metadata, *more])
    elif origin is Literal:
        yield ", ".join(str(value) for value in get_args(kind))
    elif origin in (Union, types.UnionType):
        for part in get_args(kind):
            if part is not type(None):
                yield from _described(part, metadata)
    elif kind is bool:
        yield "true, false"
    elif kind is int:
        low, high = _ends(metadata)
        yield f"{low} to {high}"
    elif kind is Condition:
        yield "a condition"
    elif origin in (tuple, Sequence):
        yield f"a list of {' or '.join(_described(get_args(kind)[0], []))}"
    elif origin is dict:
        yield "a mapping"
    else:
        yield "text"
