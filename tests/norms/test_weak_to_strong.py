"""What errs against the weaker errs against the stronger: acts and what they imply, tighter bounds, fewer values."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pedagogy_prompts.norms.claims import Claim
from pedagogy_prompts.norms.law import Excludes, Implies, Law, Takes, Together
from pedagogy_prompts.norms.masks import union
from pedagogy_prompts.norms.norm import Norm, bound, forbid, oblige
from pedagogy_prompts.norms.theory import THEORY
from pedagogy_prompts.norms.vocabulary import QUANTITIES
from pedagogy_prompts.presets.packs import Pack, closure_of

from ..each import each
from .reference import analyse, claims, implied, region

CLOSURE = closure_of(())
EDGES = [law for law in THEORY if isinstance(law, Implies)]


def clash(*norms: Norm) -> bool:
    """Whether norms that hold always, each of a claim of its own, cannot be followed together."""
    some = [Claim(f"claim_{i}", "key", (norm,), owner=i) for i, norm in enumerate(norms)]
    analysis = analyse(some)
    return bool(analysis.clashes(analysis.scope))


def against(act: str) -> Iterator[tuple[Norm, ...]]:
    """What a duty to do an act errs against, of every kind, as the theory says it."""
    acts = implied(act)
    yield (forbid(act),)
    for law in THEORY:
        match law:
            case Excludes() if law.act in acts:
                yield (oblige(law.other),)
            case Excludes() if law.other in acts:
                yield (oblige(law.act),)
            case Together() if law.act in acts and law.other not in acts:
                yield oblige(law.other), forbid(law.also)
            case Together() if law.other in acts and law.act not in acts:
                yield oblige(law.act), forbid(law.also)
            case Takes() if law.act in acts:
                yield (bound(law.quantity, None, law.least - 1),)


@each("act", sorted({law.also for law in EDGES}))
def test_what_errs_against_an_act_errs_against_each_that_implies_it(act: str) -> None:
    stronger = [law.act for law in EDGES if law.also == act]
    for opponents in against(act):
        assert clash(oblige(act), *opponents), opponents
        for one in stronger:
            assert clash(oblige(one), *opponents), (one, opponents)


@each("quantity", QUANTITIES)
def test_who_does_more_takes_no_less(quantity: str) -> None:
    for law in EDGES:
        one, other = CLOSURE.implied[law.act], CLOSURE.implied[law.also]
        assert CLOSURE.least(quantity, one, 0) >= CLOSURE.least(quantity, other, 0), law


def stronger(norm: Norm) -> Iterator[Norm]:
    """Norms that allow only what a norm allows, and less."""
    if norm.modality == "oblige":
        yield from (replace(norm, target=law.act) for law in EDGES if law.also == norm.target)
    elif norm.modality == "forbid":
        yield from (replace(norm, target=law.also) for law in EDGES if law.act == norm.target)
    elif isinstance(norm.value, tuple):
        least, most = norm.value
        yield replace(norm, value=((least or 0) + 1, most))
        if most is None or most > 0:
            yield replace(norm, value=(least, 3 if most is None else most - 1))
    elif isinstance(norm.value, frozenset) and len(norm.value) > 1:
        yield from (replace(norm, value=norm.value - {value}) for value in sorted(norm.value))


@given(claims(kinds=("duty", "duty", "some", "ban", "bound", "bound", "choice"), size=5), st.data())
def test_what_clashes_still_does_when_one_of_it_is_stronger(some: list[Claim], data: st.DataObject) -> None:
    places = [
        (i, k, other) for i, claim in enumerate(some) for k, norm in enumerate(claim.norms) for other in stronger(norm)
    ]
    assume(places)
    i, k, other = data.draw(st.sampled_from(places))
    norms = tuple(other if n == k else norm for n, norm in enumerate(some[i].norms))
    before = analyse(some)
    after = analyse([*some[:i], replace(some[i], norms=norms), *some[i + 1 :]])
    clashing = [0, 0]
    for n, analysis in enumerate((before, after)):
        for one in analysis.clashes(analysis.scope):
            clashing[n] |= one.region if not one.whole else next(iter(one.whole.values()))
    assert region(before, clashing[0]) <= region(after, clashing[1])


@given(st.randoms(use_true_random=False))
@settings(max_examples=settings().max_examples // 2)  # each closes a vocabulary of its own
def test_who_does_more_takes_no_less_whatever_a_pack_says_an_act_takes(chance: random.Random) -> None:
    names = [f"app.{name}" for name in "abcd"]
    known = ("ask_question", "ask_guiding_question", "give_hint", "explain", "state_final_answer", "ask_twice")
    laws: list[Law] = [Implies(name, chance.choice(known), "it is one") for name in names if chance.random() < 0.7]
    laws += [
        Takes(chance.choice((*names, *known)), quantity, chance.randint(0, 7), "so it is", alone=chance.random() < 0.2)
        for quantity in chance.choices(("words", "sentences", "questions", "steps"), k=8)
    ]
    one, other = chance.sample(names, 2)
    laws.append(Together(one, other, chance.choice(known), "both come to it"))
    closure = closure_of((Pack("app", acts=dict.fromkeys(names, "do it"), theory=tuple(laws)),))
    for _ in range(20):
        acts = [closure.implied[act] for act in chance.sample((*names, *known), 4)]
        fewer, more = union(acts[:2]), union(acts)
        for quantity in ("words", "sentences", "questions", "steps"):
            asked = chance.randint(0, 2)
            assert closure.least(quantity, fewer, asked) <= closure.least(quantity, more, asked), laws
            assert closure.least(quantity, more, asked) <= closure.least(quantity, more, asked + 1)
