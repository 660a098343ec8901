"""Who yields, told to a person: which attribute is silent where, and to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ...norms.claims import LEARNER, Claim, Clash, Evident, Yielding
from ...norms.norm import Norm
from ...reports.codes import CODES, Severity
from ...reports.report import Finding
from ...reports.saying import Sentence, Sentences
from ..resolved import Resolved
from .headlines import Headlines
from .labels import Names, label, least_of, lines, most_of
from .mending import Known, Mending
from .scene import scene

_say = Sentences("checking")


def yieldings(resolved: Resolved) -> Iterator[Finding]:
    """One finding for each attribute that is silent somewhere, and to whom, or to which bound that others fill."""
    claims = resolved.resolution.claims
    groups: dict[tuple[object, ...], tuple[str, list[Yielding]]] = {}
    for one in resolved.resolution.yieldings:
        bound = _bound(one)
        code = _code(claims[one.loser], [claims[i] for i in one.winners], one.known)
        to = (claims[bound[0]].owner, bool(one.evident)) if bound else _to(claims, one)
        groups.setdefault((code, claims[one.loser].owner, to, one.known, one.spare), (code, []))[1].append(one)
    known, names = Known(resolved), Names(resolved)
    for code, group in groups.values():
        yield _yielding(resolved, known, names, code, group)


def _to(claims: Sequence[Claim], one: Yielding) -> tuple[tuple[int, ...], Evident | None]:
    """To whom one yields, and what makes it plain."""
    return tuple(sorted({claims[i].owner for i in one.winners})), one.evident


def _bound(one: Yielding) -> tuple[int, int] | None:
    """The bound, as (claim, norm) indices, that has no room for all, where one yields to several for that alone."""
    bounds = {None if "some" in reason.about else reason.about.get("bound") for reason in one.reasons}
    return bounds.pop() if len(bounds) == 1 and len(one.winners) > 1 else None


def _code(loser: Claim, winners: list[Claim], known: bool) -> str:
    if loser.layer == LEARNER:
        return "PED203"
    if known:
        return "PED202" if loser.locked else "PED204"
    if any(winner.locked and winner.layer < loser.layer for winner in winners):
        return "PED202"
    if not winners or (not loser.must and any(winner.must for winner in winners)):
        return "PED204"
    return "PED201"


def _yielding(resolved: Resolved, known: Known, names: Names, code: str, group: list[Yielding]) -> Finding:
    every, live = resolved.resolution.claims, resolved.resolution.live
    left = any(live[one.loser] & resolved.speaks(every[one.loser]) for one in group)
    losers = [every[i] for i in dict.fromkeys(one.loser for one in group)]
    winners = [every[i] for i in dict.fromkeys(i for one in group for i in one.winners)]
    region = 0
    for one in group:
        region |= one.region
    who = list(dict.fromkeys(i for one in group for i in (one.loser, *one.winners)))
    when, condition = resolved.when(region, ((i, k) for i in who for k in range(len(every[i].norms))))
    return Finding.of(
        code,
        (_no_room(resolved, code, group) if left else None)
        or _message(resolved, code, group[0], losers, winners, when, left),
        severity=_severity(code, group[0], left),
        args={"left_out": not left, **condition},
        attributes=tuple(dict.fromkeys([losers[0].slug, *(claim.slug for claim in winners)])),
        when=when or "always",
        witness=resolved.witness(region, [*losers, *winners]),
        places=tuple(dict.fromkeys(resolved.place(claim) for claim in [*losers, *winners])),
        details=() if left else (*_why(resolved, names, group), *lines([names.of(i) for i in who])),
        remedy=None if left or code == "PED203" or not winners else _mending(resolved, known, code, group),
    )


def _mending(resolved: Resolved, known: Known, code: str, group: list[Yielding]) -> Mending:
    """What can be done about an attribute that says nothing any more."""
    claims = tuple(sorted({i for one in group for i in (one.loser, *one.winners)}))
    region = 0
    for one in group:
        region |= one.region
    owner = resolved.resolution.claims[group[0].loser].owner
    return Mending(known, Clash(code, claims, region, [reason for one in group for reason in one.reasons]), owner)


def _why(resolved: Resolved, names: Names, group: list[Yielding]) -> list[str]:
    """Why the two cannot be followed together."""
    reasons = (reason for one in group for reason in one.reasons)
    return list(dict.fromkeys(str(Headlines(resolved, names).of(reason)) for reason in reasons))[:1]


def _severity(code: str, kind: Yielding, left: bool) -> Severity:
    """Who says nothing any more is missed, also where it is plain why; a wish is there to give way now and then."""
    if kind.evident and not left:
        return "warning"
    return "info" if left and (kind.spare or (code == "PED204" and not kind.known)) else CODES[code].severity


def _message(
    resolved: Resolved,
    code: str,
    kind: Yielding,
    losers: list[Claim],
    winners: list[Claim],
    when: str,
    left: bool,
) -> Sentence:
    by_owner = {claim.owner: claim for claim in reversed(winners)}
    low, high = _least_and_most(losers, winners)
    others = resolved.words.listed(label(by_owner[owner], high, "most") for owner in sorted(by_owner))
    where = _say("parts.when", when=when) if left and when else _say("parts.everywhere")
    nowhere = where if left and when else _say("parts.in_no_turn")
    many = "one" if len(by_owner) == 1 else "more"
    loser = label(losers[0], low, "least")
    match code:
        case _ if kind.known:
            return _say(f"yields.known.{many}", loser=loser, where=where, others=others)
        case "PED203" if not winners:
            return _say("yields.wishes", loser=loser, where=nowhere)
        case "PED203":
            if not others:
                return _say("yields.authors", loser=loser, where=nowhere)
            return _say("yields.authors_named", loser=loser, where=nowhere, others=others)
        case "PED202":
            return _say(f"yields.locked.{many}", loser=loser, where=nowhere, others=others)
        case "PED204" if not winners:
            return _say("yields.opposite", loser=loser, where=where)
        case "PED204":
            return _say("yields.must", loser=loser, where=where, others=others)
        case _ if kind.evident:
            return _say(f"yields.{kind.evident}", loser=loser, where=where, others=others)
        case _:
            how = "replaced" if kind.replaced else "inner"
            return _say(f"yields.{how}.{many}", loser=loser, where=where, others=others)


def _no_room(resolved: Resolved, code: str, group: list[Yielding]) -> Sentence | None:
    """What is said where a bound has no room for one beside these in some turns, and beside those in others."""
    claims, one = resolved.resolution.claims, group[0]
    bound = _bound(one)
    if bound is None or len({_to(claims, other) for other in group}) == 1:
        return None
    which, k = bound
    others = {claims[i].owner: label(claims[i]) for i in reversed(one.winners) if i != which}
    return _say(
        "no_room.own" if which == one.loser else "no_room.beside",
        loser=label(claims[one.loser]),
        why=_say(f"no_room.why.{'evident' if one.evident else code}"),
        limit=label(claims[which], claims[which].norms[k], "most"),
        others=resolved.words.listed(others[owner] for owner in sorted(others)),
        scene=scene(resolved.witness(one.region, (claims[i] for i in (one.loser, *one.winners)))) or _say("scene.any"),
    )


def _least_and_most(losers: Iterable[Claim], winners: list[Claim]) -> tuple[Norm | None, Norm | None]:
    """The bounds where a loser asks for more than a winner allows."""
    for low in (norm for claim in losers for norm in claim.norms):
        for high in (norm for claim in winners for norm in claim.norms):
            least, most = least_of(low), most_of(high)
            if low.target == high.target and least is not None and most is not None and least > most:
                return low, high
    return None, None
