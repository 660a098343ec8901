"""The analysis against the slow reference: the same states, minimal sets, true witnesses."""

from __future__ import annotations

import random

from hypothesis import assume, given
from hypothesis import strategies as st

from pedagogy_prompts.norms.claims import Claim, Clash
from pedagogy_prompts.norms.condition import ALWAYS, Condition
from pedagogy_prompts.norms.norm import Norm, bound, oblige
from pedagogy_prompts.norms.resolving import Analysis

from .reference import (
    STATES,
    active,
    analyse,
    calm_region,
    can_be_followed,
    claims,
    conditions,
    done,
    finds_no_turn,
    impossible,
    region,
    scope,
    where,
)


def found(analysis: Analysis) -> list[Clash]:
    return analysis.clashes(analysis.scope)


def states_of(analysis: Analysis, clashes: list[Clash]) -> frozenset[int]:
    mask = 0
    for clash in clashes:
        mask |= clash.region
    return region(analysis, mask)


@given(claims(), st.one_of(st.just(ALWAYS), conditions()))
def test_the_regions_are_the_states_in_which_not_all_can_be_followed(some: list[Claim], known: Condition) -> None:
    analysis = analyse(some, known)
    assert states_of(analysis, found(analysis)) & where(known) == impossible(some, known)


@given(claims())
def test_each_set_clashes_in_all_its_states_and_no_part_of_it_does(some: list[Claim]) -> None:
    analysis = analyse(some)
    for clash in found(analysis):
        members = [some[i] for i in clash.claims]
        for i in region(analysis, clash.region):
            assert not can_be_followed(active(members, i))
            for left in members:
                assert can_be_followed(active([m for m in members if m is not left], i)), (clash, STATES[i])


@given(claims(kinds=("duty", "ban")))
def test_every_minimal_pair_is_reported(some: list[Claim]) -> None:
    analysis = analyse(some)
    pairs = {clash.claims for clash in found(analysis) if len(clash.claims) == 2}
    for i, one in enumerate(some):
        for k in range(i + 1, len(some)):
            wrong = impossible([one, some[k]]) - impossible([one]) - impossible([some[k]])
            assert ((i, k) in pairs) == bool(wrong)


@given(claims(kinds=("duty", "ban", "bound")))
def test_two_claims_meet_in_one_finding_for_one_reason(some: list[Claim]) -> None:
    reasons = [(clash.claims, reason.norms) for clash in found(analyse(some)) for reason in clash.reasons]
    pairs = [reason for reason in reasons if len(reason[1]) == 2]
    bounds = [norms for (_, norms) in pairs if all(some[i].norms[k].modality == "bound" for i, k in norms)]
    assert len(bounds) == len(set(bounds))


@given(claims(), conditions())
def test_a_witness_lies_in_its_region(some: list[Claim], known: Condition) -> None:
    analysis = analyse(some, known)
    for clash in found(analysis):
        witness = analysis.space.witness(clash.region)
        inside = region(analysis, clash.region) & where(known)
        assert any(witness.items() <= STATES[i].items() for i in inside)


@given(claims(), st.randoms(use_true_random=False))
def test_the_order_of_claims_changes_no_region(some: list[Claim], chance: random.Random) -> None:
    shuffled = list(some)
    chance.shuffle(shuffled)
    before, after = analyse(some), analyse(shuffled)

    def shown(analysis: Analysis) -> set[tuple[str, frozenset[int], frozenset[int]]]:
        return {
            (clash.code, frozenset(analysis.claims[i].owner for i in clash.claims), region(analysis, clash.region))
            for clash in found(analysis)
        }

    # Of the sets that explain one full budget of words, one is told, or none where others explain those states: which,
    # may depend on the order.
    assert states_of(before, found(before)) == states_of(after, found(after))
    if not any(clash.code == "PED105" for clash in (*found(before), *found(after))):
        assert shown(before) == shown(after)


