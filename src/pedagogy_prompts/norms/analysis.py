"""Which claims cannot be followed together, in which states, and who yields.

Clashes are found from the norms alone: duties against bans and exclusions through the theory's closure, intervals, sums
and choices. No state is visited one by one: every region is a bitset, refined only among the norms that bear on one
another. Where layers or strengths decide, the weaker claim is silent in the region of the clash; what is left is
reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from .closure import Closure
from .condition import ALWAYS, NEVER, Condition
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
    but: Condition = NEVER
    """The states taken out of `scope`. They stay apart because complements of conditions grow."""
    rests_on: str | None = None
    """The key of another claim of the same owner; where that one yields, this one is silent too."""

    @property
    def rank(self) -> tuple[int, ...]:
        """Who is stronger has the smaller rank; equal ranks tie."""
        if self.layer == LEARNER:
            return (3,)  # preferences never narrow an author, locked or not
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
    known: bool = False
    """For a duty of some turns: whether only what is given leaves no turn for it."""


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
    least: int = field(init=False)
    most: int | None = field(init=False)
    asked: int = field(init=False)
    """How many questions a turn must hold by this norm's own number."""

    def __post_init__(self) -> None:
        value = self.norm.value
        low, self.most = value if isinstance(value, tuple) else (None, None)
        self.least = low or 0
        self.asked = self.least if self.is_bound("questions") else 0

    def is_bound(self, quantity: str) -> bool:
        return self.norm.modality == "bound" and self.norm.target == quantity


