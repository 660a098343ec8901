"""What fits into its bound, but hardly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .active import Active
from .claims import Resolution
from .closure import Closure
from .masks import union, without
from .overfull import Overfull
from .standing import Standing
from .weights import Weight

_SHARE = 4, 3
"""From three quarters of a bound on it is tight: what acts take is put low, as a terse tutor might."""


class Tight(NamedTuple):
    """A bound of words that is nearly filled."""

    top: tuple[int, int]
    """The bound, as (claim, norm) indices."""
    parts: tuple[tuple[int, int], ...]
    """What fills it."""
    least: int
    most: int
    region: int
    """The states in which it does."""


def tight(resolution: Resolution, closure: Closure) -> Iterator[Tight]:
    """The bounds of words, each once, that what stands fills nearly: where it fills them most."""
    space, live = resolution.space, resolution.live
    active = (
        Active((i, k), norm, mask, closure.duty(norm), closure.ban(norm))
        for i, claim in enumerate(resolution.claims)
        for k, norm in enumerate(claim.norms)
        if (mask := live[i] & space.mask(norm.when))
    )
    standing = Standing(resolution.claims, closure, active)
    clashing = union(clash.region for clash in resolution.clashes)
    weighed = standing.weighed("words")
    for top in standing.bounding("words"):
        if top.most and (found := list(_filled(top, top.most, clashing, standing))):
            parts, region = max(found, key=lambda one: closure.least("words", *weighed.sum(one[0])))
            least = closure.least("words", *weighed.sum(parts))
            yield Tight(top.at, tuple(source.at for source in parts), least, top.most, region)


def _filled(top: Active, most: int, clashing: int, standing: Standing) -> Iterator[tuple[tuple[Active, ...], int]]:
    whole, part = _SHARE

    def nearly(weight: Weight) -> bool:
        return standing.closure.least("words", *weight) * whole >= most * part

    search = Overfull(standing.weighed("words"), top.at[0], without(top.mask, clashing), nearly)
    yield from search.alone.items()
    for duty in standing.some:
        if duty.duty & standing.closure.bearing("words"):
            yield from search.beside(duty).items()
