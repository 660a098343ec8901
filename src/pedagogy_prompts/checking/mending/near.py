"""Other values that somebody would write into a parameter to mend a clash, each with how far away it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ...attributes.kit.parameters import Parameter
from ...norms.claims import Clash
from ...norms.condition import Condition
from ...norms.theory import words_per_sentence

_ROUND = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 120, 150, 200, 250, 300, 400, 500, 600, 800)
"""Numbers that somebody would write who counts words or sentences."""
_USUAL = 5
"""After so many attempts an answer that was never given is usually released, if it is released at all."""
_MOST_PLACES = 40
"""In so many ways at most one item of a list gives its place to another."""


class Needed(NamedTuple):
    """The numbers that would mend a clash."""

    exactly: tuple[int, ...] = ()
    room: int = 0
    """Of words and sentences a number raised is raised at least to this, so that there is some room."""
    rate: float = 1.0
    """So many times too long sentences are now."""

    @classmethod
    def by(cls, clash: Clash) -> Needed:
        """What the reasons of a clash tell."""
        about = [reason.about for reason in clash.reasons]
        least = tuple(one["least"] for one in about if "least" in one)
        rate = max((one["rate"] / words_per_sentence(one["most"]) for one in about if "rate" in one), default=1.0)
        room = next((n for n in _ROUND if n >= 1.25 * max(least)), 0) if least else 0
        return cls(least, room, 1.15 * rate if rate > 1 else 1.0)

    def fits(self, now: int, value: int) -> bool:
        """Whether a number of words or sentences leaves some room."""
        if value > now:
            return value >= max(self.room, now * self.rate)
        return value * self.rate <= now


def near(parameter: Parameter, now: Any, needed: Needed, *, length: bool) -> Iterator[tuple[Any, float]]:
    """Other values than `now`, each with how far away it is; `length` is for what counts words or sentences."""
    numbers = _ROUND if length else needed.exactly
    for value, cost in parameter.neighbours(now, numbers):
        if value is None:
            continue  # it is taken out instead
        if type(value) is int and length:
            if value not in _ROUND or not needed.fits(now, value):
                continue  # nobody counts words to the last one, or leaves no room
            # Room is given before less is asked for.
            cost = (0.4 if value > now else 0.8) + abs(value - now) / max(20, 2 * now)
        elif isinstance(value, bool):
            cost = 1.2
        elif isinstance(value, str):
            cost = 1.8 + _apart(parameter, now, value)
        elif now == "never" and isinstance(value, Condition):
            number = min(int(one) for one in value.boxes[0][0][1][1])
            cost = 1 + abs(number - _USUAL) / 10
        yield value, cost
    if isinstance(now, tuple):
        yield from _other_items(now, parameter)


def _other_items(now: tuple[Any, ...], parameter: Parameter) -> Iterator[tuple[tuple[Any, ...], float]]:
    """A list with one item for another, or with more of them where the list has an order of its own."""
    choices = parameter.choices
    if len(now) == 1 and parameter.default and isinstance(parameter.default, tuple) and parameter.default != now:
        yield parameter.default, 1.8
    missing = [one for one in choices if one not in now]
    if len(now) * len(missing) > _MOST_PLACES:
        return
    if list(now) == [one for one in choices if one in now]:
        for more in range(1, min(3, len(missing)) + 1):
            yield tuple(one for one in choices if one in now or one in missing[:more]), 1.2 + 0.2 * more
    for one in now[:-2]:  # two that stand beside each other have changed places already
        yield (*(other for other in now if other != one), one), 1.3
    for i in reversed(range(len(now))):
        yield from (((*now[:i], one, *now[i + 1 :]), 3.6) for one in missing)


def _apart(parameter: Parameter, now: Any, value: str) -> float:
    """How far apart two choices stand in their list, which often leads from less to more; the usual one is nearer."""
    choices = parameter.choices
    away = abs(choices.index(value) - choices.index(now)) if {now, value} <= {*choices} else len(choices)
    return 0.1 * min(away, 2) - 0.35 * (value == parameter.default and not parameter.required)
