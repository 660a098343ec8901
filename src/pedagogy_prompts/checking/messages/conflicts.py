"""Conflicts told to a person: who clashes with whom, when, and for example where."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import and_
from typing import Any

from ...norms.claims import Clash, Reason
from ...norms.closure import Closure
from ...norms.norm import Norm
from ...norms.vocabulary import OPEN_AND_SHUT
from ...reports.report import Finding
from ...reports.saying import Sentences
from ..parameters import End
from ..resolved import Resolved
from .headlines import Headlines
from .labels import Names, lines, most_of
from .mending import Known, Mending
from .other_words import other_words
from .scene import scene

_say = Sentences("checking")

_LONG = 220
"""A description of states longer than this is left to `when`; the message gives an example instead."""


def conflicts(resolved: Resolved, within: int = -1) -> Iterator[Finding]:
    """One finding for each code and set of attributes that clash in some of the states `within`."""
    claims = resolved.resolution.claims
    groups: dict[tuple[str, tuple[int, ...]], list[Clash]] = {}
    for clash in resolved.resolution.clashes:
        if clash.region & within:
            owners = tuple(sorted({claims[i].owner for i in clash.claims}))
            groups.setdefault((clash.code, owners), []).append(clash)
    names, known = Names(resolved), Known(resolved)
    for (code, _), group in groups.items():
        yield _conflict(resolved, names, known, code, group)


def _conflict(resolved: Resolved, names: Names, known: Known, code: str, group: list[Clash]) -> Finding:
    whole = _whole(group)
    reason = group[0].reasons[0]
    indices = list(dict.fromkeys(i for clash in group for i in clash.claims))
    # Who asks for something stands first: the message reads "asks for ..., and ... forbids it".
    every = resolved.resolution.claims
    asking = {i for i, k in reason.norms if every[i].norms[k].modality in ("oblige", "permit")}
    indices.sort(key=lambda i: (i not in asking, i))
    sides = _sides(resolved, whole.reasons)
    claims = [names.of(i, *sides.get(i, ())) for i in indices]
    norms = (part for reason in whole.reasons for part in reason.norms)
    when, condition = resolved.when(_meeting(resolved, group), norms, whole.within)
    witness = resolved.witness(whole.region, [every[i] for i in indices])
    shown = scene(witness) or _say("scene.any")
    meet = _say("meets.when", when=when, scene=shown)
    if not when:
        some = any(not every[i].norms[k].every for i, k in reason.norms)
        named = every[reason.norms[0][0]].norms[reason.norms[0][1]].target.partition(":")[0] in OPEN_AND_SHUT
        always = _say("meets.taken_up") if named else _say("meets.always")
        meet = _say("meets.nowhere", attribute=claims[0].slug) if some else always
    elif len(meet) > _LONG:
        meet = _say("meets.such", scene=shown)
    reworded = other_words(resolved, reason)
    return Finding.of(
        code,
        Headlines(resolved, names).of(reason),
        args={
            "kind": reason.kind,
            "statements": [claim.label for claim in claims],
            **_about(reason, resolved.closure),
            **condition,
        },
        attributes=tuple(dict.fromkeys(claim.slug for claim in claims)),
        when=when or "always",
        witness=witness,
        places=tuple(dict.fromkeys(claim.place for claim in claims)),
        details=(*lines(claims), meet, *([reworded] if reworded else [])),
        remedy=Mending(known, whole),
    )


def _sides(resolved: Resolved, reasons: list[Reason]) -> dict[int, tuple[Norm, End]]:
    """The norm with which each claim takes part, and which end of it where it is a bound."""
    sides: dict[int, tuple[Norm, End]] = {}
    for reason in reasons:
        for i, k in reason.norms:
            norm = resolved.resolution.claims[i].norms[k]
            most = reason.about.get("most", None if resolved.closure.duty(norm) else most_of(norm))
            limits = most_of(norm) is not None and most_of(norm) == most
            sides.setdefault(i, (norm, "most" if limits else "least"))
    return sides


def _about(reason: Reason, closure: Closure) -> dict[str, Any]:
    kept = ("quantity", "most", "least", "rate")
    about = {name: value for name, value in reason.about.items() if name in kept}
    return {**about, "acts": closure.names(reason.about["acts"])} if "acts" in reason.about else about


def _meeting(resolved: Resolved, group: list[Clash]) -> int:
    """Where what is told meets.

    Of a sum also where a part of other claims is told instead, as enough of them do; of a duty for some turns wherever
    the two stand, not only in the turns in which it is looked for.
    """
    region = 0
    for clash in group:
        region |= clash.region
        for reason in clash.reasons:
            if clash.whole or reason.kind == "sum":
                region |= reduce(and_, (resolved.stands(i, k) for i, k in reason.norms))
    return region


def _whole(group: list[Clash]) -> Clash:
    """The clashes of one finding as one clash."""
    region = 0
    for clash in group:
        region |= clash.region
    claims = tuple(sorted({i for clash in group for i in clash.claims}))
    reasons = [reason for clash in group for reason in clash.reasons]
    within = tuple(condition for clash in group for condition in clash.within)
    return Clash(group[0].code, claims, region, reasons, within=within)
