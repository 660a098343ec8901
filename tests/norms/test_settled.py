"""What is settled on random sets with facts, stages, costs, layers, locks, wishes and defaults, held state by state.

Nothing here asks the code how it settles: who yields is worked out once more from the rules, and what a turn can hold
from the slow reference and from the solver.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

import z3  # type: ignore[import-untyped]
from hypothesis import settings

from pedagogy_prompts.norms.claims import LEARNER, Claim, Resolution, Said, Yielding
from pedagogy_prompts.norms.condition import ALWAYS, NEVER, Condition
from pedagogy_prompts.norms.norm import Norm, bound, choose, forbid, oblige
from pedagogy_prompts.norms.theory import Fact

from .reference import LIMITS, SLOTS, STATES, active, analyse, can_be_followed, holds, scope, where
from .test_smt import added, model, related

SETS = 4 * settings().max_examples
"""Random sets: 4,000 by hand."""
SOLVED = 2 * settings().max_examples if SETS >= 4_000 else 20
"""How many of them the solver is asked about, which takes its time: 2,000 by hand."""
POOL = (
    *(ALWAYS,) * 4,
    Condition(stuck=True),
    Condition(attempts="2+"),
    Condition(attempts="4+", last_answer="wrong"),
    Condition(affect="frustrated"),
    ~Condition(last_answer="correct"),
    Condition(turn="first"),
)
FACTS: tuple[Fact, ...] = (
    (Condition(turn="first"), Condition(affect="neutral"), "it begins calmly"),
    (ALWAYS, Condition(attempts="0-4"), "there are no more attempts"),
    (Condition(stuck=True), Condition(attempts="1+"), "who is stuck has tried"),
    (Condition(last_answer="correct"), Condition(stuck=False), "who has it is not stuck"),
)
SAID: tuple[Said, ...] = ("default", "meant", "written", "written")


def drawn(chance: random.Random) -> list[Claim]:
    """A composition: one norm a claim, so that what a claim says of a clash is plain."""
    acts, quantities = related(chance, 5), chance.sample(sorted(LIMITS), 2)

    def norm() -> Norm:
        when = chance.choice(POOL)
        match chance.choice(["duty", "duty", "duty", "ban", "ban", "bound", "choice"]):
            case "duty":
                return oblige(chance.choice(acts), when)
            case "ban":
                return forbid(chance.choice(acts), when)
            case "bound":
                quantity = chance.choice(quantities)
                low, high = sorted(chance.choices(LIMITS[quantity], k=2))
                return bound(quantity, chance.choice([None, low]), high, when)
            case _:
                slot = chance.choice(sorted(SLOTS))
                return choose(slot, chance.choice(SLOTS[slot]), when=when)

    found = []
    for i in range(chance.randint(4, 9)):
        layer, must = chance.choice((1, 3, 3, 3, 3, 3, 3, LEARNER)), chance.random() < 0.9
        author = layer != LEARNER
        found.append(
            Claim(
                slug=f"claim_{i if chance.random() < 0.8 else 0}",
                key="key",
                norms=(norm(),),
                scope=chance.choice(POOL),
                but=chance.choice((NEVER, NEVER, chance.choice(POOL[4:]))),
                must=must,
                locked=author and must and chance.random() < 0.2,
                layer=layer,
                owner=i,
                facts=(chance.choice(FACTS),) if author and must and chance.random() < 0.2 else (),
                stage=chance.choice((None, None, 3, 5)),
                said=(chance.choice(SAID),),
                suspends=chance.random() < 0.1,
            )
        )
    return sorted(found, key=lambda claim: (claim.layer, claim.slug))


class Settled:
    """A composition and what came of it, as sets of states."""

    def __init__(self, some: Sequence[Claim]) -> None:
        self.resolution: Resolution = analyse(some).resolve()
        self.claims = self.resolution.claims
        facts = [fact for claim in self.claims for fact in claim.facts]
        self.possible = frozenset(
            i
            for i, state in enumerate(STATES)
            if all(holds(then, state) or not holds(if_, state) for if_, then, _ in facts)
        )
        self.scope = [self._staged(i) for i in range(len(self.claims))]
        self.live = [self.states(mask) for mask in self.resolution.live]
        self.speaks = [
            states & where(claim.norms[0].when) for states, claim in zip(self.scope, self.claims, strict=True)
        ]

    def states(self, mask: int) -> frozenset[int]:
        return where(self.resolution.space.cover(mask)) & self.possible

    def _staged(self, i: int) -> frozenset[int]:
        """Where a claim holds, but for where one of its own attribute has come further."""
        mine, states = self.claims[i], scope(self.claims[i]) & self.possible
        for other in self.claims:
            if mine.stage is not None and other.stage is not None and mine.stage < other.stage:
                if (mine.slug, mine.layer) == (other.slug, other.layer):
                    states -= scope(other) & where(other.norms[0].when)
        return states

    def norms(self, which: Sequence[int], state: int) -> frozenset[Norm]:
        return active([self.claims[i] for i in which], state)


def beats(one: Claim, other: Claim) -> bool:
    """Whether one claim is stronger: authors, outer locks, musts, then what is nearer to the lesson."""
    if LEARNER in (one.layer, other.layer):
        return one.layer != LEARNER and other.layer == LEARNER
    if one.layer == other.layer:
        return one.must and not other.must
    outer, inner = (one, other) if one.layer < other.layer else (other, one)
    if outer.locked:
        return one is outer
    if one.must != other.must:
        return one.must
    return one is inner


def plainly_yields(found: Settled, which: Sequence[int]) -> int | None:
    """Who yields among musts of one layer by what was written; None where it is for the author to say."""
    claims = found.claims

    def beyond(i: int, j: int) -> bool:
        return bool(found.speaks[i] - found.speaks[j])

    def wider(i: int) -> bool:
        return any(found.speaks[j] and found.speaks[j] < found.speaks[i] for j in which if j != i)

    for i in which:
        for j in which:
            if claims[j].suspends and claims[j].said != ("written",) and not claims[i].suspends and beyond(i, j):
                return i
    may = [i for i in which if claims[i].said != ("written",) and not claims[i].locked and not claims[i].suspends]
    for said in ("default", "meant"):
        for i in may:
            if claims[i].said == (said,) and wider(i):
                return i
    defaults = [i for i in may if claims[i].said == ("default",)]
    if defaults and any(claims[i].said != ("default",) for i in which):
        return defaults[-1]
    low = defaults or may
    duties = [i for i in low if claims[i].norms[0].modality != "forbid"]
    if duties and any(claims[i].norms[0].modality == "forbid" for i in which if i not in duties):
        return duties[-1]
    return defaults[-1] if defaults else None


def faults(found: Settled) -> Iterator[str]:
    """What is not as the rules have it."""
    claims = found.claims
    lost: list[frozenset[int]] = [frozenset() for _ in claims]
    for one in found.resolution.yieldings:
        region = found.states(one.region)
        lost[one.loser] |= region
        yield from _unjust(found, one, region)
    for i, claim in enumerate(claims):
        if found.live[i] != found.scope[i] - lost[i]:
            yield f"{claim.slug} is silent where it has yielded to nobody, or stands where it has"
        if claim.facts and lost[i]:
            yield f"what {claim.slug} makes so holds though it yields"
    told: set[int] = set()
    for clash in found.resolution.clashes:
        region = found.states(clash.region)
        told |= region
        members = [claims[i] for i in clash.claims]
        if len({claim.layer for claim in members}) > 1 or not all(claim.must for claim in members):
            yield f"{clash.claims} could be settled by layer or strength"
        if plainly_yields(found, clash.claims) is not None:
            yield f"{clash.claims} could be settled by what was written"
        for state in region:
            if can_be_followed(found.norms(clash.claims, state)):
                yield f"{clash.claims} can be followed together in {STATES[state]}"
    for state in found.possible:
        standing = [i for i in range(len(claims)) if state in found.live[i]]
        if can_be_followed(found.norms(standing, state)) is (state in told):
            yield f"in {STATES[state]} a clash is left, or told where there is none"


def _unjust(found: Settled, one: Yielding, region: frozenset[int]) -> Iterator[str]:
    """What speaks against a claim's yielding."""
    claims, loser = found.claims, found.claims[one.loser]
    winners = [claims[i] for i in one.winners]
    if loser.slug in {claim.slug for claim in winners} and {claim.layer for claim in winners} != {loser.layer}:
        return  # instances of one attribute speak with one voice: tests/norms/test_resolution.py
    members = sorted([one.loser, *one.winners])
    if not winners:
        if loser.must and loser.layer != LEARNER:
            yield f"{loser.slug} is no wish, and yields to nobody"
        return
    for state in region:
        if can_be_followed(found.norms(members, state)):
            yield f"{loser.slug} yields in {STATES[state]}, where all can be followed"
        if not can_be_followed(found.norms(one.winners, state)):
            yield f"{loser.slug} yields in {STATES[state]}, where the others clash without it"
    if one.evident is not None:
        if plainly_yields(found, members) != one.loser:
            yield f"{loser.slug} yields, and another one has to"
    elif any(beats(loser, winner) for winner in winners) or not any(beats(winner, loser) for winner in winners):
        yield f"{loser.slug} yields to weaker ones"


