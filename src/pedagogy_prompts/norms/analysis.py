"""Which claims cannot be followed together, in which states, and who yields.

Clashes are found from the norms alone: duties against bans and exclusions through the theory's closure, intervals, sums
and choices. No state is visited one by one: every region is a bitset, refined only among the norms that bear on one
another. Where layers or strengths decide, the weaker claim is silent in the region of the clash; what is left is
reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from .closure import Closure
from .condition import ALWAYS, Condition
from .norm import Norm
from .space import Space
from .theory import WORDS_PER_EXTRA_QUESTION, words_per_sentence

LEARNER = 4
"""The rank of the learner's layer: platform 0, school 1, course 2, lesson 3, learner 4."""

MAX_CONFLICTS = 64
"""A report lists at most so many conflicts; beyond them it says that it is not complete."""

_SUMS = ("words", "sentences", "questions", "steps", "hints", "examples")


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

    @property
    def rank(self) -> tuple[int, ...]:
        """Who is stronger has the smaller rank; equal ranks tie."""
        if self.layer == LEARNER and not self.locked:
            return (3,)
        if self.locked:
            return (0, self.layer, 0 if self.must else 1)
        return (1 if self.must else 2, -self.layer)


def ties(a: Claim, b: Claim) -> bool:
    """Whether nothing decides between the two: locks are for inner layers, not for neighbours."""
    return a.rank == b.rank or (a.layer == b.layer and a.must and b.must and a.layer != LEARNER)


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
    always: bool = False
    """For a permission: whether it is banned wherever it holds."""
    whole: dict[int, int] = field(default_factory=dict)
    """For a duty of some turns: all its states. It holds or is dropped, it is never narrowed."""


@dataclass(frozen=True, slots=True)
class Yielding:
    """A claim that is silent in `region`, and to whom. Nobody in `winners`: two wishes cancelled each other."""

    loser: int
    winners: tuple[int, ...]
    region: int
    replaced: bool = False


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


class _Found(dict[tuple[str, tuple[int, ...]], Clash]):
    def add(self, code: str, parts: Iterable[tuple[int, int]], region: int, kind: str, **about: Any) -> None:
        pairs = tuple(sorted(set(parts)))
        claims = tuple(sorted({claim for claim, _ in pairs}))
        reason = Reason(code, pairs, kind, about)
        clash = self.get((code, claims))
        if clash is None:
            self[code, claims] = Clash(code, claims, region, [reason])
        else:
            clash.region |= region
            if reason not in clash.reasons:
                clash.reasons.append(reason)


def _minimal(found: _Found) -> list[Clash]:
    """The clashes without what a smaller set already explains."""
    kept: list[Clash] = []
    for clash in sorted(found.values(), key=lambda c: (len(c.claims), c.claims, c.code)):
        members = set(clash.claims)
        for smaller in kept:
            if len(smaller.claims) < len(members) and smaller.code != "PED102" and members.issuperset(smaller.claims):
                clash.region &= ~smaller.region
        if clash.region:
            kept.append(clash)
    return kept


@dataclass(slots=True)
class _Active:
    """One norm with everything the tests ask of it."""

    at: tuple[int, int]
    norm: Norm
    mask: int
    duty: int
    ban: int

    @property
    def least(self) -> int:
        value = self.norm.value
        return (value[0] or 0) if isinstance(value, tuple) else 0

    @property
    def most(self) -> int | None:
        value = self.norm.value
        return value[1] if isinstance(value, tuple) else None

    def is_bound(self, quantity: str) -> bool:
        return self.norm.modality == "bound" and self.norm.target == quantity


def _allowed(choice: _Active) -> frozenset[str]:
    assert isinstance(choice.norm.value, frozenset)
    return choice.norm.value