def _rate(sources: Sequence[_Active]) -> float:
    """The fewest words a sentence must have on average; 0 where nothing forces any."""
    least = max((s.least for s in sources if s.is_bound("words")), default=0)
    tops = [s.most for s in sources if s.is_bound("sentences") and s.most]
    if any(s.norm.target == "only_questions" for s in sources):
        tops += [s.most for s in sources if s.is_bound("questions") and s.most]
    return least / min(tops) if least and tops else 0.0


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
        conditions = [c for claim in claims for c in (claim.scope, claim.but)] + [
            n.when for c in claims for n in c.norms
        ]
        pointless = (
            [entry.when for entry in closure.pointless] if any(not n.every for c in claims for n in c.norms) else []
        )
        self.space = Space(
            [*conditions, *pointless], given=given, variables=vocabulary.variables, facts=vocabulary.facts
        )
        self.scope = [self.space.mask(claim.scope) & ~self.space.mask(claim.but) for claim in claims]
        self._when = [[self.space.mask(norm.when) for norm in claim.norms] for claim in claims]
        self._duty = [[closure.duty(norm) for norm in claim.norms] for claim in claims]
        self._ban = [[closure.ban(norm) for norm in claim.norms] for claim in claims]
        self._leasts: dict[tuple[str, int, int], int] = {}
        asking = closure.bit["ask_question"] | closure.takers("questions")
        self._bearing = {quantity: asking | closure.takers(quantity) for quantity in _SUMS}

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
            self._fall(live)
        if not self.given.always:
            clashes = self._known_to_clash(clashes, live, yieldings)
        return Resolution(
            self.claims, self.space, live, self.scope, clashes[:MAX_CONFLICTS], yieldings, len(clashes) <= MAX_CONFLICTS
        )

    def _fall(self, live: list[int]) -> None:
        """What rests on a claim that has yielded falls silent with it."""
        places = {(claim.owner, claim.key): i for i, claim in enumerate(self.claims)}
        for i, claim in enumerate(self.claims):
            if claim.rests_on is not None:
                base = places[claim.owner, claim.rests_on]
                live[i] &= live[base] | ~self.scope[base]

    def _known_to_clash(self, clashes: list[Clash], live: list[int], yieldings: list[Yielding]) -> list[Clash]:
        """What is given makes no conflict: a duty for some turns that only now has none to be met in yields."""
        usual = {
            (clash.code, clash.claims) for clash in Analysis(self.claims, self.closure).resolve().clashes if clash.whole
        }
        kept = []
        for clash in clashes:
            if clash.whole and (clash.code, clash.claims) not in usual:
                for i, states in clash.whole.items():
                    live[i] &= ~states
                    winners = tuple(j for j in clash.claims if j != i)
                    yieldings.append(Yielding(i, winners, states, known=True))
            else:
                kept.append(clash)
        return kept

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

    def _acts(self, duties: list[_Active], bans: list[_Active], found: _Found, extra: _Active | None = None) -> None:
        """Duties against bans and one another; with `extra`, only what it has part in."""
        bit = self.closure.bit
        for duty in [extra] if extra else duties:
            for ban in bans:
                if duty.norm.modality == ban.norm.modality and duty.norm.target == ban.norm.target:
                    continue  # two bounds of one quantity: `_bounds` tells it
                hit = duty.duty & ban.ban
                if hit and (region := duty.mask & ban.mask):
                    found.add("PED101", (duty.at, ban.at), region, "ban", acts=self.closure.names(hit))
        for entry in self.closure.excludes:
            a, b = bit[entry.act], bit[entry.other]
            first = [d for d in duties if d.duty & a]
            second = [d for d in duties if d.duty & b] if first else []
            for one in first:
                for other in second:
                    if extra and extra is not one and extra is not other:
                        continue
                    if region := one.mask & other.mask:
                        code = "PED104" if entry.choice else "PED101"
                        found.add(code, (one.at, other.at), region, "exclusion", entry=entry)
        for also in self.closure.together:
            against = [b for b in bans if b.ban & self.closure.implied[also.also]]
            if not against:
                continue
            for one in (d for d in duties if d.duty & bit[also.act]):
                for other in (d for d in duties if d.duty & bit[also.other]):
                    if extra and extra is not one and extra is not other:
                        continue
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
            # A minimal set without a common value has at most one member more than any of them has values.
            largest = 1 + max(len(_allowed(choice)) for choice in group)
            for size in range(2, min(len(group), largest) + 1):
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
        obliged = [d for d in duties if d.norm.modality == "oblige"]
        for top in active:
            quantity, most = top.norm.target, top.most
            if top.norm.modality != "bound" or not most or (extra and not top.mask & extra.mask):
                continue
            if quantity == "reading_grade":
                if extra is None or extra.norm.target == "only_questions":
                    self._rates(top, most, active, duties, found, extra)
            elif quantity in _SUMS and (extra is None or self._bears(quantity, extra.duty)):
                sources = [d for d in obliged if self._bears(quantity, d.duty)]
                if quantity in ("words", "sentences"):
                    sources += [a for a in active if a.is_bound("questions") and a.least]
                self._sum(top, most, sources, found, extra)

    def _sum(self, top: _Active, most: int, sources: list[_Active], found: _Found, extra: _Active | None) -> None:
        quantity = top.norm.target
        mask, acts = (top.mask & extra.mask, extra.duty) if extra else (top.mask, 0)
        # What the sources from each one on can still add: blocks that stay within the bound are given up early.
        rest = [(0, 0)]
        for source in reversed(sources):
            rest.append((rest[-1][0] | source.duty, max(rest[-1][1], source.asked)))
        rest.reverse()
        blocks: list[tuple[int, int, int, tuple[_Active, ...]]] = [(mask, acts, 0, ())]
        for i, (more, asks) in enumerate(rest):
            blocks = [b for b in blocks if self._least(quantity, b[1] | more, max(b[2], asks)) > most]
            if i == len(sources) or not blocks:
                break
            source = sources[i]
            refined = []
            for mask, acts, asked, some in blocks:
                inside = mask & source.mask
                if inside:
                    refined.append((inside, acts | source.duty, max(asked, source.asked), (*some, source)))
                if inside != mask:
                    refined.append((mask ^ inside, acts, asked, some))
            blocks = refined
        always = (extra,) if extra else ()

        def least(some: Iterable[_Active]) -> int:
            acts = asked = 0
            for one in some:
                acts |= one.duty
                asked = max(asked, one.asked)
            return self._least(quantity, acts, asked)

        for mask, _, _, some in blocks:
            if extra and least(some) > most:
                continue  # that clash does not need this duty
            needed = self._needed(top, some, lambda fewer: least((*always, *fewer)) > most)
            told = (*always, *needed)
            found.add(
                "PED105",
                [top.at, *(s.at for s in told)],
                mask,
                "sum",
                quantity=quantity,
                most=most,
                least=least(told),
                shares=[(s.at, least([s])) for s in told],
            )

    def _needed(
        self, top: _Active, some: Sequence[_Active], breaks: Callable[[Sequence[_Active]], bool]
    ) -> list[_Active]:
        """One minimal part of `some` that still breaks `top`."""
        needed = list(some)
        # Whole claims first, the weakest before all: a weak one is named only where it is needed.
        others = {source.at[0] for source in some} - {top.at[0]}
        for claim in sorted(others, key=lambda i: (self.claims[i].rank, i), reverse=True):
            fewer = [s for s in needed if s.at[0] != claim]
            if breaks(fewer):
                needed = fewer
        for source in needed.copy():
            fewer = [s for s in needed if s is not source]
            if breaks(fewer):
                needed = fewer
        return needed

    def _bears(self, quantity: str, acts: int) -> bool:
        asks = quantity in ("words", "sentences", "questions") and acts & self.closure.bit["ask_question"]
        return bool(asks) or self.closure.contributes(quantity, acts)

    def _least(self, quantity: str, acts: int, asked: int) -> int:
        """The least of a quantity in a turn that does `acts` and asks at least `asked` questions."""
        key = (quantity, acts & self._bearing[quantity], asked)
        known = self._leasts.get(key)
        if known is None:
            own = self.closure.takes("questions", acts)
            known = questions = max(own, 1 if acts & self.closure.bit["ask_question"] else 0)
            if quantity != "questions":
                questions = max(questions, asked)
                known = self.closure.takes(quantity, acts)
                if quantity == "words":
                    known += (questions - own) * WORDS_PER_EXTRA_QUESTION
                elif quantity == "sentences":
                    known += questions
            self._leasts[key] = known
        return known

    def _rates(
        self,
        top: _Active,
        grade: int,
        active: list[_Active],
        duties: list[_Active],
        found: _Found,
        extra: _Active | None,
    ) -> None:
        """Many words in few sentences make long ones, too long for a low reading grade."""
        sources = [a for a in active if a.is_bound("words") and a.least]
        sources += [a for a in active if (a.is_bound("sentences") or a.is_bound("questions")) and a.most]
        sources += [d for d in duties if d.norm.target == "only_questions"]
        sources += [extra] if extra else []
        limit = words_per_sentence(grade)
        if _rate(sources) <= limit:
            return
        blocks: list[tuple[int, tuple[_Active, ...]]] = [(top.mask & extra.mask if extra else top.mask, ())]
        for source in sources:
            blocks = [
                block
                for mask, some in blocks
                for block in ((mask & source.mask, (*some, source)), (mask & ~source.mask, some))
                if block[0]
            ]
        for mask, some in blocks:
            if _rate(some) > limit and not (extra and _rate([s for s in some if s is not extra]) > limit):
                needed = self._needed(top, some, lambda fewer: _rate(fewer) > limit)
                at = [top.at, *(s.at for s in needed)]
                found.add("PED105", at, mask, "sum", quantity="reading_grade", most=grade, rate=_rate(needed))

    def _may_not_fit(self, duty: _Active, active: list[_Active], duties: list[_Active]) -> set[int]:
        """The claims that may fill a bound so that a duty of some turns does not fit it; none where nothing can."""
        claims: set[int] = set()
        asking = [a for a in active if a.is_bound("questions")]
        for top in active:
            quantity = top.norm.target
            if top.norm.modality != "bound" or not top.most or not top.mask & duty.mask:
                continue
            if quantity == "reading_grade" and duty.norm.target == "only_questions":
                claims |= {a.at[0] for a in active if a.norm.modality == "bound"}
            elif quantity in _SUMS and self._bears(quantity, duty.duty):
                sources = [d for d in duties if self._bears(quantity, d.duty)] + asking
                acts, asked = duty.duty, 0
                for source in sources:
                    acts, asked = acts | source.duty, max(asked, source.asked)
                if self._least(quantity, acts, asked) > top.most:
                    claims |= {top.at[0], *(source.at[0] for source in sources)}
        return claims

    def _variables(self, claim: int) -> frozenset[str]:
        """The variables that say where a claim holds."""
        one = self.claims[claim]
        conditions = [one.scope, one.but, *(norm.when for norm in one.norms)]
        return frozenset(name for condition in conditions for name in condition.variables)

    def _some(
        self, duty: _Active, active: list[_Active], duties: list[_Active], bans: list[_Active], found: _Found
    ) -> None:
        """A duty for some turns needs one state that admits it, without waiting for something unusual to happen."""
        against = _Found()
        self._acts([*(d for d in duties if d.mask & duty.mask), duty], bans, against, extra=duty)
        filling = self._may_not_fit(duty, active, duties)
        if not against and not filling:
            return
        region = duty.mask
        named = self._variables(duty.at[0])
        # What no opponent speaks of has no part in it: no other attribute changes where this one stands.
        opposed = filling.union(*(clash.claims for clash in against.values()))
        spoken = {name for i in opposed for name in self._variables(i)} - named
        for name in sorted(spoken):
            if self.closure.vocabulary.variables[name].calm:
                region = region & self.space.calm_on(name) or region
        for when in self.closure.point(duty.duty):
            if not when.variables <= named:
                region = region & ~self.space.mask(when) or region
        one = _Active(duty.at, duty.norm, region, duty.duty, 0)
        for key, clash in list(against.items()):
            clash.region &= region
            if not clash.region:
                del against[key]
        if filling:
            self._sums(active, duties, against, extra=one)
        opponents = [clash for clash in _minimal(against) if duty.at[0] in clash.claims]
        covered = 0
        for clash in opponents:
            covered |= clash.region
        if not opponents or region & ~covered:
            return
        # Stronger opponents first, so that a weak one is named only where it is needed.
        own = duty.at[0]
        opponents.sort(
            key=lambda c: (
                max((self.claims[i].rank for i in c.claims if i != own), default=()),
                len(c.claims),
                c.claims,
            )
        )
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
        whole = found[needed[0].code, tuple(sorted({claim for claim, _ in parts}))].whole
        whole[duty.at[0]] = whole.get(duty.at[0], 0) | duty.mask
