"""What an attribute says beyond its norms: what only its author knows."""

from __future__ import annotations

from functools import lru_cache

from pydantic import ValidationError

from ..attributes.kit.attribute import Attribute
from ..attributes.kit.parameters import parameters_of
from .claims import statements_of


@lru_cache(maxsize=4096)
def content_of(attribute: Attribute) -> tuple[str, ...]:
    """The parameters whose value can change without the norms changing, where they hold anything.

    Channels, descriptions, names, phrases and lists of words are told to the tutor and compared with nothing, so what
    they say follows from no other attribute.
    """
    kinds = parameters_of(type(attribute))
    return tuple(
        name
        for name in attribute.parameters()
        if getattr(attribute, name) not in (None, "", ())
        and any(_says_the_same(attribute, name, value) for value in kinds[name].samples())
    )


def _says_the_same(attribute: Attribute, name: str, value: object) -> bool:
    """Whether another value of a parameter leaves the norms as they are."""
    now = {field: getattr(attribute, field) for field in type(attribute).model_fields}
    if value == now[name]:
        return False
    try:
        other = type(attribute)(**{**now, name: value})
    except ValidationError:
        return False
    return [one.norms for one in statements_of(other)] == [one.norms for one in statements_of(attribute)]