@given(claims(), st.integers(1, 3))
def test_one_more_claim_makes_nothing_possible(some: list[Claim], last: int) -> None:
    fewer, all_of_them = analyse(some[:-last]), analyse(some)
    assert states_of(fewer, found(fewer)) <= states_of(all_of_them, found(all_of_them))


@given(claims(), conditions())
def test_what_is_given_adds_no_conflict(some: list[Claim], known: Condition) -> None:
    plain, told = analyse(some), analyse(some, known)
    assert states_of(told, found(told)) & where(known) == states_of(plain, found(plain)) & where(known)


@given(claims(kinds=("permission", "ban", "bound"), most_norms=1))
def test_a_permission_clashes_where_what_it_allows_is_banned(some: list[Claim]) -> None:
    bans = [c for c in some if c.norms[0].modality == "forbid" or c.norms[0].value == (None, 0)]
    allowed = [c for c in some if c.norms[0].modality == "permit"]
    analysis = analyse([*allowed, *bans])
    expected = set()
    for claim in allowed:
        norm = claim.norms[0]
        for i in scope(claim) & where(norm.when):
            for against in active(bans, i):
                if against.modality == "forbid":
                    meets = against.target in done({norm.target})
                else:
                    meets = not can_be_followed(frozenset({against, Norm("oblige", norm.target)}))
                if meets:
                    expected.add(i)
    assert states_of(analysis, found(analysis)) == expected


# -- duties of some turns


@given(claims(kinds=("duty", "ban", "ban", "bound", "bound", "some", "some"), most_norms=1))
def test_a_duty_of_some_turns_clashes_where_no_turn_admits_it(some: list[Claim]) -> None:
    wanted = [claim for claim in some if not claim.norms[0].every]
    rest = [claim for claim in some if claim not in wanted]
    assume(wanted and not impossible(rest))
    analysis = analyse([*wanted, *rest])
    clashes = found(analysis)
    for k, claim in enumerate(wanted):
        own = [clash for clash in clashes if k in clash.claims]
        assert bool(own) == finds_no_turn(claim, claim.norms[0], rest)
        for clash in own:
            others = [analysis.claims[i] for i in clash.claims if i != k]
            assert finds_no_turn(claim, claim.norms[0], others)
            for left in others:
                assert not finds_no_turn(claim, claim.norms[0], [o for o in others if o is not left])
            wanted_there = scope(claim) & where(claim.norms[0].when)
            assert calm_region(claim, claim.norms[0]) <= region(analysis, clash.region) <= wanted_there


def standing(analysis: Analysis, number: int) -> list[frozenset[int]]:
    return [region(analysis, states) for states in analysis.resolve().live[:number]]


@given(
    claims(kinds=("duty", "ban", "bound", "some", "some"), most_norms=1, layers=(1, 3), locks=(False, True)),
    conditions(),
)
def test_a_claim_that_meets_no_other_changes_nothing(some: list[Claim], when: Condition) -> None:
    stranger = Claim("emoji", "use", (Norm("choose", "emoji", frozenset({"none"}), when),), owner=len(some))
    number = len(some)
    assert standing(analyse(some), number) == standing(analyse([*some, stranger]), number)


@given(claims(kinds=("duty", "ban", "bound", "some")))
def test_duties_of_some_turns_do_not_disturb_the_others(some: list[Claim]) -> None:
    analysis = analyse(some)
    every = [clash for clash in found(analysis) if not any("some" in reason.about for reason in clash.reasons)]
    assert states_of(analysis, every) == impossible(some)


def test_a_weak_one_is_named_in_a_sum_only_where_the_strong_ones_do_not_fill_it() -> None:
    some = [
        Claim("wish", "key", (oblige("explain_procedure"),), must=False, owner=0),
        Claim("duty", "key", (oblige("explain_concept", Condition(stuck=True)),), owner=1),
        Claim("limit", "key", (bound("words", None, 10),), owner=2),
    ]
    told = {clash.claims: region(analyse(some), clash.region) for clash in found(analyse(some))}
    assert told == {(1, 2): where(Condition(stuck=True)), (0, 2): where(Condition(stuck=False))}
