"""Whether claims keep a norm, against the slow reference: every state by itself, every turn spelled out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import assume, given

from pedagogy_prompts.norms.claims import Claim
from pedagogy_prompts.norms.condition import ALWAYS, NEVER, OPENING, Condition
from pedagogy_prompts.norms.norm import Norm, bound, choose, forbid, oblige, permit
from pedagogy_prompts.norms.required import Kept, conditions_of, kept
from pedagogy_prompts.norms.resolving import Analysis
from pedagogy_prompts.norms.space import Space
from pedagogy_prompts.presets.packs import closure_of

from .reference import active, can_be_followed, claims, impossible, where


def asked(norm: Norm, some: Sequence[Claim]) -> tuple[Kept, Space]:
    space = Space(conditions_of([norm], some, closure_of(())))
    (found,) = kept([norm], some, closure_of(()), space)
    return found, space


def ways_to_break(norm: Norm) -> Iterator[Norm]:
    """Turns that break a norm, each as what a tutor would then do; of a choice only those that are named."""
    if norm.modality in ("oblige", "permit"):
        yield forbid(norm.target)
    elif norm.modality == "forbid":
        yield oblige(norm.target)
    elif isinstance(norm.value, tuple):
        least, most = norm.value
        if most is not None:
            yield bound(norm.target, most + 1)
        if least:
            yield bound(norm.target, None, least - 1)
    elif isinstance(norm.value, frozenset):
        yield choose(norm.target, "another")


def names_a_limit_beyond(one: Norm, norm: Norm) -> bool:
    """Whether a bound allows by its own number what another one does not."""
    if (one.modality, one.target) != ("bound", norm.target) or not isinstance(one.value, tuple):
        return False
    if not isinstance(norm.value, tuple):
        return False
    (least, most), (lowest, highest) = one.value, norm.value
    return (most or 0) > (highest if highest is not None else 10**9) or 0 < (least or 0) < (lowest or 0)


@given(claims(kinds=("duty", "duty", "ban", "bound", "choice"), most_norms=1, strengths=(True, True, False)))
def test_what_is_fulfilled_is_broken_in_no_state(drawn: list[Claim]) -> None:
    norm = drawn[-1].norms[0]
    some = [replace(claim, scope=ALWAYS, but=NEVER) for claim in drawn[:-1]]
    assume(not impossible(some))
    found, space = asked(norm, some)
    met, broken = (where(space.cover(mask)) for mask in (found.met, found.broken))
    assert met <= where(norm.when) and broken <= where(norm.when)
    assert not met & broken
    bare = Norm(norm.modality, norm.target, norm.value, takes=norm.takes)
    for i in where(norm.when):
        firm = active([claim for claim in some if claim.must], i)
        left = [way for way in ways_to_break(norm) if can_be_followed(firm | {way})]
        allowed = bool(left) and any(names_a_limit_beyond(one, norm) for one in active(some, i))
        assert (i in broken) == (allowed or not can_be_followed(active(some, i) | {bare}))
        if norm.modality != "choose":
            assert (i in met) == (not left)
        else:
            chosen = [n.value for n in firm if (n.modality, n.target) == ("choose", norm.target)]
            assert (i in met) == (
                i not in broken and any(v <= norm.value for v in chosen if isinstance(v, frozenset))  # type: ignore[operator]
            )


STUCK, LATE = Condition(stuck=True), Condition(attempts="3+")


@pytest.mark.parametrize(
    ("norm", "standing", "answer"),
    [
        (permit("give_hint"), permit("give_hint"), "met"),
        (permit("give_hint"), oblige("give_hint"), "met"),
        (permit("give_hint"), forbid("give_help"), "broken"),
        (forbid("state_final_answer"), permit("state_final_answer", LATE), "broken"),
        (oblige("give_hint"), permit("give_hint"), "silent"),
        (oblige("give_hint"), oblige("give_hint", every=False), "silent"),
        (oblige("give_help", every=False), oblige("give_hint", STUCK, every=False), "met"),
        (oblige("give_help", STUCK, every=False), oblige("give_hint", every=False), "silent"),
        (oblige("greet", every=False), oblige("greet", OPENING), "met"),
        (oblige("greet", every=False), oblige("greet", STUCK), "silent"),
        (oblige("greet", every=False), forbid("greet"), "broken"),
        (oblige("greet", every=False), forbid("greet", STUCK), "silent"),
        (forbid("praise"), oblige("praise", every=False), "broken"),
        (forbid("give_help"), oblige("give_hint", every=False), "broken"),
        (bound("words", None, 80), bound("words", None, 150), "broken"),
        (bound("words", None, 80), bound("words", None, 60), "met"),
        (bound("words", 5, None), bound("words", 2, None), "broken"),
        (choose("emoji", "none", "sparse"), choose("emoji", "none"), "met"),
        (choose("emoji", "none"), choose("emoji", "none", "sparse"), "silent"),
        (choose("emoji", "none"), choose("emoji", "free"), "broken"),
        (choose("language", "en"), choose("language", "en-GB"), "met"),
        (choose("language", "en-GB"), choose("language", "en"), "silent"),
    ],
)
def test_one_norm_beside_another(norm: Norm, standing: Norm, answer: str) -> None:
    found, _ = asked(norm, [Claim("it", "key", (standing,))])
    assert answer == ("broken" if found.broken else "met" if found.met == found.asked else "silent")


def test_what_is_asked_together_is_answered_as_what_is_asked_alone() -> None:
    standing = [Claim("it", "key", (forbid("praise"),)), Claim("it", "other", (oblige("give_hint", STUCK),))]
    norms = [forbid("praise_effort"), oblige("give_help"), bound("words", None, 0)] * 9
    space = Space(conditions_of(norms, standing, closure_of(())))
    together = kept(norms, standing, closure_of(()), space)
    assert together == [kept([norm], standing, closure_of(()), space)[0] for norm in norms]
    assert [(one.met == one.asked, bool(one.broken)) for one in together[:3]] == [
        (True, False),
        (False, False),
        (False, True),
    ]


def test_a_wish_keeps_nothing_and_breaks_what_it_asks_against() -> None:
    wish = Claim("it", "key", (forbid("praise"),), must=False)
    assert asked(forbid("praise"), [wish])[0].met == 0
    found, _ = asked(oblige("praise"), [wish])
    assert found.broken == found.asked and found.against == (0,)


def test_what_is_asked_about_one_claim_is_what_all_clashes_say_of_it() -> None:
    acts = ("explain", "give_example", "ask_question", "praise", "give_hint")
    norms = [bound("words", None, 20), bound("sentences", None, 1), bound("words", 9, None), *map(oblige, acts)]
    these = [Claim("a", str(i), (norm,), owner=i) for i, norm in enumerate(norms)]
    analysis = Analysis(these, closure_of(()))
    everywhere = [analysis.space.reachable] * len(these)

    def told(live: Sequence[int], about: int | None = None) -> set[tuple[tuple[int, ...], int]]:
        found = analysis.clashes(live, about)
        return {(one.claims, one.region) for one in found if about is None or about in one.claims}

    every = told(everywhere)
    assert {one[0] for one in every} == {(1, 3, 5), (0, 3, 4, 5)}
    for about in range(len(these)):
        fewer = [*everywhere[:about], 0, *everywhere[about + 1 :]]
        told(fewer, (about + 1) % len(these))  # what was left out then is looked for again
        assert told(everywhere, about) == {one for one in every if about in one[0]}
    assert told(everywhere) == every
