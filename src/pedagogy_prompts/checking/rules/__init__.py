"""The shelf of rules: checks that are not derived from clashing norms, one module each."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...reports.report import Finding
    from ..gather import Composition
    from ..resolved import Resolved


@cache
def _all(function: str) -> tuple[Callable[..., Iterable[Finding]], ...]:
    """The functions of this name that rules have."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = (import_module(f"{__name__}.{name}") for name in names)
    return tuple(getattr(module, function) for module in modules if hasattr(module, function))


def find_all(resolved: Resolved) -> Iterator[Finding]:
    """What the rules have to say that look at the attributes alone."""
    yield from find_plain(resolved)
    for advise in _all("advise"):
        yield from advise(resolved)


def find_plain(resolved: Resolved) -> Iterator[Finding]:
    """The same without advice, which has to be tried before it is given."""
    for find in _all("find"):
        yield from find(resolved)


def find_in(composition: Composition, resolved: Resolved | None) -> list[Finding]:
    """What the rules have to say that also look at how it was put together, and not at what a call says of the lesson.

    `resolved` is None where it could not be analysed.
    """
    return [finding for find in _all("find_in") for finding in find(composition, resolved)]


def find_for(composition: Composition, texts: str) -> list[Finding]:
    """What the rules have to say that look at the lesson; `texts` are all of it together, for a first look."""
    return [finding for find in _all("find_for") for finding in find(composition, texts)]
