"""What is worked out once: a property, and what a function answers."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING or sys.version_info >= (3, 12):
    from functools import cached_property as cached_property
else:

    class cached_property(functools.cached_property):
        """As of Python 3.12: two threads may both work it out, to the same end.

        Until then all objects of a class share a lock: threads wait for each other, and after a fork for ever.
        """

        def __init__(self, func: Any) -> None:
            super().__init__(func)
            self.lock = nullcontext()


MOST_KEPT = 8_000_000
"""Of so many characters and bytes of states the answers are kept; beyond it all stores are emptied."""
_Answer = TypeVar("_Answer")
_stores: list[Callable[[], None]] = []
_taken = 0


def kept(most: int) -> Callable[[Callable[..., _Answer]], functools._lru_cache_wrapper[_Answer]]:
    """Keep a function's last answers about compositions, `most` of them, as long as all that is kept is not too much.

    A store bounded by number alone grows with the size of what strangers write.
    """

    def keeping(asked: Callable[..., _Answer]) -> functools._lru_cache_wrapper[_Answer]:
        store = functools.lru_cache(maxsize=most)(asked)
        _stores.append(store.cache_clear)
        return store

    return keeping


def kept_by_hand(*clear: Callable[[], None]) -> None:
    """Stores of another kind, by what empties them."""
    _stores.extend(clear)


def make_room(size: int) -> None:
    """A composition of so many characters or bytes comes in: what is kept of others goes where it would be too much."""
    global _taken
    _taken += size
    if _taken > MOST_KEPT:
        _taken = size
        for clear in _stores:
            clear()
