"""Bounds against what many duties add up to: one finding a bound and region."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from .active import Active
from .claims import Found
from .closure import Closure
from .overfull import Told, Weighed
from .standing import Standing
from .theory import LONGEST_SENTENCE, words_per_sentence
from .weights import Rate, Weight, words_a_sentence


class Filled(NamedTuple):
    """A bound that what bears on it may be too much for."""

    top: Active
    weighed: Weighed[Any]
    exceeds: Callable[[Any], bool]

    def told(self, standing: Standing, extra: Active | None) -> Told:
        """The least of it that is too much; with one more, what only then is."""
        search = standing.overfull("most", self.top, self.weighed, self.exceeds)
        return search.beside(extra) if extra else search.alone

    def tipped_by(self, duty: Active, state: int) -> bool:
        """Whether in one state, in which both stand, it is too much with a duty, and not without it."""
        rest, whole = self.weighed.beside(duty, state)
        return self.exceeds(whole) and not self.exceeds(rest)


def filled(standing: Standing, extra: Active | None = None) -> Iterator[Filled]:
    """The bounds that all that stands may be too much for; with one more, those of them that this adds to."""
    for top, bearing in standing.tops:
        assert top.most is not None
        quantity = top.norm.target
        found: Filled | None = None
        if quantity == "reading_grade":
            if extra is None or extra.norm.target == "only_questions":
                found = Filled(top, standing.rates(), partial(_too_long, words_per_sentence(top.most)))
        # None at all is a ban, and no sum.
        elif top.most and bearing and (extra is None or extra.duty & bearing):
            found = Filled(top, standing.weighed(quantity), partial(_too_much, standing.closure, quantity, top.most))
        if found and found.exceeds(found.weighed.whole(extra)) and (extra is None or extra.mask & top.mask):
            yield found


def sums(standing: Standing, found: Found) -> None:
    """What all that stands needs more of than a bound allows, and words that find no room in few sentences."""
    for one in filled(standing):
        add(one, standing, found)
    for low in standing.bounding("words"):
        if low.least:
            _lengths(low, standing, found)


def add(one: Filled, standing: Standing, found: Found, extra: Active | None = None) -> None:
    """What is too much for one bound; with one more, what only then is."""
    top, weighed, _ = one
    if not standing.concerns("most", top, weighed):
        return
    for parts, region in one.told(standing, extra).items():
        whole, at = weighed.sum(parts), tuple(source.at for source in parts)
        about: dict[str, Any] = {"quantity": top.norm.target, "most": top.most}
        if top.norm.target == "reading_grade":  # many words in few sentences make long ones
            about["rate"] = words_a_sentence(whole)
        else:
            about |= {"bound": top.at, "least": standing.closure.least(top.norm.target, *whole), "shares": at}
        found.add("PED105", (top.at, *at), region, "sum", **about)


def _too_much(closure: Closure, quantity: str, most: int, weight: Weight) -> bool:
    return closure.least(quantity, *weight) > most


def _too_long(limit: float, rate: Rate) -> bool:
    return words_a_sentence(rate) > limit


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
