"""The part that one attribute has in a clash."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from ...attributes.kit.attribute import Attribute
from ...base.cached import cached_property
from ...norms.claims import Clash
from ...norms.condition import Condition
from ...norms.norm import Norm
from ...norms.vocabulary import OPEN_AND_SHUT
from ..parameters import param_of
from ..resolved import Resolved
from .named import named
from .usual import share

_LEAST = 0.001
_LATER = Condition(turn="later")
_SHUT = frozenset(frozenset([shut]) for _, shut in OPEN_AND_SHUT.values())
"""What rules out a topic or a phrase that another takes up."""
KEEPING_BACK = ("disclosure", "integrity", "safety")
"""Families whose bans protect somebody, or what learners are to find themselves."""


@dataclass(frozen=True, eq=False)
class Part:
    """What one attribute says, and how much of that is in the clash."""

    resolved: Resolved
    clash: Clash
    owner: int

    @property
    def attribute(self) -> Attribute:
        return self.resolved.placed[self.owner].attribute

    @cached_property
    def own(self) -> list[int]:
        """Its claims, by their numbers."""
        return [i for i, claim in enumerate(self.resolved.resolution.claims) if claim.owner == self.owner]

    @cached_property
    def meant(self) -> list[tuple[int, int]]:
        """The norms with which it takes part, by the numbers of claim and norm; all where nothing tells which."""
        if not self.clash.reasons:
            claims = self.resolved.resolution.claims
            return [(i, k) for i in self.own if i in self.clash.claims for k in range(len(claims[i].norms))]
        return [pair for reason in self.clash.reasons for pair in reason.norms if pair[0] in self.own]

    @cached_property
    def norms(self) -> list[Norm]:
        """The norms with which it takes part."""
        return [self.resolved.resolution.claims[i].norms[k] for i, k in self.meant]

    @cached_property
    def bans(self) -> bool:
        """Whether it takes part with what it rules out."""
        return self.shuts or any(map(self.resolved.closure.ban, self.norms))

    @property
    def shuts(self) -> bool:
        """Whether it takes part with a topic or a phrase that it rules out: that has no place at any time."""
        return any(norm.value in _SHUT for norm in self.norms)

    @cached_property
    def some(self) -> bool:
        """Whether it takes part with what it asks for in some turn alone."""
        return not all(norm.every for norm in self.norms)

    @cached_property
    def once(self) -> bool:
        """Whether it takes part with what has the first turn alone."""
        return bool(self.norms) and all((norm.when & _LATER).never for norm in self.norms)

    @cached_property
    def allows(self) -> bool:
        """Whether it takes part with what it only permits."""
        return any(norm.modality == "permit" for norm in self.norms)

    @cached_property
    def outside(self) -> float:
        """In which share of its turns what it takes part with does not clash, so that nothing need change there."""
        resolution, space = self.resolved.resolution, self.resolved.space
        masks = (space.mask(resolution.claims[i].norms[k].when) & resolution.scope[i] for i, k in self.meant)
        states = reduce(or_, masks, 0)
        return share(space, states & ~self.clash.region) / max(_LEAST, share(space, states))

    @property
    def guards(self) -> bool:
        """Whether it is not to be weakened: it is locked, or somebody could not take part without it."""
        return self.attribute.is_locked or not self.parameters().isdisjoint(self.attribute.gives_access)

    @cached_property
    def keeps_back(self) -> bool:
        """Whether it takes part with what it keeps back: any change would give something of that away."""
        return self.bans and (self.attribute.family in KEEPING_BACK or self.attribute.own_words)

    @cached_property
    def named(self) -> bool:
        """Whether the title of its preset names what it says."""
        placed = self.resolved.placed[self.owner]
        return named(placed.attribute, placed.holder.title, self.resolved.words.locale.partition("-x-")[0])

    @cached_property
    def stands(self) -> bool:
        """Whether it does not give way: it is locked, keeps something back, or is the exception by its nature."""
        claims = [self.resolved.resolution.claims[i] for i in self.own if i in self.clash.claims]
        return self.guards or self.keeps_back or all(claim.locked or claim.suspends for claim in claims)

    def says(self, which: int) -> int:
        """The states in which one of its claims says anything."""
        return self.resolved.speaks(self.resolved.resolution.claims[which]) & self.resolved.resolution.scope[which]

    @property
    def duties(self) -> Iterator[int]:
        """The states of each of its claims, and of each thing that these ask for."""
        claims, space = self.resolved.resolution.claims, self.resolved.space
        for i in self.own:
            yield self.says(i)
            for norm in claims[i].norms:
                if norm.modality == "oblige":
                    yield space.mask(norm.when) & self.says(i)

    @cached_property
    def spoken(self) -> int:
        """The states in which it says what to do or not to do, or anything where it says neither."""
        claims, space = self.resolved.resolution.claims, self.resolved.space
        acts = [
            space.mask(norm.when) & self.resolved.resolution.scope[i]
            for i in self.own
            for norm in claims[i].norms
            if norm.modality not in ("bound", "choose")
        ]
        return reduce(or_, acts or map(self.says, self.own), 0)

    @cached_property
    def share(self) -> float:
        """In which share of the turns it says anything; what is for some turn counts as a few."""
        some = any(not norm.every for i in self.own for norm in self.resolved.resolution.claims[i].norms)
        return (0.3 if some else 1) * share(self.resolved.space, self.spoken)

    @cached_property
    def alone(self) -> bool:
        """Whether it says nothing where it clashes but what clashes."""
        resolution, space = self.resolved.resolution, self.resolved.space
        return not any(
            (i, k) not in self.meant and space.mask(norm.when) & resolution.scope[i] & self.clash.region
            for i in self.own
            for k, norm in enumerate(resolution.claims[i].norms)
        )

    def parameters(self, targets: Collection[str] = ()) -> set[str]:
        """The parameters that the clash turns on, those with norms on some targets or all of them."""
        claims = self.resolved.resolution.claims
        found = {
            param
            for i, k in self.meant
            for end in ("least", "most")
            if not targets or claims[i].norms[k].target in targets
            if (param := param_of(claims[i], claims[i].norms[k], end))
        }
        return found if found or targets else {*self.attribute.parameters()}
