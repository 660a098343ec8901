"""Who yields: locks, strengths, layers, the learner, and duties of some turns."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from pedagogy_prompts.norms.claims import LEARNER, Claim, Resolution, Said
from pedagogy_prompts.norms.condition import ALWAYS, CLOSING, Condition
from pedagogy_prompts.norms.norm import Norm, bound, choose, forbid, oblige
from pedagogy_prompts.norms.resolving import Analysis

from ..each import each
from .reference import active, analyse, can_be_followed, claims, impossible, region, scope, where

EVERY = ("duty", "duty", "ban", "bound", "choice")
ALL = (*EVERY, "some", "permission")


def lives(analysis: Analysis, resolution: Resolution) -> dict[int, frozenset[int]]:
    """For each claim, by its owner, the states in which it stands."""
    return {
        claim.owner: region(analysis, live) & scope(claim)
        for claim, live in zip(resolution.claims, resolution.live, strict=True)
    }


def stacked(kinds: tuple[str, ...] = ALL, **more: object) -> st.SearchStrategy[list[Claim]]:
    """Claims of several layers and strengths; only musts of authors are locked."""

    def sensible(found: list[Claim]) -> bool:
        return all(claim.must and claim.layer != LEARNER for claim in found if claim.locked)

    return claims(
        kinds=kinds,
        layers=(0, 2, 2, 3, 3, 4),
        strengths=(True, False),
        locks=(False, False, True),
        **more,  # type: ignore[arg-type]
    ).filter(sensible)


def beats(one: Claim, other: Claim) -> bool:
    if one.layer == other.layer:
        return one.layer != LEARNER and one.must and not other.must
    outer, inner = (one, other) if one.layer < other.layer else (other, one)
    if inner.layer == LEARNER or outer.locked:
        return one is outer
    if one.must != other.must:
        return one.must
    return one is inner


@given(stacked(kinds=("duty", "ban"), size=2, most_norms=1))
def test_of_two_the_weaker_yields_exactly_where_they_clash(pair: list[Claim]) -> None:
    one, other = pair
    assume(one.slug != other.slug)
    meet = impossible(pair)
    analysis = analyse(pair)
    resolution = analysis.resolve()
    expected = {claim.owner: scope(claim) for claim in pair}
    if beats(one, other):
        expected[other.owner] -= meet
    elif beats(other, one):
        expected[one.owner] -= meet
    elif one.layer == LEARNER or not one.must:
        expected = {owner: states - meet for owner, states in expected.items()}
    assert lives(analysis, resolution) == expected
    ties = one.layer == other.layer and one.must and other.must and one.layer != LEARNER
    assert bool(resolution.clashes) == (bool(meet) and ties)


@given(stacked(slugs=4))
def test_what_still_clashes_are_musts_of_one_layer(some: list[Claim]) -> None:
    for clash in analyse(some).resolve().clashes:
        members = [some[i] for i in clash.claims]
        assert len({claim.layer for claim in members}) == 1
        assert all(claim.must and claim.layer != LEARNER for claim in members)


@given(stacked(kinds=EVERY, slugs=4))
def test_what_is_left_can_be_followed_where_no_clash_is_reported(some: list[Claim]) -> None:
    analysis = analyse(some)
    resolution = analysis.resolve()
    stands = lives(analysis, resolution)
    reported: set[int] = set()
    for clash in resolution.clashes:
        reported |= region(analysis, clash.region)
    for i in where(analysis.given):
        standing = [claim for claim in some if i in stands[claim.owner]]
        assert can_be_followed(active(standing, i)) == (i not in reported)


@given(stacked(slugs=4))
def test_the_outermost_lock_is_never_narrowed(some: list[Claim]) -> None:
    analysis = analyse(some)
    stands = lives(analysis, analysis.resolve())
    outermost = min((claim.layer for claim in some if claim.locked), default=LEARNER)
    for claim in some:
        if claim.locked and claim.layer == outermost:
            assert stands[claim.owner] == scope(claim)


@given(stacked(size=9, slugs=4))
@settings(suppress_health_check=[HealthCheck.filter_too_much])  # most sets clash among authors alone
def test_the_learner_never_narrows_an_author(some: list[Claim]) -> None:
    authors = [claim for claim in some if claim.layer != LEARNER]
    assume(len(authors) < len(some))
    alone, together = analyse(authors), analyse(some)
    by_themselves = alone.resolve()
    # An error among authors stops everything, and hides what else would clash in its states.
    assume(not by_themselves.clashes)
    with_learner = lives(together, together.resolve())
    for owner, states in lives(alone, by_themselves).items():
        assert with_learner[owner] == states


@given(stacked(size=6, most_norms=1))
def test_a_duty_of_some_turns_holds_or_is_dropped(some: list[Claim]) -> None:
    analysis = analyse(some)
    stands = lives(analysis, analysis.resolve())
    for claim in some:
        (norm,) = claim.norms
        if not norm.every:
            whole = scope(claim)
            assert stands[claim.owner] in (whole, whole - where(norm.when))


def speaks(claim: Claim) -> frozenset[int]:
    return scope(claim) & frozenset[int]().union(*(where(norm.when) for norm in claim.norms))


@given(stacked(slugs=2, most_norms=1))
def test_an_inner_instance_replaces_unlocked_outer_ones_where_it_holds(some: list[Claim]) -> None:
    analysis = analyse(some)
    resolution = analysis.resolve()
    stands = lives(analysis, resolution)
    replaced = {analysis.claims[one.loser].owner for one in resolution.yieldings if one.replaced}
    for outer in some:
        inner = [c for c in some if c.slug == outer.slug and outer.layer < c.layer < LEARNER]
        left = scope(outer)  # where a lock further out leaves it anything to say
        for claim in some:
            if claim.slug == outer.slug and claim.layer < outer.layer and claim.locked:
                left -= speaks(claim) & speaks(outer)
        meets = any(left & scope(claim) for claim in inner)
        assert (outer.owner in replaced) == (meets and not outer.locked)
        for claim in inner:
            assert outer.locked or not stands[outer.owner] & scope(claim)


@given(stacked(slugs=4), st.randoms(use_true_random=False))
def test_the_order_changes_nothing_among_pairs(some: list[Claim], chance: random.Random) -> None:
    before = analyse(some)
    # Of three that clash one yields; the order a composition brings its parts into says which.
    assume(all(len(clash.claims) < 3 for clash in before.clashes(before.scope)))
    shuffled = list(some)
    chance.shuffle(shuffled)
    after = analyse(shuffled)
    assert lives(before, before.resolve()) == lives(after, after.resolve())


@given(stacked())
def test_who_yields_is_on_record(some: list[Claim]) -> None:
    analysis = analyse(some)
    resolution = analysis.resolve()
    live = list(resolution.scope)
    for one in resolution.yieldings:
        assert one.region, "nobody yields nowhere"
        assert all(some[one.loser] is not some[winner] for winner in one.winners)
        live[one.loser] &= ~one.region
    assert live == resolution.live


def test_two_hundred_claims_are_resolved() -> None:
    chance = random.Random(7)
    acts, limits = ("give_hint", "explain_concept", "ask_guiding_question", "praise_effort"), (5, 20, 60)
    some = []
    pool = [ALWAYS, Condition(attempts="3+"), Condition(stuck=True), Condition(last_answer="wrong"), Condition(hints=0)]
    pool += [~condition for condition in pool[1:]]
    for i in range(200):
        when = chance.choice(pool)
        norm = chance.choice(
            [
                oblige(chance.choice(acts), when),
                oblige(chance.choice(acts), when, every=False),
                forbid(chance.choice(acts), when),
                bound("words", None, chance.choice(limits), when),
                choose("language", chance.choice("abc"), when=when),
            ]
        )
        must, layer = chance.random() < 0.7, chance.choice((0, 1, 2, 3, 4))
        some.append(Claim(f"claim_{i}", "key", (norm,), chance.choice(pool), must, must and layer == 0, layer, i))
    some.sort(key=lambda claim: (claim.layer, claim.slug))
    analysis = analyse(some)
    resolution = analysis.resolve()
    for claim, live, whole in zip(some, resolution.live, resolution.scope, strict=True):
        assert live & ~whole == 0
        assert not claim.locked or live == whole
    assert all(len({some[i].layer for i in clash.claims}) == 1 for clash in resolution.clashes)
    assert len(resolution.clashes) > 10, "the platform's own claims contradict one another"


def test_what_was_found_before_is_as_what_is_found_anew() -> None:
    """Claims are taken away and given back; an analysis that remembers and one that does not tell the same clashes."""
    acts = (
        "give_hint",
        "explain_concept",
        "ask_guiding_question",
        "praise_effort",
        "state_final_answer",
        "only_questions",
    )
    pool = [ALWAYS, ALWAYS, Condition(attempts="3+"), Condition(stuck=True), Condition(phase=("practice", "close"))]
    told = 0
    for seed in range(30):
        chance = random.Random(seed)
        some = [
            Claim(
                f"claim_{i}",
                "key",
                (
                    chance.choice(
                        [
                            oblige(chance.choice(acts)),
                            oblige(chance.choice(acts), every=False),
                            forbid(chance.choice(acts)),
                            bound("words", None, chance.choice((5, 10, 15))),
                            bound(chance.choice(("sentences", "questions")), None, chance.choice((1, 2))),
                        ]
                    ),
                ),
                chance.choice(pool),
                owner=i,
            )
            for i in range(14)
        ]
        kept = analyse(some)
        live = list(kept.scope)
        for _ in range(8):
            for i in chance.sample(range(len(some)), 4):
                live[i] = 0 if live[i] == kept.scope[i] else chance.choice((kept.scope[i], chance.choice(live)))
                live[i] &= kept.scope[i]
            found = _told(kept, live)
            assert found == _told(analyse(some), live), seed
            told += len(found)
    assert told > 150


def test_a_turn_is_found_or_lost_when_what_stood_beside_it_is_gone() -> None:
    norms = [
        oblige("only_questions"),
        oblige("only_questions", every=False),
        bound("reading_grade", None, 2),
        bound("words", 60),
        bound("questions", None, 1),
    ]
    some = [Claim(f"claim_{i}", "key", (norm,), owner=i) for i, norm in enumerate(norms)]
    kept = analyse(some)
    before = _told(kept, kept.scope)
    after = _told(kept, [0, *kept.scope[1:]])
    assert after == _told(analyse(some), [0, *kept.scope[1:]]) != before


def _told(analysis: Analysis, live: Sequence[int]) -> dict[tuple[object, ...], object]:
    return {
        (clash.code, clash.claims): (clash.region, clash.whole, {(one.norms, one.kind) for one in clash.reasons})
        for clash in analysis.clashes(live)
    }


def unlike(seed: int) -> list[Claim]:
    """Claims that stand or yield for all the reasons there are."""
    chance = random.Random(seed)
    acts = ("give_hint", "explain_concept", "praise_effort", "end_with_question", "show_similar_example")
    pool = (ALWAYS, ALWAYS, Condition(stuck=True), Condition(attempts="3+"))
    layers = chance.choice(((3,), (3,), (2, 3, 3)))
    sources: tuple[Said, ...] = ("written", "written", "written", "default")

    def norm() -> Norm:
        when = chance.choice(pool)
        return chance.choice(
            [
                oblige(chance.choice(acts), when),
                oblige(chance.choice(acts), when),
                forbid(chance.choice(acts), when),
                bound("words", None, chance.choice((8, 20)), when),
                bound("questions", 0, 0, when),
            ]
        )

    some = []
    for i in range(chance.choice((5, 8, 12))):
        norms = tuple(norm() for _ in range(chance.choice((1, 1, 2))))
        said = tuple(chance.choice(sources) for _ in norms)
        must, layer = chance.random() < 0.85, chance.choice(layers)
        locked, suspends = must and chance.random() < 0.1, chance.random() < 0.15
        scope = chance.choice(pool)
        some.append(Claim(f"claim_{i}", "key", norms, scope, must, locked, layer, i, said=said, suspends=suspends))
    return sorted(some, key=lambda claim: (claim.layer, claim.slug))


def one_each(*norms: Sequence[Norm], **more: Any) -> list[Claim]:
    return [
        Claim(f"claim_{i}", norms=tuple(some), **{"key": "key", "owner": i, **more}) for i, some in enumerate(norms)
    ]


SHORT = bound("words", None, 3)
TEST = Condition(phase="assessment")


@each(
    ("some", "known"),
    [
        *((unlike(seed), ALWAYS) for seed in range(150)),
        # Each ban leaves no room for one of the two, so it does not take both.
        (
            one_each([oblige("ask_quiz_item")], [oblige("ask_reasoning")], *[[forbid("ask_twice"), SHORT]] * 2),
            ALWAYS,
        ),
        # It is too much by itself, banned or not.
        (one_each([oblige("explain_concept"), SHORT], *[[forbid("explain")]] * 2), ALWAYS),
        # What it rests on may yield.
        (
            [
                *one_each([oblige("give_hint")], key="base", said=("default",), owner=9),
                *one_each([oblige("give_hint")], rests_on="base", owner=9),
                *one_each(*[[forbid("give_help")]] * 2, owner=8),
            ],
            ALWAYS,
        ),
        # Only what is known puts the close there.
        (one_each([oblige("give_hint", CLOSING)], *[[forbid("give_help", TEST)]] * 2), TEST),
    ],
)
def test_what_is_told_as_certain_before_all_is_looked_for_is_so_in_the_end(some: list[Claim], known: Condition) -> None:
    whole = analyse(some, known).resolve()
    in_the_end = {(clash.code, clash.claims) for clash in whole.clashes}
    for most in (0, 1):
        cut = analyse(some, known).resolve(most)
        assert cut.complete == (len(whole.clashes) <= most)
        assert len(cut.clashes) == min(most, len(whole.clashes))
        assert in_the_end.issuperset((clash.code, clash.claims) for clash in cut.clashes)


def test_what_is_known_makes_no_conflict_nobody_sees_of_one_among_many() -> None:
    """A duty that finds no turn whatever is known is a conflict, also where without it there are too many to tell."""
    unlike = [[choose("language", str(n), when=~TEST)] for n in range(12)]
    some = one_each([oblige("give_hint", every=False)], [forbid("give_help")], *unlike)
    assert not analyse(some).resolve().complete
    (clash,) = analyse(some, TEST).resolve().clashes
    assert clash.claims == (0, 1)
