"""States as bitsets: masks against brute force, exact covers, witnesses, and the words a condition reads as."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pedagogy_prompts.norms.condition import ALWAYS, NEVER, Condition, learner_move, run_of
from pedagogy_prompts.norms.space import Space, TooManyStates
from pedagogy_prompts.norms.variables import VARIABLES, Variable
from pedagogy_prompts.wording.words import words_for

from .reference import NAMES, STATES, State, conditions, holds, where

TOLD = st.lists(conditions(), min_size=1, max_size=4)
UNTOUCHED = Condition(learner_level="novice")


def at(space: Space, mask: int) -> frozenset[int]:
    """The states that agree with one of `mask` in all the space knows of, looked up one by one."""
    told = {
        tuple(space.witness(bit).values())
        for bit in (1 << k for k in range(space.size))
        if mask & space.reachable & bit
    }
    first = {(name, value): values[0] for name in space.names for values in space.classes(name) for value in values}
    return frozenset(
        i for i, state in enumerate(STATES) if tuple(first[name, state[name]] for name in space.names) in told
    )


@given(TOLD, st.one_of(st.just(ALWAYS), conditions()))
def test_a_mask_holds_the_states_of_its_condition(told: list[Condition], known: Condition) -> None:
    space = Space(told, given=known)
    possible = where(known)
    assert at(space, space.reachable) == possible
    for condition in told:
        assert at(space, space.mask(condition)) == where(condition) & possible
        assert space.ever(condition, told[0]) == bool(where(condition) - where(told[0]))


@given(TOLD)
def test_operations_on_masks_are_operations_on_sets(told: list[Condition]) -> None:
    one, other = told[0], told[-1]
    space = Space([*told, one & other, one | other, ~one])
    assert space.mask(one) & space.mask(other) == space.mask(one & other)
    assert space.mask(one) | space.mask(other) == space.mask(one | other)
    assert space.reachable & ~space.mask(one) == space.mask(~one)


@given(TOLD, st.data())
def test_a_cover_is_exact(told: list[Condition], data: st.DataObject) -> None:
    space = Space(told, given=data.draw(st.one_of(st.just(ALWAYS), conditions())))
    bits = st.integers(0, (1 << space.size) - 1)
    mask = data.draw(st.one_of(st.sampled_from([space.mask(c) for c in told]), bits)) & space.reachable
    free = data.draw(st.one_of(st.just(0), bits)) & space.reachable & ~mask
    cover = space.cover(mask, free)
    assert cover.variables <= set(space.names)
    covered = where(cover) & at(space, space.reachable)
    assert at(space, mask) <= covered <= at(space, mask) | at(space, free)


@given(TOLD)
def test_covers_of_all_and_nothing(told: list[Condition]) -> None:
    space = Space(told)
    assert space.cover(space.reachable).always
    assert space.cover(0).never


@given(TOLD, conditions())
def test_a_witness_is_a_state_of_the_mask_and_calm_where_it_can_be(told: list[Condition], known: Condition) -> None:
    space = Space(told, given=known)
    for condition in told:
        inside = where(condition) & where(known)
        if not inside:
            with pytest.raises(ValueError, match="no witness"):
                space.witness(space.mask(condition))
            continue
        witness = space.witness(space.mask(condition))
        assert set(witness) == set(space.names)
        fits = [STATES[i] for i in inside if witness.items() <= STATES[i].items()]
        assert fits
        calm: list[State] = [STATES[i] for i in inside]
        for name in space.names:  # one after the other: not all can always be calm together
            usual = VARIABLES[name].calm
            if usual and any(state[name] in usual for state in calm):
                calm = [state for state in calm if state[name] in usual]
                assert witness[name] in usual


def test_a_witness_tells_only_what_was_asked_for() -> None:
    space = Space([Condition(attempts="3+", affect="frustrated"), Condition(stuck=True)])
    assert space.witness(space.mask(Condition(stuck=True)), ["stuck"]) == {"stuck": True}
    assert space.witness(space.reachable) == {"affect": "neutral", "attempts": 0, "stuck": False}


def test_states_that_cannot_be_are_left_out() -> None:
    judged_before_any_attempt = Condition(attempts=0, last_answer="wrong")
    stuck_at_once = Condition(turn="first", stuck=True)
    space = Space([judged_before_any_attempt, stuck_at_once])
    assert space.mask(judged_before_any_attempt) == 0
    assert space.mask(stuck_at_once) == 0
    assert not space.ever(stuck_at_once, NEVER)


def test_what_is_given_is_left_aside_by_ever() -> None:
    quiz = Condition(phase="quiz")
    space = Space([quiz], given=Condition(phase="assessment"))
    assert space.mask(quiz) == 0
    assert space.ever(quiz, NEVER)


def test_only_what_is_told_apart_is_enumerated() -> None:
    assert Space([]).size == 1
    assert Space([ALWAYS]).size == 1
    assert Space([UNTOUCHED]).names == ("learner_level",)
    assert Space([UNTOUCHED]).size == 2
    assert Space([Condition(attempts="3+")]).names == ("attempts",)
    # None, which leaves nothing to judge; one, with which a learner may come; two; three or more.
    assert Space([Condition(attempts="3+")]).size == 4
    assert Space([Condition(attempts="3+"), Condition(last_answer="wrong")]).size == 1 + 3 * 3
    # works, asks_for_help, asks_if_right and explains are calm; the rest is one class beside what is named.
    assert Space([learner_move("leaves_topic")], facts=()).size == 3


def test_too_many_states_are_refused() -> None:
    variables = {f"app.v{i}": Variable(f"app.v{i}", (False, True)) for i in range(20)}
    told = [Condition({name: True}) for name in variables]
    assert Space(told[:17], variables=variables).size == 2**17
    with pytest.raises(TooManyStates) as caught:
        Space(told, variables=variables)
    assert caught.value.count > 400_000


def test_only_states_that_can_occur_count_against_the_limit() -> None:
    variables = {f"app.v{i}": Variable(f"app.v{i}", (False, True)) for i in range(20)}
    told = [Condition({name: True}) for name in variables]
    # Each holds only where the one before it does: of 2 ** 20 combinations 21 can occur.
    facts = [(told[i + 1], told[i], "one after the other") for i in range(19)]
    space = Space(told, variables=variables, facts=facts)
    assert space.size == 21
    assert space.cover(space.mask(told[7])) == told[7]


def test_a_fact_over_a_variable_nobody_speaks_of_still_rules_out() -> None:
    variables = {name: Variable(name, ("a", "b")) for name in ("app.x", "app.y", "app.z")}
    x, y, z = (Condition({name: "a"}) for name in variables)
    facts = [(x, z, "who does x does z"), (z, y, "who does z does y")]
    space = Space([x, y], variables=variables, facts=facts)
    assert space.names == ("app.x", "app.y") and space.size == 3
    assert not space.mask(x & ~y) and space.mask(~x & ~y)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_every_set_of_a_small_space_has_a_cover(count: int) -> None:
    variables = {f"app.v{i}": Variable(f"app.v{i}", ("a", "b", "c")[: 2 + (i == 0)]) for i in range(count)}
    told = [Condition({name: value}) for name, variable in variables.items() for value in variable.values]
    space = Space(told, variables=variables)
    points = list(itertools.product(*(variable.values for variable in variables.values())))
    bits = []
    for point in points:
        bit = space.reachable
        for name, value in zip(variables, point, strict=True):
            bit &= space.mask(Condition({name: value}))
        bits.append(bit)
    for chosen in itertools.product([False, True], repeat=len(points)):
        mask = sum(bit for bit, yes in zip(bits, chosen, strict=True) if yes)
        cover = space.cover(mask)
        for point, yes in zip(points, chosen, strict=True):
            assert holds(cover, dict(zip(variables, point, strict=True))) == yes


# -- words

WORDS: dict[str, tuple[Condition, str]] = {
    "always": (ALWAYS, ""),
    "a bound": (Condition(attempts="3+"), "the learner has made at least three attempts"),
    "its exact complement": (~Condition(attempts="3+"), "the learner has made at most two attempts"),
    "exactly": (Condition(attempts=1), "the learner has made exactly one attempt"),
    "none": (Condition(attempts=0), "the learner has made no attempt yet"),
    "a range": (Condition(attempts="2-4"), "the learner has made two to four attempts"),
    "at the top": (Condition(attempts=10), "the learner has made at least ten attempts"),
    "two runs": (
        Condition(attempts=[1, "4+"]),
        "the learner has made exactly one attempt, or the learner has made at least four attempts",
    ),
    "a flag": (Condition(stuck=True), "the learner is stuck"),
    "no flag": (~Condition(stuck=True), "the learner is not stuck"),
    "two values": (Condition(last_answer=["wrong", "partial"]), "the last answer was wrong or partly right"),
    "all but one": (~Condition(affect="frustrated"), "the learner is not frustrated"),
    "two variables": (
        Condition(attempts="3+", last_answer="wrong"),
        "the learner has made at least three attempts and the last answer was wrong",
    ),
    "a complement over two variables": (
        ~Condition(attempts="3+", stuck=True),
        "the learner has made at most two attempts, or the learner is not stuck",
    ),
    "an app's variable": (Condition({"app.exam_week": True}), "app.exam_week = true"),
}


@pytest.mark.parametrize("name", WORDS)
def test_a_condition_reads_as(name: str) -> None:
    condition, expected = WORDS[name]
    assert words_for("en").condition(condition) == expected


@given(st.lists(conditions().filter(lambda c: not c.always and not c.never), min_size=2, max_size=2))
def test_two_sets_of_states_never_read_alike(pair: Sequence[Condition]) -> None:
    one, other = pair
    raw = list(itertools.product(*(VARIABLES[name].values for name in NAMES)))
    every = [dict(zip(NAMES, values, strict=True)) for values in raw]
    words = words_for("en")
    if words.condition(one) == words.condition(other):
        assert all(holds(one, state) == holds(other, state) for state in every)


@given(conditions(), conditions(), conditions(), st.booleans())
def test_what_is_told_of_a_set_of_states_makes_its_condition_no_less_exact(
    one: Condition, other: Condition, more: Condition, enough: bool
) -> None:
    space = Space([one, other, more])
    mask = space.mask(one) & ~space.mask(other)
    told = [one, other] if enough else [more]  # what does not tell its states apart is not relied on
    assert where(space.cover(mask, told=told)) == where(one) - where(other)


def test_what_tells_fewer_states_apart_gives_a_condition_without_the_rest() -> None:
    run, gives_up = run_of(3), learner_move("gives_up")
    space = Space([run & gives_up, Condition(stuck=True), Condition(attempts="2+"), Condition(turn="first")])
    mask = space.mask(run & gives_up & Condition(attempts="2+"))
    assert len(space.cover(mask, told=[run & gives_up, Condition(attempts="2+")]).boxes) == 1