def test_what_is_settled_is_as_the_rules_have_it() -> None:
    seen = {"evident": 0, "stronger": 0, "clash": 0, "facts": 0}
    for seed in range(SETS):
        found = Settled(drawn(random.Random(seed)))
        assert not list(faults(found)), seed
        seen["evident"] += any(one.evident for one in found.resolution.yieldings)
        seen["stronger"] += any(one.winners and not one.evident for one in found.resolution.yieldings)
        seen["clash"] += bool(found.resolution.clashes)
        seen["facts"] += any(claim.facts for claim in found.claims)
    # Sets that never clash, or in which nobody yields, would prove little.
    assert min(seen.values()) > SETS / 12, seen


def test_the_solver_can_follow_what_is_left_and_nothing_that_is_told() -> None:
    solver, known = model(), dict[frozenset[Norm], bool]()
    for seed in range(SOLVED):
        found = Settled(drawn(random.Random(seed)))
        told = frozenset[int]().union(*(found.states(clash.region) for clash in found.resolution.clashes))
        for state in found.possible:
            norms = found.norms([i for i in range(len(found.claims)) if state in found.live[i]], state)
            if norms not in known:
                solver.push()
                added(solver, norms)
                known[norms] = solver.check() == z3.sat
                solver.pop()
            assert known[norms] is (state not in told), (seed, STATES[state], norms)
    assert set(known.values()) == {True, False}


def test_a_fact_rules_states_out() -> None:
    """The guard of this module: without what claims make so, the states are others."""
    some = [
        Claim("first", "key", (oblige("give_hint", Condition(stuck=True)),), facts=FACTS[3:], owner=0),
        Claim("other", "key", (forbid("give_help", Condition(last_answer="correct")),), owner=1),
    ]
    assert not Settled(some).resolution.clashes
    assert Settled([replace(some[0], facts=()), some[1]]).resolution.clashes
