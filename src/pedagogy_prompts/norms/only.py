"""Statements that say "only": what they do not name, of acts that are alike, is ruled out."""

from __future__ import annotations

from functools import cache, lru_cache

from .acts import ACTS
from .condition import ALWAYS, Condition
from .law import Implies
from .norm import Norm, forbid
from .theory import THEORY
from .vocabulary import FAMILIES


def only(*acts: str, within: str, when: Condition = ALWAYS, param: str | None = None) -> tuple[Norm, ...]:
    """Bans on all of a family of acts but those named, with what they imply and what is a kind of them."""
    # What a pack brings implies nothing here and is kept out of the store, which must not grow with what presets say.
    return _bans(tuple(sorted({act for act in acts if act in ACTS})), within, when, param)


@lru_cache(maxsize=1024)
def _bans(acts: tuple[str, ...], family: str, when: Condition, param: str | None) -> tuple[Norm, ...]:
    allowed = frozenset[str]().union(*(_implied(act) for act in acts))
    left = [act for act in FAMILIES[family] if act not in allowed and not _implied(act) & frozenset(acts)]
    # What is banned with what it implies needs no ban of its own.
    least = (act for act in left if not any(other != act and other in _implied(act) for other in left))
    return tuple(forbid(act, when, param=param) for act in least)


@cache
def _implied(act: str) -> frozenset[str]:
    """What a tutor does who does an act."""
    return frozenset({act}).union(*map(_implied, _direct().get(act, ())))


@cache
def _direct() -> dict[str, list[str]]:
    """What each act implies by a law of its own, put in order when it is first asked for."""
    found: dict[str, list[str]] = {}
    for law in THEORY:
        if isinstance(law, Implies):
            found.setdefault(law.act, []).append(law.also)
    return found
