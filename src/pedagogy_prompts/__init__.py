"""Typed pedagogy attributes, proved consistent, written as one system instruction for a chat-model tutor.

from pedagogy_prompts import SocraticQuestioning, WithholdAnswer, compose

tutor = compose(SocraticQuestioning(), WithholdAnswer(until={"attempts": 3}), subject="fractions")
print(tutor.text)
"""

# The list of public names is __init__.pyi, which type checkers read too. Each is imported when it is asked for.

from __future__ import annotations

from typing import Any

from .base import forking as _forking  # noqa: F401  a fork waits from now on
from .base.version import __version__ as __version__

_homes: dict[str, str] = {}


def _listed() -> dict[str, str]:
    """The public names that the list holds, each with its module."""
    if not _homes:
        assert __spec__ is not None and __spec__.loader is not None
        text: bytes = __spec__.loader.get_data(f"{__path__[0]}/__init__.pyi")  # type: ignore[attr-defined]
        lines = (line.split() for line in text.decode().splitlines() if line.startswith("from ."))
        _homes.update({name: module for _, module, _, name, *_ in lines})  # at once, for other threads look too
    return _homes


def _shelved() -> dict[str, str]:
    """The attributes of the shelf, each with its module."""
    from .attributes.kit.attribute import attribute_slugs, class_name_of

    return {class_name_of(slug): f".attributes.{slug}" for slug in attribute_slugs()}


def _names() -> list[str]:
    return [*sorted({*_listed(), *_shelved()}), "__version__"]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name == "__all__":
        return _names()
    home = _listed().get(name)
    if home is None and name[:1].isupper():
        home = _shelved().get(name)
    if home is None:
        from .norms.spelling import did_you_mean

        hint = "" if name.startswith("_") else did_you_mean(name, _names())
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}.{hint}")
    value = getattr(import_module(home, __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return _names()
