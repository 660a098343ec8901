"""What is known of the dialogue, and which of the learner's wishes can be followed at all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import and_

from ..norms.claims import Claim
from ..norms.condition import Condition
from ..norms.space import Space, TooManyStates, few_enough
from ..presets.packs import Pack, closure_of
from ..presets.parts import LAYERS
from ..presets.preset import Preset
from ..reports.report import Finding, Place
from .claims import Placed, claims_of, origin_of
from .variables import readable


def tractable(placed: list[Placed], packs: tuple[Pack, ...], notes: list[Finding]) -> list[Placed]:
    """What is placed, without the learner's wishes where only they make the states too many to analyse."""
    authors = [one for one in placed if one.layer != "learner"]
    if len(authors) == len(placed) or _has_space(placed, packs) or not _has_space(authors, packs):
        return placed
    wishes = [one for one in placed if one.layer == "learner"]
    notes.append(
        Finding.of(
            "PED203",
            "The learner's wishes are not taken over: their conditions tell too many dialogue states apart.",
            attributes=tuple(dict.fromkeys(one.attribute.slug() for one in wishes)),
            places=tuple(dict.fromkeys(one.place() for one in wishes)),
        )
    )
    return authors


def _has_space(placed: Sequence[Placed], packs: tuple[Pack, ...]) -> bool:
    vocabulary = closure_of(packs).vocabulary
    conditions = [condition for claim in claims_of(placed) for condition in claim.conditions]
    if not readable(conditions, vocabulary.variables):
        return True  # that is told elsewhere
    return few_enough(conditions, variables=vocabulary.variables, facts=vocabulary.facts)


def known_of(
    given: Condition, presets: Sequence[Preset], placed: Sequence[Placed], packs: tuple[Pack, ...], notes: list[Finding]
) -> Condition:
    """What is known of the dialogue: what the call gives, and the presets from the outside in.

    What an inner preset gives is not taken where it would silence what an outer layer has locked.
    """
    told = [preset for preset in presets if not preset.given.always]
    vocabulary = closure_of(packs).vocabulary
    if (given.always and not told) or not readable([given, *(p.given for p in told)], vocabulary.variables):
        return reduce(and_, (preset.given for preset in told), given)
    locked = [claim for claim in claims_of(placed) if claim.locked]
    conditions = [condition for claim in locked for condition in claim.conditions]
    if not readable(conditions, vocabulary.variables):
        locked, conditions = [], []
    try:
        space = Space(
            [*conditions, given, *(p.given for p in told)], variables=vocabulary.variables, facts=vocabulary.facts
        )
    except TooManyStates:
        return reduce(and_, (preset.given for preset in told), given)  # the analysis meets the same, and tells it
    left = space.mask(given)
    if not left:
        notes.append(_impossible("What is given cannot be", Place(path=("given",))))
    for preset in told:
        here = left & space.mask(preset.given)
        place = preset.place("given")
        rank = LAYERS.index(preset.layer)
        silenced = [claim for claim in locked if claim.layer < rank and _silenced(claim, space, left, here)]
        if left and not here:
            notes.append(_impossible("What is given here cannot be, beside what is given elsewhere", place))
        elif silenced:
            slugs = tuple(dict.fromkeys(claim.slug for claim in silenced))
            notes.append(
                Finding.of(
                    "PED202",
                    f"What is given here is not taken over: {', '.join(f'`{slug}`' for slug in slugs)} would fall "
                    "silent, and an outer layer has locked it. Say it in that layer, or in the call.",
                    attributes=slugs,
                    places=(place, *dict.fromkeys(origin_of(claim)[0].place() for claim in silenced)),
                )
            )
        else:
            given, left = given & preset.given, here
    return given


def _silenced(claim: Claim, space: Space, before: int, after: int) -> bool:
    """Whether a norm of the claim holds in some of the states before, and in none of those after."""
    scope = space.mask(claim.scope) & ~space.mask(claim.but)
    masks = [space.mask(norm.when) & scope for norm in claim.norms]
    return any(mask & before and not mask & after for mask in masks)


def _impossible(what: str, place: Place) -> Finding:
    message = f"{what}: no state of a dialogue agrees with it. Take one of its values out."
    return Finding.of("PED003", message, places=(place,))
