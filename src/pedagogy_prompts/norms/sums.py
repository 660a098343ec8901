"""Bounds against what many duties add up to: one finding a bound and region."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import add
from typing import TypeVar

from .claims import Claim, Found
from .standing import Active, Standing
from .theory import words_per_sentence

W = TypeVar("W")
Weight = tuple[int, int]
"""What a duty brings into a turn: acts, and a number of questions."""

_NOTHING: Weight = (0, 0)

SUMS = ("words", "sentences", "questions", "steps", "hints", "examples")


def sums(standing: Standing, found: Found, extra: Active | None = None) -> None:
    """What all that stands needs more of than a bound allows."""
    for top in standing.bounds:
        quantity = top.norm.target
        if not top.most or (extra and not top.mask & extra.mask):
            continue
        if quantity == "reading_grade":
            if extra is None or extra.norm.target == "only_questions":
                _rates(top, top.most, standing, found, extra)
        elif quantity in SUMS and (extra is None or extra.duty & standing.closure.bearing(quantity)):
            _sum(top, top.most, standing, found, extra)


def _sum(top: Active, most: int, standing: Standing, found: Found, extra: Active | None) -> None:
    quantity, load = top.norm.target, standing.load(top.norm.target)
    if standing.closure.least(quantity, load.acts | (extra.duty if extra else 0), load.asked) <= most:
        return
    mask = top.mask & extra.mask if extra else top.mask
    always = (extra,) if extra else ()
    sources = [source for source in standing.adding(quantity) if source.mask & mask]

    def weight(source: Active) -> Weight:
        return source.duty, source.asked

    def exceeds(weight: Weight) -> bool:
        return standing.closure.least(quantity, *weight) > most

    def least(some: Iterable[Active]) -> int:
        return standing.closure.least(quantity, *reduce(_joined, map(weight, some), _NOTHING))

    told: dict[tuple[Active, ...], int] = {}
    """What is told, with its states: many blocks are overfull for the same reason."""
    for region, some in _overfull(top, most, mask, extra.duty if extra else 0, sources, standing):
        if extra and least(some) > most:
            continue  # that clash does not need this duty
        needed = _needed(top, some, standing.claims, weight, _joined, weight(extra) if extra else _NOTHING, exceeds)
        told[*always, *needed] = told.get((*always, *needed), 0) | region
    for parts, region in told.items():
        found.add(
            "PED105",
            [top.at, *(s.at for s in parts)],
            region,
            "sum",
            quantity=quantity,
            most=most,
            least=least(parts),
            shares=[(s.at, least([s])) for s in parts],
        )


def _joined(one: Weight, other: Weight) -> Weight:
    return one[0] | other[0], max(one[1], other[1])


def _overfull(
    top: Active, most: int, mask: int, acts: int, sources: Sequence[Active], standing: Standing
) -> list[tuple[int, list[Active]]]:
    """The regions of `mask` in which what stands needs more than `top` allows, each with the sources that stand there.

    Blocks are refined source by source. At any time they are disjoint; a block knows the acts and questions of the
    sources it lies in. One that stays within the bound with all the sources still to come is given up.
    """
    quantity, least_of = top.norm.target, standing.closure.least
    rest = [_NOTHING]
    for source in reversed(sources):
        rest.append(_joined(rest[-1], (source.duty, source.asked)))
    rest.reverse()
    if least_of(quantity, acts | rest[0][0], rest[0][1]) <= most:
        return []
    covering = _covering(top, sources, standing)
    blocks = [(mask, acts, 0, 0)]
    for i, source in enumerate(sources):
        more, asks = rest[i + 1]
        refined: list[tuple[int, int, int, int]] = []
        for block in blocks:
            mask, acts, asked, inside = block
            both = 0 if inside & covering[i] else mask & source.mask
            if both:  # with this source the block may have all that it could have before
                refined.append((both, acts | source.duty, max(asked, source.asked), inside | 1 << i))
            if both != mask and least_of(quantity, acts | more, max(asked, asks)) > most:
                refined.append((mask ^ both, acts, asked, inside) if both else block)
        blocks = refined
        if not blocks:
            return []
    return [(mask, [source for i, source in enumerate(sources) if inside >> i & 1]) for mask, _, _, inside in blocks]


def _covering(top: Active, sources: Sequence[Active], standing: Standing) -> list[int]:
    """For each source those before it, as bits, beside which it is never needed.

    A claim's only source adds nothing to one that does all it does. As `_needed` gives up the weaker claim first, it
    finds the stronger one still there, and the weaker one has no part in what is told.
    """
    bearing = standing.closure.counted(top.norm.target)
    claims = [source.at[0] for source in sources]
    order = {i: (i != top.at[0], standing.claims[i].rank, i) for i in claims}
    found: list[int] = []
    for k, source in enumerate(sources):
        covering = 0
        if claims.count(claims[k]) == 1 and claims[k] != top.at[0]:
            acts = source.duty & bearing
            for j, other in enumerate(sources[:k]):
                if not acts & ~other.duty and source.asked <= other.asked and order[claims[j]] < order[claims[k]]:
                    covering |= 1 << j
        found.append(covering)
    return found


def _needed(
    top: Active,
    some: Sequence[Active],
    claims: Sequence[Claim],
    weight: Callable[[Active], W],
    joined: Callable[[W, W], W],
    start: W,
    breaks: Callable[[W], bool],
) -> list[Active]:
    """One minimal part of `some` that still breaks `top`, together with what weighs `start`."""

    def kept(groups: Sequence[list[Active]], always: Sequence[Active]) -> list[list[Active]]:
        """The groups without those that, tried in order, can be given up."""
        weights = [reduce(joined, map(weight, group)) for group in groups]
        later = [reduce(joined, map(weight, always), start)]
        for one in reversed(weights):
            later.append(joined(later[-1], one))
        found, before = [], start
        for group, one, after in zip(groups, weights, later[-2::-1], strict=True):
            if not breaks(joined(before, after)):
                found.append(group)
                before = joined(before, one)
        return found

    # Whole claims first, the weakest before all: a weak one is named only where it is needed.
    by_claim: dict[int, list[Active]] = {}
    for source in some:
        by_claim.setdefault(source.at[0], []).append(source)
    own = by_claim.pop(top.at[0], [])
    others = sorted(by_claim, key=lambda i: (claims[i].rank, i), reverse=True)
    left = kept([by_claim[i] for i in others], own)
    staying = {source.at for group in (own, *left) for source in group}
    if len(staying) == len(left):  # a source a claim: none was given up after one that is left, so all are needed
        return [source for source in some if source.at in staying]
    singly = [[source] for source in some if source.at in staying]
    return [source for group in kept(singly, ()) for source in group]


def _rates(top: Active, grade: int, standing: Standing, found: Found, extra: Active | None) -> None:
    """Many words in few sentences make long ones, too long for a low reading grade."""
    sources = [a for a in standing.bounding("words") if a.least]
    sources += [a for a in standing.bounds if a.norm.target in ("sentences", "questions") and a.most]
    sources += [d for d in standing.duties if d.norm.target == "only_questions"]
    sources += [extra] if extra else []
    limit = words_per_sentence(grade)
    if _rate(sources) <= limit:
        return
    blocks: list[tuple[int, tuple[Active, ...]]] = [(top.mask & extra.mask if extra else top.mask, ())]
    for source in sources:
        blocks = [
            block
            for mask, some in blocks
            for block in ((mask & source.mask, (*some, source)), (mask & ~source.mask, some))
            if block[0]
        ]
    for mask, some in blocks:
        if _rate(some) > limit and not (extra and _rate([s for s in some if s is not extra]) > limit):
            start: tuple[Active, ...] = ()
            needed = _needed(top, some, standing.claims, _alone, add, start, lambda few: _rate(few) > limit)
            at = [top.at, *(s.at for s in needed)]
            found.add("PED105", at, mask, "sum", quantity="reading_grade", most=grade, rate=_rate(needed))


def _alone(source: Active) -> tuple[Active, ...]:
    return (source,)


def _rate(sources: Sequence[Active]) -> float:
    """The fewest words a sentence must have on average; 0 where nothing forces any."""
    least = max((s.least for s in sources if s.norm.target == "words"), default=0)
    tops = [s.most for s in sources if s.norm.target == "sentences" and s.most]
    if any(s.norm.target == "only_questions" for s in sources):
        tops += [s.most for s in sources if s.norm.target == "questions" and s.most]
    return least / min(tops) if least and tops else 0.0
