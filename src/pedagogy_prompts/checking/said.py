"""What some attributes say, norm by norm, in words: the ground of every view, and of what an instruction keeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..norms.norm import Norm
from ..norms.vocabulary import ORDER_SLOT
from ..wording.phrases import order_pair, told_norm, told_order
from .resolved import Resolved


@dataclass(frozen=True, slots=True)
class Said:
    """One norm as it stands after the resolution; the order of several moves counts as one."""

    claim: int
    norm: Norm
    words: str
    held: int
    also: tuple[int, ...] = ()
    """Further claims that ask for the same or less."""


def said(resolved: Resolved) -> Iterator[Said]:
    """Every norm with the states in which it stands, where it stands at all."""
    closure, words = resolved.closure, resolved.words
    for i in range(len(resolved.resolution.claims)):
        orders: dict[int, list[Norm]] = {}
        for _, _, norm, held in resolved.standing(i):
            if norm.target.startswith(ORDER_SLOT):
                orders.setdefault(held, []).append(norm)
            else:
                yield Said(i, norm, told_norm(norm, closure, words), held)
        for held, norms in orders.items():
            pairs = [pair for norm in norms if (pair := order_pair(norm.target, norm.value))]
            if pairs:
                yield Said(i, norms[0], told_order(pairs, words), held)
