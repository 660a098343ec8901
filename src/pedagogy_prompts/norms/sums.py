"""Bounds against what many duties add up to: one finding a bound and region."""

from __future__ import annotations

from .active import Active
from .claims import Found
from .standing import Standing
from .theory import LONGEST_SENTENCE, words_per_sentence
from .weights import Rate, Weight, words_a_sentence


def sums(standing: Standing, found: Found, extra: Active | None = None) -> None:
    """What all that stands needs more of than a bound allows, and words that find no room in few sentences."""
    for top, bearing in standing.tops:
        assert top.most is not None
        if top.norm.target == "reading_grade":
            if extra is None or extra.norm.target == "only_questions":
                _rates(top, top.most, standing, found, extra)
        # None at all is a ban, and no sum.
        elif top.most and bearing and (extra is None or (extra.duty & bearing and extra.mask & top.mask)):
            _sum(top, top.most, standing, found, extra)

    for low in standing.bounding("words") if extra is None else ():
        if low.least:
            _lengths(low, standing, found)


def _sum(top: Active, most: int, standing: Standing, found: Found, extra: Active | None) -> None:
    quantity, least = top.norm.target, standing.closure.least

    def exceeds(weight: Weight) -> bool:
        return least(quantity, *weight) > most

    weighed = standing.weighed(quantity)
    if not exceeds(weighed.whole(extra)) or not standing.concerns("most", top, weighed):
        return
    search = standing.overfull("most", top, weighed, exceeds)
    for parts, region in (search.beside(extra) if extra else search.alone).items():
        found.add(
            "PED105",
            [top.at, *(s.at for s in parts)],
            region,
            "sum",
            quantity=quantity,
            most=most,
            least=least(quantity, *weighed.sum(parts)),
            shares=[(s.at, least(quantity, *weighed.weight(s))) for s in parts],
        )


def _rates(top: Active, grade: int, standing: Standing, found: Found, extra: Active | None) -> None:
    """Many words in few sentences make long ones, too long for a low reading grade."""
    limit, rates = words_per_sentence(grade), standing.rates()

    def exceeds(rate: Rate) -> bool:
        return words_a_sentence(rate) > limit

    if not exceeds(rates.whole(extra)) or not standing.concerns("most", top, rates):
        return
    search = standing.overfull("most", top, rates, exceeds)
    for parts, region in (search.beside(extra) if extra else search.alone).items():
        rate = words_a_sentence(rates.sum(parts))
        at = [top.at, *(s.at for s in parts)]
        found.add("PED105", at, region, "sum", quantity="reading_grade", most=grade, rate=rate)


def _lengths(low: Active, standing: Standing, found: Found) -> None:
    """Many words in few sentences make some that nobody follows; a question may have sentences of its own before it."""
    rates = standing.rates()

    def exceeds(rate: Rate) -> bool:
        return low.least > LONGEST_SENTENCE * (rate[1] or low.least)

    if not exceeds(rates.whole(None)) or not standing.concerns("least", low, rates):
        return
    for parts, region in standing.overfull("least", low, rates, exceeds).alone.items():
        room = rates.sum(parts)[1]
        found.add("PED105", [low.at, *(s.at for s in parts)], region, "length", least=low.least, room=room)
