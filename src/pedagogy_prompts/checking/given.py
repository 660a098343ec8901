"""What is known of the dialogue: what the call gives, and what presets may add to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import and_

from ..norms.claims import Claim
from ..norms.closure import Closure
from ..norms.condition import Condition
from ..norms.resolving import Analysis
from ..norms.space import Space, TooManyStates
from ..norms.theory import facts_beside
from ..presets.packs import Pack, closure_of
from ..presets.parts import LAYERS
from ..presets.preset import Preset
from ..reports.report import Finding, Place
from ..reports.saying import Sentence, Sentences
from .claims import Placed, claims_of, origin_of
from .variables import readable

_say = Sentences("checking")


def known_of(
    given: Condition, presets: Sequence[Preset], placed: Sequence[Placed], packs: tuple[Pack, ...], notes: list[Finding]
) -> Condition:
    """What is known of the dialogue: what the call gives, and the presets from the outside in.

    What an inner preset gives is not taken where it would narrow what an outer layer has locked.
    """
    told = [preset for preset in presets if not preset.given.always]
    vocabulary = closure_of(packs).vocabulary
    if (given.always and not told) or not readable([given, *(p.given for p in told)], vocabulary.variables):
        return reduce(and_, (preset.given for preset in told), given)
    claims = claims_of([one for one in placed if one.layer != "learner"])
    conditions = [condition for claim in claims for condition in claim.conditions]
    if not readable(conditions, vocabulary.variables):
        claims, conditions = [], []
    locked = [claim for claim in claims if claim.locked]
    conditions = [condition for claim in locked for condition in claim.conditions]
    facts = [*vocabulary.facts, *(fact for claim in claims for fact in claim.facts)]
    try:
        space = Space(
            [*conditions, given, *(p.given for p in told)],
            variables=vocabulary.variables,
            facts=facts_beside(reduce(and_, (p.given for p in told), given), facts),
        )
    except TooManyStates:
        return _unlocked(given, told, locked, notes)
    left = space.mask(given)
    if not left:
        notes.append(_impossible(_say("PED003.given_never"), Place(path=("given",))))
    for preset in told:
        here = left & space.mask(preset.given)
        place = preset.place("given")
        outer = [claim for claim in locked if claim.layer < LAYERS.index(preset.layer)]
        narrowed = [claim for claim in outer if _narrowed(claim, space, left, here)]
        if left and not here:
            notes.append(_impossible(_say("PED003.given_beside"), place))
        elif narrowed:
            notes.append(_not_taken("narrows", narrowed, place))
        elif stopped := _stopped(claims, outer, closure_of(packs), given, given & preset.given):
            notes.append(_not_taken("stops", stopped, place))
        else:
            given, left = given & preset.given, here
    return given


def _unlocked(given: Condition, told: Sequence[Preset], locked: Sequence[Claim], notes: list[Finding]) -> Condition:
    """What the call gives, and the presets with nothing locked outside them: of the others nobody can say what is lost.

    That all of it together tells few states apart does not help: it would be the inner ones that make them few.
    """
    for preset in told:
        outer = [claim for claim in locked if claim.layer < LAYERS.index(preset.layer)]
        if outer:
            notes.append(_not_taken("unseen", outer, preset.place("given")))
        else:
            given &= preset.given
    return given


def _narrowed(claim: Claim, space: Space, before: int, after: int) -> bool:
    """Whether a norm of the claim loses states by what they are in the variables that it speaks of itself."""
    scope = space.mask(claim.scope) & ~space.mask(claim.but) & before
    spoken = claim.scope.variables | claim.but.variables
    masks = [(space.mask(norm.when) & scope, spoken | norm.when.variables) for norm in claim.norms]
    return any(mask & ~space.like(mask & after, names) for mask, names in masks)


def _stopped(
    claims: Sequence[Claim], locked: Sequence[Claim], closure: Closure, before: Condition, after: Condition
) -> list[Claim]:
    """The locked claims with a duty for some turns that has a turn before, and none after."""
    some = [claim for claim in locked if not all(norm.every for norm in claim.norms)]
    if not some:
        return []
    try:
        now, then = (Analysis(claims, closure, given).resolve() for given in (before, after))
        seen = now.complete and then.complete
    except TooManyStates:
        seen = False
    if not seen:
        return some  # a lock that nobody can see to be kept counts as broken
    gone = {one.loser for one in then.yieldings if one.known} - {one.loser for one in now.yieldings if one.known}
    return [claims[i] for i in sorted(gone) if claims[i] in locked]


def _not_taken(how: str, claims: Sequence[Claim], place: Place) -> Finding:
    slugs = tuple(dict.fromkeys(claim.slug for claim in claims))
    return Finding.of(
        "PED202",
        _say(f"PED202.given_{how}", attributes=[f"`{slug}`" for slug in slugs]),
        attributes=slugs,
        places=(place, *dict.fromkeys(origin_of(claim)[0].place() for claim in claims)),
    )


def _impossible(what: Sentence, place: Place) -> Finding:
    return Finding.of("PED003", what, places=(place,))
