"""The choice of forms: exact against brute force, and against a dynamic program of another kind."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pedagogy_prompts.presets.budget import Form, Shelf, fit


@st.composite
def units(draw: st.DrawFn) -> tuple[Form, ...]:
    said = draw(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 9)), min_size=1, max_size=2))
    forms = [Form(price, worth, i) for i, (price, worth) in enumerate(said)]
    return (*forms, Form(0, 0, "absent", empty=True)) if draw(st.booleans()) else tuple(forms)


SHELVES = st.lists(
    st.builds(Shelf, st.integers(0, 4), st.lists(units(), min_size=1, max_size=3).map(tuple)), max_size=3
)


def all_choices(shelves: list[Shelf]) -> list[tuple[int, int, list[object]]]:
    """Every choice: its price, its worth, its names."""
    found = []
    for choice in itertools.product(*(itertools.product(*shelf.units) for shelf in shelves)):
        forms = [form for group in choice for form in group]
        headings = sum(
            shelf.heading for shelf, group in zip(shelves, choice, strict=True) if not all(form.empty for form in group)
        )
        price = headings + sum(form.price for form in forms)
        found.append((price, sum(form.worth for form in forms), [form.name for form in forms]))
    return found


@given(SHELVES, st.integers(-1, 60))
def test_no_other_choice_is_worth_more_or_costs_less(shelves: list[Shelf], limit: int) -> None:
    within = [(worth, -price) for price, worth, _ in all_choices(shelves) if price <= limit]
    found = fit(shelves, limit)
    if found is None:
        assert within == []
        return
    price, names = found
    assert (price, max(within)[0], names) in all_choices(shelves)
    assert -price == max(within)[1]


def by_worth(shelves: list[Shelf], limit: int) -> int:
    """The greatest worth within `limit`, from the least price of every worth there is."""
    least = {0: 0}
    for shelf in shelves:
        states = {(worth, False): price for worth, price in least.items()}
        for forms in shelf.units:
            then: dict[tuple[int, bool], int] = {}
            for ((worth, opened), price), form in itertools.product(states.items(), forms):
                heading = 0 if opened or form.empty else shelf.heading
                key = (worth + form.worth, opened or not form.empty)
                then[key] = min(then.get(key, limit + 1), price + form.price + heading)
            states = {key: price for key, price in then.items() if price <= limit}
        least = {}
        for (worth, _), price in states.items():
            least[worth] = min(least.get(worth, limit + 1), price)
    return max(least)


@pytest.mark.parametrize("seed", range(4))
def test_sixty_sections_in_three_details_are_solved_exactly(seed: int) -> None:
    chance = random.Random(seed)
    shelves = []
    for _ in range(10):
        forms = []
        for _ in range(6):
            full, priority = chance.randint(20, 120), chance.randint(1, 3)
            brief = full * chance.randint(30, 60) // 100
            forms.append(
                (
                    Form(full, priority * (100 + full - brief), "full"),
                    Form(brief, priority * 100, "brief"),
                    Form(0, 0, "absent", empty=True),
                )
            )
        shelves.append(Shelf(chance.randint(0, 6), tuple(forms)))
    for limit in (300, 1500, 2500):
        found = fit(shelves, limit)
        assert found is not None
        price, names = found
        chosen = iter(names)
        worth, spent = 0, 0
        for shelf in shelves:
            here = [next(form for form in unit if form.name == name) for unit, name in zip(shelf.units, chosen)]  # noqa: B905
            worth += sum(form.worth for form in here)
            spent += sum(form.price for form in here) + (0 if all(form.empty for form in here) else shelf.heading)
        assert spent == price <= limit
        assert worth == by_worth(shelves, limit)
