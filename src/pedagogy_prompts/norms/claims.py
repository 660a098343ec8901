"""What is analysed, and what comes of it: claims, their clashes, and who yields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .condition import ALWAYS, NEVER, Condition
from .masks import without
from .norm import Norm
from .space import Space
from .theory import Fact

LEARNER = 4
"""The rank of the learner's layer: platform 0, school 1, course 2, lesson 3, learner 4."""


Said = Literal["written", "meant", "default"]
"""What an author said of a norm: it was written; it is what naming its attribute means; nobody wrote it."""
Evident = Literal["narrower", "default", "ban"]
"""Why a claim yields among equals: to the exception that is meant, as a default, or to a ban."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement as the analysis sees it. `owner` tells the attribute instances apart."""

    slug: str
    key: str
    norms: tuple[Norm, ...]
    scope: Condition = ALWAYS
    must: bool = True
    locked: bool = False
    layer: int = 3
    owner: int = 0
    origin: Any = field(default=None, compare=False)
    but: Condition = NEVER
    """The states taken out of `scope`. They stay apart because complements of conditions grow."""
    facts: tuple[Fact, ...] = ()
    """What is so in every dialogue in which it is followed."""
    stage: int | None = None
    """Of the instances of one attribute the one with the latest stage speaks where several do."""
    said: tuple[Said, ...] = ()
    """For each norm how much its author said of it; all of it where nothing is told."""
    suspends: bool = False
    """Whether what is said of more turns gives way to it, even where that is written and this is not."""
    number: Said | None = None
    """Who said after how many times it holds, "written" or "default", where it counts."""
    rests_on: str | None = None
    """The key of another claim of the same owner; where that one yields, this one is silent too."""
    says: tuple[str, ...] | None = None
    """What it says in words, at each length. Claims that say the same in words and norms do not stand in each other's
    way."""

    @property
    def rank(self) -> tuple[int, ...]:
        """Who is stronger has the smaller rank; equal ranks tie."""
        if self.layer == LEARNER:
            return (3,)  # preferences never narrow an author, locked or not
        if self.locked:
            return (0, self.layer, 0 if self.must else 1)
        return (1 if self.must else 2, -self.layer)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """All that say where it holds."""
        return self.scope, self.but, *(norm.when for norm in self.norms)

    @property
    def variables(self) -> frozenset[str]:
        """The variables that say where it holds."""
        return self.scope.variables.union(self.but.variables, *(norm.when.variables for norm in self.norms))


def prevails(outer: Claim, inner: Claim) -> bool:
    """Whether a claim of an outer layer, of the same attribute, leaves an inner one nothing to say."""
    return outer.layer < inner.layer and (outer.locked or inner.layer == LEARNER)


def alike(a: Claim, b: Claim) -> bool:
    """Whether two claims of one attribute say the same, wherever they hold."""
    return a.says is not None and (a.key, a.norms, a.must, a.says) == (b.key, b.norms, b.must, b.says)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why some norms clash: what kind of clash, and what it turns on."""

    code: str
    norms: tuple[tuple[int, int], ...]
    """(claim, norm) indices."""
    kind: str
    about: Mapping[str, Any] = field(default_factory=dict, compare=False, hash=False)


@dataclass(slots=True)
class Clash:
    """A minimal set of claims that cannot be followed together in `region`."""

    code: str
    claims: tuple[int, ...]
    region: int
    reasons: list[Reason]
    whole: dict[int, int] = field(default_factory=dict)
    """For a duty of some turns: all its states. It holds or is dropped, it is never narrowed."""
    within: tuple[Condition, ...] = ()
    """What it is confined to beside the conditions of its claims."""


@dataclass(frozen=True, slots=True)
class Yielding:
    """A claim that is silent in `region`, and to whom. Nobody in `winners`: two wishes cancelled each other."""

    loser: int
    winners: tuple[int, ...]
    region: int
    replaced: bool = False
    evident: Evident | None = None
    """Among equals: what makes it plain that this one yields."""
    known: bool = False
    """For a duty of some turns: whether only what is given leaves no turn for it."""
    spare: bool = False
    """For a duty of some turns: whether it has others, so that nothing is lost."""
    reasons: tuple[Reason, ...] = field(default=(), compare=False)
    """Why the two cannot be followed together, where that is why it yields."""


@dataclass(slots=True)
class Resolution:
    """What is left to be followed."""

    claims: tuple[Claim, ...]
    space: Space
    live: list[int]
    """For each claim the states in which it stands."""
    scope: list[int]
    """For each claim the states in which its author wants it."""
    clashes: list[Clash]
    yieldings: list[Yielding]
    complete: bool
    """Whether these are all; else the clashes are true and no more is certain: neither what stands nor what yields."""


class Found(dict[tuple[str, tuple[int, ...]], Clash]):
    """Clashes by code and claims, gathered from all that shows them."""

    def add(self, code: str, parts: Iterable[tuple[int, int]], region: int, kind: str, **about: Any) -> Clash:
        pairs = tuple(sorted(set(parts)))
        claims = tuple(sorted({claim for claim, _ in pairs}))
        reason = Reason(code, pairs, kind, about)
        clash = self.get((code, claims))
        if clash is None:
            clash = self[code, claims] = Clash(code, claims, region, [reason])
        else:
            clash.region |= region
            if reason not in clash.reasons:
                clash.reasons.append(reason)
        return clash


def minimal(found: Found) -> list[Clash]:
    """The clashes without what a smaller set already explains."""
    kept: list[Clash] = []
    by_first: dict[int, list[tuple[frozenset[int], int]]] = {}
    """What is kept and explains larger ones, by its first claim, which a larger one has too."""
    for clash in sorted(found.values(), key=lambda c: (len(c.claims), c.claims, c.code)):
        members = frozenset(clash.claims)
        for first in clash.claims:
            for smaller, region in by_first.get(first, ()):
                if smaller < members:
                    clash.region = without(clash.region, region)
        if clash.region:
            kept.append(clash)
            if clash.code != "PED102":
                by_first.setdefault(clash.claims[0], []).append((members, clash.region))
    return kept
