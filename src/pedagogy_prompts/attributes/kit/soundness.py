"""What is wrong with an attribute's class, or with the values it is given, said in words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from ...base.errors import PedagogyError
from ...base.inline import shown
from ...norms.spelling import did_you_mean
from .parameters import parameters_of

NEEDS = ("materials", "objectives")
MOST_HELPED = 100
"""Beside so many errors of one attribute stands what is near."""
_OF_TABLES = frozenset({"by", "it"})
"""What a table of words means something of its own by."""
_NO_NAME_IN_YAML = frozenset({"on", "off", "yes", "no", "y", "n"})


def sound(cls: type[Any], base: type[BaseModel], families: tuple[str, ...]) -> None:
    """Raises `PedagogyError` for a class that states what cannot be; what it leaves out a subclass may add."""
    faults = [*_faults(cls, base, families)]
    if faults:
        raise PedagogyError(f"The attribute {cls.__name__} ({cls.__module__}) cannot be used. " + " ".join(faults))


def _faults(cls: type[Any], base: type[BaseModel], families: tuple[str, ...]) -> Iterator[str]:
    family = getattr(cls, "family", None)
    if family is not None and family not in families:
        yield f"family = {family!r} is none of {', '.join(families)}.{did_you_mean(family, families)}"
    for name in cls.model_fields:
        if name not in base.model_fields and hasattr(base, name):
            yield f"`{name}` is something every attribute has, so no parameter can be called so: give it another name."
        elif name in _OF_TABLES:
            yield f"`{name}` is a word of the tables of words, so no parameter can be called so: give it another name."
        elif name in _NO_NAME_IN_YAML:
            yield f"`{name}` is a truth value to many readers of YAML, so no parameter can be called so: name it anew."
    for name in ("evidence", "gives_access", "needs"):
        value = getattr(cls, name)
        if not isinstance(value, tuple):
            yield f'{name} = {value!r} has to be a tuple: write {name} = ("{value}",).'
    if isinstance(cls.needs, tuple) and (wrong := [one for one in cls.needs if one not in NEEDS]):
        yield f"needs = {cls.needs!r} names {wrong[0]!r}; only {', '.join(NEEDS)} can be needed."
    if cls.stands is not None and [type(part) for part in cls.stands] != [str, int]:
        yield f'stands = {cls.stands!r} has to be a group of the text and a place in it, such as ("session", 50).'


def no_family(cls: type[Any], families: tuple[str, ...]) -> PedagogyError:
    """The error for a class that was to be used before it says to which family it belongs."""
    return PedagogyError(
        f"The attribute {cls.__name__} ({cls.__module__}) has no family, so it has no place in the text. Write "
        f'family = "..." into the class: one of {", ".join(families)}.'
    )


def altered(attribute: BaseModel, error: TypeError) -> PedagogyError:
    """The error for an attribute with a value that can be altered, so that nothing can be kept of it."""
    cls, holders = type(attribute), [name for name, value in attribute if type(value).__hash__ is None]
    what = f"Its parameter `{holders[0]}` takes" if holders else "One of its parameters takes"
    return PedagogyError(
        f"The attribute {cls.__name__} ({cls.__module__}) cannot be used. {what} what can be altered ({error}): "
        "declare it as what cannot, such as tuple[str, ...] in place of list[str]."
    )


def helped(cls: type[Any], error: ValidationError) -> ValidationError:
    """The error, with the nearest known names beside a parameter or a value that nobody knows."""
    found = error.errors(include_url=False)
    told = [_unknown(cls, detail["type"], detail["loc"], detail["input"]) for detail in found[:MOST_HELPED]]
    if not any(told):
        return error
    return ValidationError.from_exception_data(
        error.title, [_detail(detail, message) for detail, message in zip_longest(found, told)]
    )


def _unknown(cls: type[Any], kind: str, where: tuple[int | str, ...], value: Any) -> str | None:
    """What to say of something unknown, None where that is not what is wrong."""
    model: type[BaseModel] = cls
    known = parameters_of(model)
    if kind == "extra_forbidden" and len(where) == 1:
        own = cls.parameters()
        takes, common = ", ".join(own) or "no parameters of its own", ", ".join(one for one in known if one not in own)
        hint = did_you_mean(where[0], known)
        return f"{cls.__name__} has no parameter '{where[0]}'.{hint} It takes {takes}; and {common}."
    if kind == "literal_error" and where[0] in known:
        parameter = known[str(where[0])]
        hint = did_you_mean(value, map(str, parameter.choices)) if isinstance(value, str) else ""
        return f"{shown(value)} is not a value of `{where[0]}`.{hint} It takes {parameter.takes()}."
    return None


def _detail(detail: ErrorDetails, message: str | None) -> InitErrorDetails:
    kind, context = detail["type"], detail.get("ctx", {})
    if message is None:
        same = InitErrorDetails(type=kind, loc=detail["loc"], input=detail["input"], ctx=context)
        try:
            ValidationError.from_exception_data("", [same])
        except (KeyError, TypeError):  # an error of an author's own kind
            message = detail["msg"]
        else:
            return same
    custom = PydanticCustomError(kind, message, context)
    return InitErrorDetails(type=custom, loc=detail["loc"], input=detail["input"])
