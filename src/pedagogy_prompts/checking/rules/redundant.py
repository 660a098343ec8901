"""PED303: everything an attribute asks for follows from the others."""

from __future__ import annotations

from collections.abc import Iterator

from ...norms.claims import LEARNER
from ...norms.norm import Norm
from ...reports.report import Finding
from ..parameters import content_of
from ..removals import Removal
from ..resolved import Held, Resolved


def find(resolved: Resolved) -> Iterator[Finding]:
    """Attributes whose norms all follow from what other attributes ask for."""
    held = list(resolved.held())
    by_owner: dict[int, list[Held]] = {}
    for one in held:
        by_owner.setdefault(one.claim.owner, []).append(one)
    gone: set[int] = set()
    for owner in sorted(by_owner, reverse=True):  # the later of two that say the same is the one too many
        rest = [one for one in held if one.claim.owner != owner and one.claim.owner not in gone]
        if by_owner[owner][0].claim.layer != LEARNER:  # what a learner wishes settles nothing for an author
            rest = [one for one in rest if one.claim.layer != LEARNER]
        sources: set[str] = set()
        for mine in by_owner[owner]:
            needed = _follows(resolved, mine, rest)
            if needed is None:
                break
            sources |= needed
        else:
            if _is_missed(resolved, owner, gone):
                continue
            gone.add(owner)
            claim = by_owner[owner][0].claim
            others = resolved.words.listed(f"`{slug}`" for slug in sorted(sources))
            own = resolved.placed[owner].attribute.own_words
            adds = "says again what is said" if own else "adds nothing"
            yield Finding.of(
                "PED303",
                f"`{claim.slug}` {adds}: all it asks for follows from {others}.",
                attributes=(claim.slug, *sorted(sources - {claim.slug})),
                places=(resolved.placed[owner].place(),),
                remedy=Removal(resolved, owner),
            )


def _is_missed(resolved: Resolved, owner: int, gone: set[int]) -> bool:
    """Whether it says something that only its author knows, and no other instance says it too."""
    attribute = resolved.placed[owner].attribute
    content = content_of(attribute)
    return bool(content) and not any(
        type(other.attribute) is type(attribute)
        and all(getattr(other.attribute, name) == getattr(attribute, name) for name in content)
        for i, other in enumerate(resolved.placed)
        if i != owner and i not in gone
    )


def _follows(resolved: Resolved, mine: Held, rest: list[Held]) -> set[str] | None:
    """The attributes a norm follows from; None where it does not."""
    _, claim, norm, mask = mine
    left, sources = mask, set()
    for _, other, theirs, states in rest:
        if (other.must or not claim.must) and _entails(resolved, theirs, norm) and left & states:
            left &= ~states
            sources.add(other.slug)
    return sources if not left else None


def _entails(resolved: Resolved, theirs: Norm, mine: Norm) -> bool:
    closure = resolved.closure
    match mine.modality:
        case "oblige":
            return bool(
                theirs.modality == "oblige"
                and (theirs.every or not mine.every)
                and closure.implied[theirs.target] & closure.bit[mine.target]
            )
        case "forbid":
            return bool(closure.ban(theirs) & closure.implied[mine.target])
        case "permit":
            return theirs.modality == "permit" and theirs.target == mine.target
        case "bound":
            return theirs.modality == "bound" and theirs.target == mine.target and _tighter(theirs, mine)
        case _:
            return theirs.modality == "choose" and theirs.target == mine.target and theirs.value == mine.value


def _tighter(theirs: Norm, mine: Norm) -> bool:
    assert isinstance(theirs.value, tuple) and isinstance(mine.value, tuple)
    least, most = mine.value
    has_least = least is None or (theirs.value[0] is not None and theirs.value[0] >= least)
    has_most = most is None or (theirs.value[1] is not None and theirs.value[1] <= most)
    return has_least and has_most