class Analysis:
    """One composition's claims over one space. Raises `TooManyStates`."""

    def __init__(self, claims: Sequence[Claim], closure: Closure, given: Condition = ALWAYS) -> None:
        self.claims = tuple(claims)
        self.closure = closure
        self.given = given
        vocabulary = closure.vocabulary
        conditions = [c.scope for c in claims] + [n.when for c in claims for n in c.norms]
        pointless = (
            [entry.when for entry in closure.pointless] if any(not n.every for c in claims for n in c.norms) else []
        )
        self.space = Space(
            [*conditions, *pointless], given=given, variables=vocabulary.variables, facts=vocabulary.facts
        )
        self.scope = [self.space.mask(claim.scope) for claim in claims]
        self._when = [[self.space.mask(norm.when) for norm in claim.norms] for claim in claims]
        self._duty = [[closure.duty(norm) for norm in claim.norms] for claim in claims]
        self._ban = [[closure.ban(norm) for norm in claim.norms] for claim in claims]

    def resolve(self) -> Resolution:
        """Let the weaker claims yield; what still clashes is an error nobody can settle but the author."""
        live = list(self.scope)
        yieldings = list(self._replace(live))
        while True:
            clashes = self.clashes(live)
            losses = [loss for clash in clashes for loss in self._losses(clash)]
            if not losses:
                break
            strongest = min(self.claims[loss.loser].rank for loss in losses)
            for loss in losses:
                if self.claims[loss.loser].rank == strongest:
                    live[loss.loser] &= ~loss.region
                    yieldings.append(loss)
        return Resolution(
            self.claims, self.space, live, self.scope, clashes[:MAX_CONFLICTS], yieldings, len(clashes) <= MAX_CONFLICTS
        )

    def _replace(self, live: list[int]) -> Iterator[Yielding]:
        """An inner instance of the same attribute replaces unlocked outer ones where it holds."""
        by_slug: dict[str, list[int]] = {}
        for i, claim in enumerate(self.claims):
            by_slug.setdefault(claim.slug, []).append(i)
        for group in by_slug.values():
            for i in group:
                outer = self.claims[i]
                inner = [
                    j for j in group if outer.layer < self.claims[j].layer < LEARNER and self.scope[j] & self.scope[i]
                ]
                if outer.locked or not inner:
                    continue
                region = 0
                for j in inner:
                    region |= self.scope[j]
                region &= live[i]
                live[i] &= ~region
                yield Yielding(i, tuple(inner), region, replaced=True)

    def _losses(self, clash: Clash) -> Iterator[Yielding]:
        """Who yields in this clash; nobody where it is the author's to settle."""
        weakest = max(self.claims[i].rank for i in clash.claims)
        weak = [i for i in clash.claims if self.claims[i].rank == weakest]
        strong = tuple(i for i in clash.claims if i not in weak)
        beaten = [i for i in weak if any(not ties(self.claims[i], self.claims[j]) for j in strong)]
        if beaten:
            yield Yielding(beaten[-1], strong, clash.whole.get(beaten[-1], clash.region))
        elif not self.claims[weak[0]].must or weakest == (3,):
            for i in weak:
                yield Yielding(i, (), clash.whole.get(i, clash.region))

    # -- finding clashes

    def clashes(self, live: Sequence[int]) -> list[Clash]:
        """All minimal sets of claims that clash where they stand."""
        active: list[_Active] = []
        sometimes: list[_Active] = []
        for i, claim in enumerate(self.claims):
            for k, norm in enumerate(claim.norms):
                mask = live[i] & self._when[i][k]
                if mask:
                    one = _Active((i, k), norm, mask, self._duty[i][k], self._ban[i][k])
                    (active if norm.every else sometimes).append(one)
        found = _Found()
        duties = [a for a in active if a.duty]
        bans = [a for a in active if a.ban]
        self._acts(duties, bans, found)
        self._permissions([a for a in active if a.norm.modality == "permit"], bans, found)
        self._bounds(active, found)
        self._choices([a for a in active if a.norm.modality == "choose"], found)
        self._sums(active, duties, found)
        clashes = _minimal(found)
        some = _Found()
        for duty in sometimes:
            self._some(duty, active, duties, bans, some)
        return clashes + _minimal(some)

    def _acts(self, duties: list[_Active], bans: list[_Active], found: _Found) -> None:
        bit = self.closure.bit
        for duty in duties:
            for ban in bans:
                hit = duty.duty & ban.ban
                if hit and (region := duty.mask & ban.mask):
                    found.add("PED101", (duty.at, ban.at), region, "ban", acts=self.closure.names(hit))
        for entry in self.closure.excludes:
            a, b = bit[entry.act], bit[entry.other]
            first = [d for d in duties if d.duty & a]
            second = [d for d in duties if d.duty & b] if first else []
            for one in first:
                for other in second:
                    if region := one.mask & other.mask:
                        code = "PED104" if entry.choice else "PED101"
                        found.add(code, (one.at, other.at), region, "exclusion", entry=entry)
        for also in self.closure.together:
            against = [b for b in bans if b.ban & bit[also.also]]
            if not against:
                continue
            for one in (d for d in duties if d.duty & bit[also.act]):
                for other in (d for d in duties if d.duty & bit[also.other]):
                    for ban in against:
                        if region := one.mask & other.mask & ban.mask:
                            found.add("PED101", (one.at, other.at, ban.at), region, "together", entry=also)

    def _permissions(self, permits: list[_Active], bans: list[_Active], found: _Found) -> None:
        for permit in permits:
            acts = self.closure.implied[permit.norm.target]
            for ban in bans:
                hit = acts & ban.ban
                if hit and (region := permit.mask & ban.mask):
                    found.add("PED102", (permit.at, ban.at), region, "ban", acts=self.closure.names(hit))
                    clash = found["PED102", tuple(sorted({permit.at[0], ban.at[0]}))]
                    clash.always = clash.always or region == permit.mask

    def _bounds(self, active: list[_Active], found: _Found) -> None:
        bounds = [a for a in active if a.norm.modality == "bound"]
        for low in bounds:
            if not low.least:
                continue
            for high in bounds:
                if high.norm.target == low.norm.target and high.most is not None and low.least > high.most:
                    if region := low.mask & high.mask:
                        found.add("PED103", (low.at, high.at), region, "bounds", least=low.least, most=high.most)

    def _choices(self, choices: list[_Active], found: _Found) -> None:
        by_slot: dict[str, list[_Active]] = {}
        for choice in choices:
            by_slot.setdefault(choice.norm.target, []).append(choice)
        for group in by_slot.values():
            values = {choice.norm.value for choice in group}
            if len(values) < 2:
                continue
            for size in range(2, min(len(group), 4 if any(len(v or ()) > 1 for v in values) else 2) + 1):
                for some in combinations(group, size):
                    common = frozenset.intersection(*(_allowed(c) for c in some))
                    region = some[0].mask
                    for choice in some[1:]:
                        region &= choice.mask
                    if region and not common:
                        found.add("PED104", (c.at for c in some), region, "choice")
        clashing = self.closure.slot_clashes
        slots = {clash[0] for clash in clashing}
        for one, other in combinations([c for c in choices if c.norm.target in slots], 2):
            a, b = one.norm, other.norm
            assert isinstance(a.value, frozenset) and isinstance(b.value, frozenset)
            if a.target != b.target and (region := one.mask & other.mask):
                if all((a.target, x, b.target, y) in clashing for x in a.value for y in b.value):
                    found.add("PED104", (one.at, other.at), region, "slots")

    def _sums(self, active: list[_Active], duties: list[_Active], found: _Found, extra: _Active | None = None) -> None:
        """Bounds over what many duties add up to: one finding a bound and region."""
        demands = [*duties, extra] if extra else duties
        asks = [a for a in active if a.is_bound("questions") and a.least]
        for top in active:
            quantity, most = top.norm.target, top.most
            if top.norm.modality != "bound" or not most:
                continue
            if quantity in _SUMS:
                sources = [d for d in demands if d.norm.modality == "oblige" and self._bears(quantity, d.duty)]
                sources += asks if quantity in ("words", "sentences") else []
                if self._least(quantity, sources) > most:
                    self._anchor(top, sources, lambda some, q=quantity, m=most: self._least(q, some) > m, found, extra)
            elif quantity == "reading_grade":
                tops = [a for a in active if a.norm.modality == "bound" and a.most]
                sources = [a for a in active if a.is_bound("words") and a.least]
                sources += [a for a in tops if a.norm.target in ("sentences", "questions")]
                sources += [d for d in duties if d.norm.target == "only_questions"]
                limit = words_per_sentence(most)
                if self._rate(sources) > limit:
                    self._anchor(top, sources, lambda some, m=limit: self._rate(some) > m, found, extra)

    def _bears(self, quantity: str, acts: int) -> bool:
        asks = quantity in ("words", "sentences", "questions") and acts & self.closure.bit["ask_question"]
        return bool(asks) or self.closure.contributes(quantity, acts)

    def _least(self, quantity: str, sources: Sequence[_Active]) -> int:
        acts = 0
        for source in sources:
            acts |= source.duty
        own = self.closure.takes("questions", acts)
        questions = max(own, 1 if acts & self.closure.bit["ask_question"] else 0)
        if quantity == "questions":
            return questions
        questions = max([questions, *(s.least for s in sources if s.is_bound("questions"))])
        total = self.closure.takes(quantity, acts)
        if quantity == "words":
            total += (questions - own) * WORDS_PER_EXTRA_QUESTION
        elif quantity == "sentences":
            total += questions
        return total

    def _rate(self, sources: Sequence[_Active]) -> float:
        """The fewest words a sentence must have on average; 0 where nothing forces any."""
        least = max((s.least for s in sources if s.is_bound("words")), default=0)
        tops = [s.most for s in sources if s.is_bound("sentences") and s.most]
        if any(s.norm.target == "only_questions" for s in sources):
            tops += [s.most for s in sources if s.is_bound("questions") and s.most]
        return least / min(tops) if least and tops else 0.0

    def _anchor(self, top: _Active, sources: list[_Active], breaks: Any, found: _Found, extra: _Active | None) -> None:
        """Refine `top`'s states by what bears on it and report each block that breaks, with one minimal set."""
        blocks: list[tuple[int, tuple[_Active, ...]]] = [(top.mask & (extra.mask if extra else -1), ())]
        for source in sources:
            if source is extra:
                blocks = [(mask, (*some, source)) for mask, some in blocks]
                continue
            refined = []
            for mask, some in blocks:
                if inside := mask & source.mask:
                    refined.append((inside, (*some, source)))
                if outside := mask & ~source.mask:
                    refined.append((outside, some))
            blocks = refined
        for mask, some in blocks:
            if not mask or not breaks(some) or (extra and breaks([s for s in some if s is not extra])):
                continue
            needed = list(some)
            for source in some:
                fewer = [s for s in needed if s is not source]
                if source is not extra and breaks(fewer):
                    needed = fewer
            about: dict[str, Any] = {"quantity": top.norm.target, "most": top.most}
            if top.norm.target in _SUMS:
                about["least"] = self._least(top.norm.target, needed)
                about["shares"] = [(s.at, self._least(top.norm.target, [s])) for s in needed]
            else:
                about["rate"] = self._rate(needed)
            found.add("PED105", [top.at, *(s.at for s in needed)], mask, "sum", **about)

    def _some(
        self, duty: _Active, active: list[_Active], duties: list[_Active], bans: list[_Active], found: _Found
    ) -> None:
        """A duty for some turns needs one state that admits it, without waiting for something unusual to happen."""
        region = duty.mask
        named = duty.norm.when.variables | self.claims[duty.at[0]].scope.variables
        for name in self.space.names:
            if name not in named and self.closure.vocabulary.variables[name].calm:
                region = region & self.space.calm_on(name) or region
        for when in self.closure.point(duty.duty):
            if not when.variables <= named:
                region = region & ~self.space.mask(when) or region
        one = _Active(duty.at, duty.norm, region, duty.duty, 0)
        against = _Found()
        self._acts([one], bans, against)
        bit = self.closure.bit
        pairs = [d for d in duties if d.mask & region]
        for entry in self.closure.excludes:
            for mine, other in ((entry.act, entry.other), (entry.other, entry.act)):
                if duty.duty & bit[mine]:
                    for d in pairs:
                        if d.duty & bit[other]:
                            code = "PED104" if entry.choice else "PED101"
                            against.add(code, (one.at, d.at), d.mask & region, "exclusion", entry=entry)
        self._sums(active, duties, against, extra=one)
        opponents = [clash for clash in _minimal(against) if duty.at[0] in clash.claims]
        covered = 0
        for clash in opponents:
            covered |= clash.region
        if not opponents or region & ~covered:
            return
        # Stronger opponents first, so that a weak one is named only where it is needed.
        opponents.sort(key=lambda c: (max(self.claims[i].rank for i in c.claims), len(c.claims), c.claims))
        needed = list(opponents)
        for clash in reversed(opponents):
            fewer = [c for c in needed if c is not clash]
            rest = 0
            for left in fewer:
                rest |= left.region
            if not region & ~rest:
                needed = fewer
        parts = [part for clash in needed for reason in clash.reasons for part in reason.norms]
        first = needed[0].reasons[0]
        found.add(needed[0].code, parts, region, first.kind, **first.about, some=duty.at)
        found[needed[0].code, tuple(sorted({claim for claim, _ in parts}))].whole[duty.at[0]] = duty.mask
