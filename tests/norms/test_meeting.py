"""Norms that do not meet do not clash: the filter against the analysis, on random norms and on the shelf."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from pedagogy_prompts.attributes.kit.attribute import Attribute, attribute_class, attribute_slugs
from pedagogy_prompts.attributes.kit.settings import settings as settings_of
from pedagogy_prompts.norms.claims import Claim
from pedagogy_prompts.norms.meeting import Touch, touched
from pedagogy_prompts.norms.norm import Norm, bound, choose, forbid, oblige, permit
from pedagogy_prompts.norms.resolving import Analysis
from pedagogy_prompts.presets.packs import closure_of

from .reference import claims

KINDS = ("duty", "duty", "some", "some", "ban", "bound", "bound", "choice", "permission")


def touch(*some: Norm) -> Touch:
    return touched(some, closure_of(()))


def touch_of(some: list[Claim]) -> Touch:
    return touch(*(norm for claim in some for norm in claim.norms))


def clash_across(mine: list[Claim], theirs: list[Claim]) -> bool:
    """Whether the analysis finds a clash with claims of both."""
    analysis = Analysis([*mine, *theirs], closure_of(()))
    return any(
        clash.claims[0] < len(mine) <= clash.claims[-1] and len(clash.claims) > 1
        for clash in analysis.clashes(analysis.scope)
    )


@settings(max_examples=settings().max_examples * 4)
@given(claims(kinds=KINDS, size=5), st.data())
def test_what_does_not_meet_does_not_clash(some: list[Claim], data: st.DataObject) -> None:
    split = data.draw(st.integers(1, len(some) - 1))
    mine, theirs = some[:split], some[split:]
    meet = touch_of(mine).may_meet(touch_of(theirs))
    assert meet == touch_of(theirs).may_meet(touch_of(mine))
    if clash_across(mine, theirs):
        assert meet


@settings(max_examples=settings().max_examples * 2)
@given(claims(kinds=KINDS, size=6))
def test_a_clash_hangs_together_by_claims_that_bear_on_one_another(some: list[Claim]) -> None:
    analysis = Analysis(some, closure_of(()))
    for clash in analysis.clashes(analysis.scope):
        joined, left = {clash.claims[0]}, set(clash.claims[1:])
        while near := {i for i in left if any(touch_of([some[i]]).bears_on(touch_of([some[k]])) for k in joined)}:
            joined |= near
            left -= near
        assert not left


@settings(max_examples=settings().max_examples * 2)
@given(claims(kinds=KINDS, size=6), st.data())
def test_more_norms_meet_no_less(some: list[Claim], data: st.DataObject) -> None:
    split = data.draw(st.integers(1, len(some) - 1))
    mine, theirs = some[:split], some[split:]
    if touch_of(mine[:1]).may_meet(touch_of(theirs)):
        assert touch_of(mine).may_meet(touch_of(theirs))


SETTINGS = {slug: settings_of(attribute_class(slug), most=12) for slug in attribute_slugs()}


def claims_of(attribute: Attribute, owner: int) -> list[Claim]:
    return [Claim(attribute.slug(), s.key, s.norms, owner=owner) for s in attribute.statements()]


@settings(max_examples=settings().max_examples * 2)
@given(st.data())
def test_settings_of_the_shelf_that_do_not_meet_do_not_clash(data: st.DataObject) -> None:
    slugs = data.draw(st.lists(st.sampled_from(list(SETTINGS)), min_size=2, max_size=2, unique=True))
    mine, theirs = (claims_of(data.draw(st.sampled_from(SETTINGS[slug])), i) for i, slug in enumerate(slugs))
    if not touch_of(mine).may_meet(touch_of(theirs)):
        assert not clash_across(mine, theirs)


def test_most_defaults_of_the_shelf_do_not_meet() -> None:
    touches = [touch_of(claims_of(found[0], 0)) for found in SETTINGS.values()]
    pairs = list(combinations(touches, 2))
    meeting = sum(one.may_meet(other) for one, other in pairs)
    assert 0 < meeting < len(pairs) / 10


def test_numbers_and_values_decide_not_names_alone() -> None:
    assert not touch(bound("words", least=20)).may_meet(touch(bound("words", most=40)))
    assert touch(bound("words", least=60)).may_meet(touch(bound("words", most=40)))
    assert not touch(choose("role", "a", "b")).may_meet(touch(choose("role", "b")))
    assert touch(choose("role", "a")).may_meet(touch(choose("role", "b")))
    assert not touch(oblige("explain")).may_meet(touch(bound("words", most=40)))
    assert touch(oblige("explain")).may_meet(touch(bound("words", most=5)))
    assert touch(bound("words", least=90)).may_meet(touch(bound("sentences", most=2), bound("reading_grade", most=1)))
    assert not touch(bound("words", least=9)).may_meet(
        touch(bound("sentences", most=2), bound("reading_grade", most=9))
    )


def test_acts_meet_through_what_they_imply_exclude_and_make_together() -> None:
    assert touch(oblige("show_full_solution")).may_meet(touch(forbid("give_help")))
    assert touch(permit("show_full_solution")).may_meet(touch(forbid("give_help")))
    assert not touch(forbid("show_full_solution")).may_meet(touch(oblige("give_help")))
    assert touch(oblige("only_questions")).may_meet(touch(oblige("explain_concept")))
    silent = forbid("continue_after_question")
    assert not touch(oblige("ask_question")).may_meet(touch(silent))
    assert touch(oblige("ask_question")).may_meet(touch(oblige("end_with_summary"), silent))
    assert touch(oblige("ask_question")).bears_on(touch(silent))
