"""PED303: everything an attribute asks for follows from the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ...norms.claims import LEARNER
from ...norms.norm import Norm
from ...reports.report import Finding
from ...reports.saying import Sentences
from ..parameters import content_of
from ..removals import Removal
from ..resolved import Held, Resolved

_say = Sentences("checking/rules")


def find(resolved: Resolved) -> Iterator[Finding]:
    """Attributes whose norms all follow from what other attributes ask for."""
    held = resolved.held()
    alike = _Alike(resolved, held)
    by_owner: dict[int, list[Held]] = {}
    for one in held:
        by_owner.setdefault(one.claim.owner, []).append(one)
    gone: set[int] = set()
    for owner in sorted(by_owner, reverse=True):  # the later of two that say the same is the one too many
        author = by_owner[owner][0].claim.layer != LEARNER
        sources: set[str] = set()
        for mine in by_owner[owner]:
            rest = (one for one in alike.like(mine.norm) if one.claim.owner != owner and one.claim.owner not in gone)
            # What a learner wishes settles nothing for an author.
            needed = _follows(resolved, mine, (one for one in rest if not author or one.claim.layer != LEARNER))
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
            yield Finding.of(
                "PED303",
                _say("PED303.again" if own else "PED303.follows", attribute=claim.slug, others=others),
                attributes=(claim.slug, *sorted(sources - {claim.slug})),
                places=(resolved.placed[owner].place(),),
                remedy=Removal(resolved, owner),
            )


class _Alike:
    """The norms by what can follow from them: duties and bans by the acts that they bear on, others by their target.

    A bound of none is a ban too.
    """

    def __init__(self, resolved: Resolved, held: Sequence[Held]) -> None:
        self.closure, self.held = resolved.closure, held
        self._found: dict[tuple[str, str | int], list[int]] = {}
        for i, one in enumerate(held):
            norm = one.norm
            if norm.modality == "oblige":
                self._put("oblige", self.closure.implied[norm.target], i)
            elif norm.modality != "forbid":
                self._found.setdefault((norm.modality, norm.target), []).append(i)
            self._put("forbid", self.closure.ban(norm), i)

    def _put(self, modality: str, acts: int, i: int) -> None:
        for act in _bits(acts):
            self._found.setdefault((modality, act), []).append(i)

    def like(self, mine: Norm) -> Iterator[Held]:
        """Those that one may follow from, in their order."""
        if mine.modality == "forbid":
            near = {i for act in _bits(self.closure.implied[mine.target]) for i in self._found.get(("forbid", act), ())}
            return (self.held[i] for i in sorted(near))
        key = self.closure.bit[mine.target] if mine.modality == "oblige" else mine.target
        return (self.held[i] for i in self._found.get((mine.modality, key), ()))


def _bits(mask: int) -> Iterator[int]:
    while mask:
        yield mask & -mask
        mask &= mask - 1


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


def _follows(resolved: Resolved, mine: Held, rest: Iterable[Held]) -> set[str] | None:
    """The attributes a norm follows from; None where it does not."""
    _, claim, norm, mask = mine
    left, sources = mask, set()
    for _, other, theirs, states in rest:
        if left & states and (other.must or not claim.must) and _entails(resolved, theirs, norm):
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
