"""Which claims cannot be followed together, in which states, and who yields.

Clashes are found from the norms alone: duties against bans and exclusions through the theory's closure, intervals, sums
and choices. No state is visited one by one: every region is a bitset, refined only among the norms that bear on one
another. Where layers or strengths decide, the weaker claim is silent in the region of the clash; what is left is
reported.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce
from itertools import chain
from operator import and_

from . import clashes as kinds
from .active import Active
from .claims import LEARNER, Claim, Clash, Evident, Found, Resolution, Yielding, minimal
from .closure import Closure
from .condition import ALWAYS, Condition
from .evident import evident, sides
from .firm import firm, written
from .masks import Common, union, without
from .sometimes import Turns
from .space import Space
from .standing import ALL_NEW, Change, Standing
from .sums import sums
from .theory import facts_beside
from .voices import Voices

MAX_CONFLICTS = 64
"""A report lists at most so many conflicts; where more are certain nothing else is looked for, and it says so."""
ALL = sys.maxsize
"""So many conflicts are told where none may be left out."""

KINDS = (
    kinds.bans,
    kinds.exclusions,
    kinds.together,
    kinds.permissions,
    kinds.bounds,
    kinds.choices,
    kinds.phrases,
    kinds.slots,
)
"""The searches for clashes between a few norms for every turn; `sums` is that for many."""


class Analysis:
    """One composition's claims over one space: that of the claims, or another one that tells all their states apart.

    Raises `TooManyStates`.
    """

    def __init__(
        self, claims: Sequence[Claim], closure: Closure, given: Condition = ALWAYS, *, space: Space | None = None
    ) -> None:
        self.claims = tuple(claims)
        self.closure = closure
        self.given = given
        self.space = space or _space(self.claims, closure, given)
        self._when = [[self.space.mask(norm.when) for norm in claim.norms] for claim in claims]
        scopes = {(claim.scope, claim.but): 0 for claim in claims}
        for scope, but in scopes:
            scopes[scope, but] = without(self.space.mask(scope), self.space.mask(but))
        self.scope = [scopes[claim.scope, claim.but] for claim in claims]
        self._common = Common()
        self.voices = Voices(self.claims, self.scope, self._when, self._common)
        self._stage()
        self._duty = [[closure.duty(norm) for norm in claim.norms] for claim in claims]
        self._ban = [[closure.ban(norm) for norm in claim.norms] for claim in claims]
        self._variables = [claim.variables for claim in claims]
        self._turns = Turns(self.space, self._variables)
        self._plain: dict[tuple[object, ...], tuple[int, Evident] | None] = {}
        self._latest: Standing | None = None
        self._live: tuple[int, ...] = ()
        self._active: list[list[Active]] = [[] for _ in self.claims]

    def _stage(self) -> None:
        """Of the instances of one attribute the one that has come furthest speaks; the others are over."""
        staged = [(i, claim.stage) for i, claim in enumerate(self.claims) if claim.stage is not None]
        spoken = {i: self.voices.speaks(i) for i, _ in staged}
        for i, stage in staged:
            mine = self.claims[i]
            for j, later in staged:
                other = self.claims[j]
                if stage < later and (mine.slug, mine.key, mine.layer) == (other.slug, other.key, other.layer):
                    self.scope[i] = without(self.scope[i], spoken[j])

    def resolve(self, most: int = MAX_CONFLICTS) -> Resolution:
        """Let the weaker claims yield; what still clashes is an error nobody can settle but the author.

        Authors settle it among themselves first, so that nothing a learner wishes changes what they say. What only a
        claim that yields makes a fact is none. Where more than `most` conflicts are certain before anything is settled,
        nothing is.
        """
        resolution = self._resolve(most)
        held = [live == scope for live, scope in zip(resolution.live, resolution.scope, strict=True)]
        if all(holds or not claim.facts for holds, claim in zip(held, self.claims, strict=True)):
            return resolution
        sure = [claim if holds else replace(claim, facts=()) for holds, claim in zip(held, self.claims, strict=True)]
        return Analysis(sure, self.closure, self.given).resolve(most)

    def _resolve(self, most: int) -> Resolution:
        live = list(self.scope)
        yieldings = list(self.voices.one_voice(live))
        wishes = {i: live[i] for i, claim in enumerate(self.claims) if claim.layer == LEARNER}
        for i in wishes:
            live[i] = 0
        standing = self._standing(live)
        found = _among_few(standing)
        if len(found) > most and len(certain := self._certain(found)) > most:
            return Resolution(self.claims, self.space, live, self.scope, certain[:most], [], complete=False)
        clashes = self._settle(self._clashes(standing, found), live, yieldings)
        if room := list(self.voices.room(live, self._duty, self._ban)):
            yieldings += room
            clashes = self._settle(self.clashes(live), live, yieldings)
        if not self.given.always and any(clash.whole for clash in clashes):
            clashes = self._known_to_clash(clashes, live, yieldings)
        if not self.given.always and clashes:
            clashes = self._close_elsewhere(clashes, live, yieldings)
        if wishes:
            for i, states in wishes.items():
                live[i] = states
            yieldings += self.voices.room(live, self._duty, self._ban)
            self._settle(self.clashes(live), live, yieldings)
        complete = len(clashes) <= most
        return Resolution(self.claims, self.space, live, self.scope, clashes[:most], yieldings, complete)

    def _certain(self, found: Found) -> list[Clash]:
        """Those of some clashes among few that are conflicts whatever else is found: all their claims stand, and count.

        Of more than two one may count for nothing, where sums are known; of two only where the other is too much alone.
        """
        stays = frozenset(firm(self.claims, self.given))
        for i in stays:
            if len(self.claims[i].norms) > 1:
                sums(Standing(self.claims, self.closure, self._active[i]), found)
        suspended = union(
            self.voices.speaks(i) for i, claim in enumerate(self.claims) if claim.suspends and not written(claim)
        )
        return [
            clash
            for clash in minimal(found)
            if len(clash.claims) < 3 and stays.issuperset(clash.claims) and without(clash.region, suspended)
        ]

    def _settle(self, clashes: list[Clash], live: list[int], yieldings: list[Yielding]) -> list[Clash]:
        """Let the weaker claims yield, in these clashes and in those that are left; what still clashes."""
        while losses := [loss for clash in clashes for loss in self._losses(clash)]:
            strongest = min(self.claims[loss.loser].rank for loss in losses)
            for loss in losses:
                if self.claims[loss.loser].rank == strongest:
                    live[loss.loser] = without(live[loss.loser], loss.region)
                    yieldings.append(loss)
            self._fall(live)
            clashes = self.clashes(live)
        return clashes

    def _fall(self, live: list[int]) -> None:
        """What rests on a claim that has yielded falls silent with it."""
        places = {(claim.owner, claim.key): i for i, claim in enumerate(self.claims)}
        for i, claim in enumerate(self.claims):
            if claim.rests_on is not None:
                base = places[claim.owner, claim.rests_on]
                if gone := without(self.scope[base], live[base]):
                    live[i] = without(live[i], gone)

    def _known_to_clash(self, clashes: list[Clash], live: list[int], yieldings: list[Yielding]) -> list[Clash]:
        """What is given makes no conflict: a duty for some turns that only now has none to be met in yields."""
        free = Analysis(self.claims, self.closure, space=self.space.without_given())
        usual = {(clash.code, clash.claims) for clash in free.resolve(ALL).clashes if clash.whole}
        kept = []
        for clash in clashes:
            if clash.whole and (clash.code, clash.claims) not in usual:
                for i, states in clash.whole.items():
                    live[i] = without(live[i], states)
                    winners = tuple(j for j in clash.claims if j != i)
                    yieldings.append(Yielding(i, winners, states, known=True))
            else:
                kept.append(clash)
        return kept

    def _close_elsewhere(self, clashes: list[Clash], live: list[int], yieldings: list[Yielding]) -> list[Clash]:
        """What is given makes no conflict: what is for the close of a session is silent where only that puts it there.

        A session that is said to be all test closes too, and the close is no part of any test.
        """
        closing = {i for clash in clashes for i in clash.claims if "moment" in self._variables[i]}
        closing -= {i for i in closing if self.claims[i].locked}
        if not closing:
            return clashes
        usual = {(clash.code, clash.claims) for clash in Analysis(self.claims, self.closure).resolve(ALL).clashes}
        kept = []
        for clash in clashes:
            losers = [i for i in clash.claims if i in closing]
            if not losers or (clash.code, clash.claims) in usual:
                kept.append(clash)
                continue
            for i in losers:
                live[i] = without(live[i], clash.region)
                others = tuple(j for j in clash.claims if j != i)
                yieldings.append(Yielding(i, others, clash.region, known=True))
        return kept

    def _losses(self, clash: Clash) -> Iterator[Yielding]:
        """Who yields in this clash; nobody where it is the author's to settle."""
        claims = [self.claims[i] for i in clash.claims]
        if len({claim.layer for claim in claims}) == 1 and all(
            claim.must and claim.layer != LEARNER for claim in claims
        ):
            key = clash.claims, tuple(reason.norms for reason in clash.reasons)
            if key not in self._plain:
                self._plain[key] = evident(sides(clash, self.claims, self.voices.where, self._ban))
            plain = self._plain[key]
            if plain is not None:
                loser, why = plain
                reasons = tuple(clash.reasons)
                others = tuple(i for i in clash.claims if i != loser)
                yield Yielding(loser, others, self._lost(loser, clash), evident=why, reasons=reasons)
            return
        weakest = max(self.claims[i].rank for i in clash.claims)
        weak = [i for i in clash.claims if self.claims[i].rank == weakest]
        strong = tuple(i for i in clash.claims if i not in weak)
        if strong:
            yield Yielding(weak[-1], strong, self._lost(weak[-1], clash), reasons=tuple(clash.reasons))
        elif not self.claims[weak[0]].must or weakest == (3,):
            for i in weak:
                yield Yielding(i, (), clash.whole.get(i, clash.region))

    def _lost(self, loser: int, clash: Clash) -> int:
        """Where a claim yields: wherever it speaks with any of its norms, and all that it clashes with speaks too.

        Its sentence is one: what it asks for at one moment it tells at all of them.
        """
        region = clash.whole.get(loser, clash.region)
        for reason in clash.reasons:
            others = [(i, k) for i, k in reason.norms if i != loser]
            if all(self.claims[i].norms[k].every for i, k in others):
                spoken = (self.voices.where(i, k) & self._live[i] for i, k in others)
                region |= reduce(and_, spoken, self.voices.speaks(loser) & self._live[loser])
        return region

    def clashes(self, live: Sequence[int], about: int | None = None) -> list[Clash]:
        """All minimal sets of claims that clash where they stand; with `about`, at least all that hold this one."""
        standing = self._standing(live, about)
        return self._clashes(standing, _among_few(standing))

    def _clashes(self, standing: Standing, found: Found) -> list[Clash]:
        """The same, where those between a few norms are found already."""
        sums(standing, found)
        some = Found()
        for duty in standing.some:
            if turnless := self._turns.tried(duty, standing).turnless:
                turnless.add(some, duty)
        return minimal(found) + minimal(some)

    def _standing(self, live: Sequence[int], about: int | None = None) -> Standing:
        """What stands; what was found before stays as it was where nothing has changed."""
        before, change = self._latest, ALL_NEW
        if before is not None:
            moved = [(i, was, now) for i, (was, now) in enumerate(zip(self._live, live, strict=True)) if was is not now]
            lost = {i: without(was, now) for i, was, now in moved}
            change = Change(lost, union(without(now, was) for _, was, now in moved))
        for i, now in enumerate(live):
            if before is None or now is not self._live[i]:
                self._active[i] = list(self._where_active(i, now))
        self._live = tuple(live)
        self._latest = Standing(self.claims, self.closure, chain.from_iterable(self._active), before, change, about)
        return self._latest

    def _where_active(self, i: int, live: int) -> Iterator[Active]:
        for k, norm in enumerate(self.claims[i].norms):
            if mask := self._common.of(live, self._when[i][k]):
                yield Active((i, k), norm, mask, self._duty[i][k], self._ban[i][k])


def _among_few(standing: Standing) -> Found:
    """The clashes between a few norms for every turn."""
    found = Found()
    for find in KINDS:
        find(standing, found)
    return found


def _space(claims: Sequence[Claim], closure: Closure, given: Condition) -> Space:
    """The states that the claims tell apart, and the points of the duties of some turns."""
    conditions = [condition for claim in claims for condition in claim.conditions]
    if any(not norm.every for claim in claims for norm in claim.norms):
        conditions += [law.when for law in closure.pointless]
    if any("moment" in condition.variables for condition in conditions):
        conditions.append(Condition(phase="close"))  # the name that a preset has for the last turn
    facts = facts_beside(given, [*closure.vocabulary.facts, *(fact for claim in claims for fact in claim.facts)])
    return Space(conditions, given=given, variables=closure.vocabulary.variables, facts=tuple(dict.fromkeys(facts)))
