"""Who yields, told to a person: which attribute is silent where, and to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...norms.claims import LEARNER, Claim, Clash, Yielding
from ...norms.norm import Norm
from ...reports.codes import CODES, Severity
from ...reports.report import Finding
from ...reports.saying import Sentence, Sentences
from ..resolved import Resolved
from .headlines import Headlines
from .labels import Names, label, least_of, lines, most_of
from .mending import Known, Mending

_say = Sentences("checking")


def yieldings(resolved: Resolved) -> Iterator[Finding]:
    """One finding for each attribute that is silent somewhere, and to whom."""
    claims = resolved.resolution.claims
    groups: dict[tuple[object, ...], tuple[str, list[Yielding]]] = {}
    for one in resolved.resolution.yieldings:
        winners = tuple(sorted({claims[i].owner for i in one.winners}))
        code = _code(claims[one.loser], [claims[i] for i in one.winners], one.known)
        key = (code, claims[one.loser].owner, winners, one.known, one.evident, one.spare)
        groups.setdefault(key, (code, []))[1].append(one)
    known, names = Known(resolved), Names(resolved)
    for code, group in groups.values():
        yield _yielding(resolved, known, names, code, group)


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
        _message(resolved, code, group[0], losers, winners, when, left),
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


def _least_and_most(losers: Iterable[Claim], winners: list[Claim]) -> tuple[Norm | None, Norm | None]:
    """The bounds where a loser asks for more than a winner allows."""
    for low in (norm for claim in losers for norm in claim.norms):
        for high in (norm for claim in winners for norm in claim.norms):
            least, most = least_of(low), most_of(high)
            if low.target == high.target and least is not None and most is not None and least > most:
                return low, high
    return None, None
