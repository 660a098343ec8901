"""Who yields among equals, by what was written; stages; facts of claims. Held against the states one by one."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pedagogy_prompts.norms.claims import Claim, Said
from pedagogy_prompts.norms.condition import ALWAYS, Condition
from pedagogy_prompts.norms.norm import forbid, oblige
from pedagogy_prompts.norms.resolving import Analysis
from pedagogy_prompts.presets.packs import closure_of

from .reference import analyse, conditions, impossible, region, scope, where

SAID: tuple[Said, ...] = ("default", "meant", "written")


MEETING = (
    (oblige("give_hint"), forbid("give_help")),
    (forbid("give_answer_away"), oblige("show_full_solution")),
    (oblige("only_questions"), oblige("explain_concept")),
)


@st.composite
def pairs(draw: st.DrawFn) -> list[Claim]:
    """Two musts of one layer that meet where both hold, more or less written."""
    norms = draw(st.sampled_from(MEETING))
    pool = [ALWAYS, *draw(st.lists(conditions(), min_size=1, max_size=2))]
    when = st.sampled_from(pool)
    return [
        Claim(
            f"claim_{i}",
            "key",
            (replace(norm, when=draw(when)),),
            draw(when),
            locked=draw(st.booleans()),
            owner=i,
            said=(draw(st.sampled_from(SAID)),),
            suspends=draw(st.booleans()),
            number=draw(st.sampled_from([None, "default", "written"])),
        )
        for i, norm in enumerate(norms)
    ]


def loser(one: Claim, other: Claim) -> Claim | None:
    """Rule by rule, as a teacher would go through them."""
    both = (one, other)
    speaks = {claim.owner: scope(claim) & where(claim.norms[0].when) for claim in both}

    def wider(claim: Claim) -> bool:
        (rest,) = [speaks[c.owner] for c in both if c is not claim]
        return bool(rest) and rest < speaks[claim.owner]

    for claim, rest in ((one, other), (other, one)):
        beyond = speaks[claim.owner] - speaks[rest.owner]
        if rest.suspends and not claim.suspends and rest.said != ("written",) and beyond:
            return claim
    open_ = [c for c in both if c.said != ("written",) and not c.locked and not c.suspends]
    for said in ("default", "meant"):
        for claim in open_:
            if claim.said == (said,) and wider(claim):
                return claim
    if "written" in (one.number, other.number):
        for claim in open_:
            if claim.number == "default":
                return claim
    defaults = [c for c in open_ if c.said == ("default",)]
    if defaults:
        meant = any(c.said != ("default",) for c in both)
        duties = [c for c in defaults if c.norms[0].modality == "oblige"]
        if not meant and duties and len(duties) < 2:
            return duties[-1]
        return defaults[-1]
    duties = [c for c in open_ if c.norms[0].modality == "oblige"]
    rest_bans = [c for c in both if c not in duties and c.norms[0].modality == "forbid"]
    return duties[-1] if duties and rest_bans else None


@given(pairs())
def test_of_two_equals_the_one_yields_of_whom_less_was_said(pair: list[Claim]) -> None:
    one, other = pair
    meet = impossible(pair)
    analysis = analyse(pair)
    resolution = analysis.resolve()
    expected = {claim.owner: scope(claim) for claim in pair}
    who = loser(one, other) if meet else None
    if who is not None:
        expected[who.owner] -= meet
    assert bool(resolution.clashes) == (bool(meet) and who is None)
    for claim, live in zip(resolution.claims, resolution.live, strict=True):
        assert region(analysis, live) & scope(claim) == expected[claim.owner]


@given(conditions(), conditions(), st.booleans())
def test_the_later_stage_speaks_where_both_do(one: Condition, other: Condition, swapped: bool) -> None:
    first = Claim("reacts", "key", (oblige("give_hint", one),), stage=3, owner=0)
    later = Claim("reacts", "key", (forbid("give_help", other),), stage=5, owner=1)
    some = [later, first] if swapped else [first, later]
    analysis = analyse(some)
    resolution = analysis.resolve()
    assert not resolution.clashes
    left = {c.owner: region(analysis, live) for c, live in zip(resolution.claims, resolution.live, strict=True)}
    assert left[0] & where(one) == where(one) - where(other)
    assert left[1] & where(other) == where(other)


@given(conditions(), conditions(), conditions())
def test_what_a_claim_makes_so_rules_states_out(if_: Condition, then: Condition, when: Condition) -> None:
    some = [
        Claim("fact", "key", (oblige("praise_effort"),), facts=((if_, then, "it says so"),), owner=0),
        Claim("duty", "key", (oblige("give_hint", when),), owner=1),
        Claim("ban", "key", (forbid("give_help"),), owner=2),
    ]
    assert bool(Analysis(some, closure_of(()), ALWAYS).resolve().clashes) == bool(
        where(when) - (where(if_) - where(then))
    )


def test_what_a_claim_makes_so_is_not_so_where_it_yields() -> None:
    fact = ((ALWAYS, Condition(stuck=False), "it says so"),)
    some = [
        Claim("fact", "key", (oblige("praise_effort"),), facts=fact, must=False, owner=0),
        Claim("none", "key", (forbid("praise"),), owner=1),
        Claim("duty", "key", (oblige("give_hint", Condition(stuck=True)),), owner=2),
        Claim("ban", "key", (forbid("give_help"),), owner=3),
    ]
    (clash,) = analyse(some).resolve().clashes
    assert clash.claims == (2, 3)
