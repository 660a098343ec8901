"""Whose an attribute is: what an app's own class gets wrong is said with its name and its pack's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from weakref import WeakKeyDictionary

from pydantic import ValidationError

from ..base.errors import PedagogyError

_PACKS: WeakKeyDictionary[type, str] = WeakKeyDictionary()


def belongs(cls: type, pack: str) -> None:
    """Keep that an attribute comes with a pack."""
    _PACKS[cls] = pack


def of_pack(cls: type) -> str:
    """The pack an attribute comes with, as it follows the attribute's name; nothing where there is none."""
    return f" of the pack '{_PACKS[cls]}'" if cls in _PACKS else ""


@contextmanager
def answering(cls: type, what: str) -> Iterator[None]:
    """Raises `PedagogyError` for whatever fails in an attribute's own code."""
    try:
        yield
    except (PedagogyError, ValidationError):
        raise
    except Exception as error:
        raise PedagogyError(
            f"{what} of the attribute {cls.__name__}{of_pack(cls)} fails: {type(error).__name__}: {error}"
        ) from error
