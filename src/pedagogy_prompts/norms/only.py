"""Statements that say "only": what they do not name, of acts that are alike, is ruled out."""

from __future__ import annotations

from functools import cache

from .condition import ALWAYS, Condition
from .law import Implies
from .norm import Norm, forbid
from .theory import THEORY
from .vocabulary import FAMILIES


def only(*acts: str, within: str, when: Condition = ALWAYS, param: str | None = None) -> tuple[Norm, ...]:
    """Bans on all of a family of acts but those named, with what they imply and what is a kind of them."""
    return tuple(forbid(act, when, param=param) for act in _others(acts, within))


@cache
def _others(acts: tuple[str, ...], family: str) -> tuple[str, ...]:
    allowed = frozenset[str]().union(*map(_implied, acts))
    left = [act for act in FAMILIES[family] if act not in allowed and not _implied(act) & frozenset(acts)]
    # What is banned with what it implies needs no ban of its own.
    return tuple(act for act in left if not any(other != act and other in _implied(act) for other in left))


@cache
def _implied(act: str) -> frozenset[str]:
    """What a tutor does who does an act."""
    more = (_implied(law.also) for law in THEORY if isinstance(law, Implies) and law.act == act)
    return frozenset({act}).union(*more)
