"""Whether claims keep a norm that somebody else requires of them: where they meet it, and where they break it.

A norm is met where its opposite cannot be followed beside the claims, and broken where it cannot be followed itself. So
both are asked of the same analysis that finds clashes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .claims import Claim
from .closure import Closure
from .condition import ALWAYS, CLOSING, OPENING, Condition
from .masks import union, without
from .norm import Norm, bound, forbid, oblige
from .resolving import Analysis
from .space import Space

_OF_ITS_OWN = -1
"""The owner of what is asked; no claim of a composition has it."""
_TOGETHER = 16
"""So many norms share one analysis: each that is asked about passes over all of them."""


class Kept(NamedTuple):
    """What becomes of one norm that is required; states are masks of the space."""

    asked: int
    """The states of which the norm speaks."""
    met: int
    """Those in which who follows the claims cannot but keep it."""
    broken: int
    """Those in which who follows the claims cannot keep it, or is allowed not to."""
    by: tuple[int, ...]
    """The claims that keep it."""
    against: tuple[int, ...]
    """The claims that break it."""


def kept(required: Sequence[Norm], claims: Sequence[Claim], closure: Closure, space: Space) -> list[Kept]:
    """What claims that can all be followed make of each norm. Each has one norm; the space tells all states apart.

    A wish breaks a norm, as who follows it does, and keeps none. One for some turns is broken where no turn is left for
    it, and kept where a duty for some turns, or for the first or the last one, leads to it.
    """
    return [
        one
        for start in range(0, len(required), _TOGETHER)
        for one in _kept(required[start : start + _TOGETHER], claims, closure, space)
    ]


def _kept(required: Sequence[Norm], claims: Sequence[Claim], closure: Closure, space: Space) -> list[Kept]:
    asking = [[norm] for norm in required]
    opposite = [list(_opposites(norm)) for norm in required]
    extra = [*asking, *opposite]
    owner = len(claims)
    found = Analysis([*claims, *_claims(extra)], closure, space=space)
    at = [*_ranges(extra, owner)]
    states = [space.mask(claim.norms[0].when) for claim in claims]
    sure = [claim.must and claim.norms[0].every for claim in claims]
    kept_ = []
    for i, norm in enumerate(required):
        permits = norm.modality == "permit"
        firm = [
            s if sure[k] and (permits or claims[k].norms[0].modality != "permit") else 0 for k, s in enumerate(states)
        ]
        asked = space.mask(norm.when)
        broken, against = _clashing(found, states, at[i][0], asked)
        if not norm.every:
            met, by = _some_turn(norm, claims, states, closure, space)
        elif norm.modality == "choose":
            by = tuple(k for k, s in enumerate(firm) if s & asked and _as_narrow(claims[k].norms[0], norm))
            met = union(states[k] for k in by) & asked
        else:
            sides = [_clashing(found, firm, k, asked) for k in at[len(required) + i]]
            met, by = asked, tuple(dict.fromkeys(k for _, names in sides for k in names))
            for side, _ in sides:
                met &= side
        looser = [
            (k, without(states[k] & asked, met)) for k, claim in enumerate(claims) if _allows_more(claim.norms[0], norm)
        ]
        broken |= union(more for _, more in looser)
        against = tuple(dict.fromkeys((*against, *(k for k, more in looser if more))))
        kept_.append(Kept(asked, without(met, broken), broken, by, against))
    return kept_


def _opposites(norm: Norm) -> Iterator[Norm]:
    """What a tutor would do who breaks the norm: any of these."""
    match norm.modality:
        case "oblige" | "permit":
            yield forbid(norm.target, norm.when)
        case "forbid":
            yield oblige(norm.target, norm.when)
        case "bound":
            assert isinstance(norm.value, tuple)
            least, most = norm.value
            if most is not None:
                yield bound(norm.target, most + 1, None, norm.when)
            if least:
                yield bound(norm.target, None, least - 1, norm.when)
        case _:
            return


def _claims(groups: Iterable[Sequence[Norm]]) -> Iterator[Claim]:
    for group in groups:
        for norm in group:
            yield Claim("required", "required", (norm,), owner=_OF_ITS_OWN)


def _ranges(groups: Iterable[Sequence[Norm]], start: int) -> Iterator[range]:
    for group in groups:
        yield range(start, start + len(group))
        start += len(group)


def _clashing(found: Analysis, live: Sequence[int], one: int, asked: int) -> tuple[int, tuple[int, ...]]:
    """Where one claim cannot be followed beside those that stand, and beside which; no other one is asked about."""
    stands = [*live, *(asked if i == one else 0 for i in range(len(live), len(found.claims)))]
    clashes = [clash for clash in found.clashes(stands, one) if one in clash.claims]
    others = dict.fromkeys(i for clash in clashes for i in clash.claims if i != one)
    return union(clash.region for clash in clashes) & asked, tuple(others)


def _allows_more(claim: Norm, norm: Norm) -> bool:
    """Whether a bound names a limit that lies beyond the one that is required: "at most 150" allows 150."""
    if claim.modality != "bound" or norm.modality != "bound" or claim.target != norm.target:
        return False
    assert isinstance(claim.value, tuple) and isinstance(norm.value, tuple)
    (least, most), (lowest, highest) = claim.value, norm.value
    above = most is not None and highest is not None and most > highest
    return above or bool(least and lowest and least < lowest)


def _as_narrow(claim: Norm, norm: Norm) -> bool:
    """Whether a choice allows nothing that another one does not."""
    return (
        (claim.modality, claim.target) == ("choose", norm.target)
        and isinstance(claim.value, frozenset)
        and isinstance(norm.value, frozenset)
        and all(any(_is_kind(value, allowed) for allowed in norm.value) for value in claim.value)
    )


def _is_kind(value: str, of: str) -> bool:
    """Whether a value is another one or a kind of it, as en-GB is one of en."""
    return value == of or value.startswith(f"{of}-")


def _some_turn(
    norm: Norm, claims: Sequence[Claim], states: Sequence[int], closure: Closure, space: Space
) -> tuple[int, tuple[int, ...]]:
    """All the states of a duty for some turns where a claim leads to it for certain, and the claims that do."""
    asked = space.mask(norm.when)
    certain = [turn & asked for turn in (space.region(OPENING), space.region(CLOSING))]
    by = []
    for k, claim in enumerate(claims):
        if not (claim.must and closure.duty(claim.norms[0]) & closure.bit[norm.target] and states[k]):
            continue
        always = any(turn and not without(turn, states[k]) for turn in certain) or not without(asked, states[k])
        if always if claim.norms[0].every else not without(states[k], asked):
            by.append(k)
    return (asked if by else 0), tuple(by)


def conditions_of(required: Iterable[Norm], claims: Iterable[Claim], closure: Closure) -> list[Condition]:
    """What a space has to tell apart so that these norms can be asked of these claims."""
    norms = [*required, *(claim.norms[0] for claim in claims)]
    points = [law.when for law in closure.pointless] if any(not norm.every for norm in norms) else []
    return [*(norm.when for norm in norms), ALWAYS, OPENING, CLOSING, Condition(phase="close"), *points]
