"""Bounds against what many duties add up to: one finding a bound and region."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .claims import Claim, Found
from .standing import Active, Standing
from .theory import words_per_sentence

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
    quantity, least_of = top.norm.target, standing.closure.least
    mask = top.mask & extra.mask if extra else top.mask
    always = (extra,) if extra else ()

    def least(sources: Sequence[Active]) -> int:
        acts = asked = 0
        for one in sources:
            acts |= one.duty
            asked = max(asked, one.asked)
        return least_of(quantity, acts, asked)

    sources = [source for source in standing.adding(quantity) if source.mask & mask]
    for region, some in _overfull(top, most, mask, extra.duty if extra else 0, sources, standing):
        if extra and least(some) > most:
            continue  # that clash does not need this duty
        needed = _needed(top, some, standing.claims, lambda fewer: least((*always, *fewer)) > most)
        told = (*always, *needed)
        found.add(
            "PED105",
            [top.at, *(s.at for s in told)],
            region,
            "sum",
            quantity=quantity,
            most=most,
            least=least(told),
            shares=[(s.at, least([s])) for s in told],
        )


def _overfull(
    top: Active, most: int, mask: int, acts: int, sources: Sequence[Active], standing: Standing
) -> list[tuple[int, list[Active]]]:
    """The regions of `mask` in which what stands needs more than `top` allows, each with the sources that stand there.

    Blocks are refined source by source. At any time they are disjoint; a block knows the acts and questions of the
    sources it lies in. One that stays within the bound with all the sources still to come is given up.
    """
    quantity, least_of = top.norm.target, standing.closure.least
    rest = [(0, 0)]
    for source in reversed(sources):
        rest.append((rest[-1][0] | source.duty, max(rest[-1][1], source.asked)))
    rest.reverse()
    covering = _covering(top, sources, standing)
    blocks = [(mask, acts, 0, 0)]
    for i, source in enumerate(sources):
        more, asks = rest[i]
        refined: list[tuple[int, int, int, int]] = []
        for block in blocks:
            mask, acts, asked, inside = block
            if least_of(quantity, acts | more, max(asked, asks)) <= most:
                continue
            both = 0 if inside & covering[i] else mask & source.mask
            if both:
                refined.append((both, acts | source.duty, max(asked, source.asked), inside | 1 << i))
            if both != mask:
                refined.append((mask ^ both, acts, asked, inside) if both else block)
        blocks = refined
        if not blocks:
            return []
    return [
        (mask, [source for i, source in enumerate(sources) if inside >> i & 1])
        for mask, acts, asked, inside in blocks
        if least_of(quantity, acts, asked) > most
    ]


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
    top: Active, some: Sequence[Active], claims: Sequence[Claim], breaks: Callable[[Sequence[Active]], bool]
) -> list[Active]:
    """One minimal part of `some` that still breaks `top`."""
    needed = list(some)
    # Whole claims first, the weakest before all: a weak one is named only where it is needed.
    others = {source.at[0] for source in some} - {top.at[0]}
    for claim in sorted(others, key=lambda i: (claims[i].rank, i), reverse=True):
        fewer = [s for s in needed if s.at[0] != claim]
        if breaks(fewer):
            needed = fewer
    for source in needed.copy():
        fewer = [s for s in needed if s is not source]
        if breaks(fewer):
            needed = fewer
    return needed


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
            needed = _needed(top, some, standing.claims, lambda fewer: _rate(fewer) > limit)
            at = [top.at, *(s.at for s in needed)]
            found.add("PED105", at, mask, "sum", quantity="reading_grade", most=grade, rate=_rate(needed))


def _rate(sources: Sequence[Active]) -> float:
    """The fewest words a sentence must have on average; 0 where nothing forces any."""
    least = max((s.least for s in sources if s.norm.target == "words"), default=0)
    tops = [s.most for s in sources if s.norm.target == "sentences" and s.most]
    if any(s.norm.target == "only_questions" for s in sources):
        tops += [s.most for s in sources if s.norm.target == "questions" and s.most]
    return least / min(tops) if least and tops else 0.0
