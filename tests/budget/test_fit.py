"""The choice of options: exact against brute force, and against a dynamic program of another kind."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pedagogy_prompts.composing.knapsack import Fit, Group, Option


@st.composite
def units(draw: st.DrawFn) -> tuple[Option, ...]:
    said = draw(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 9)), min_size=1, max_size=2))
    options = [Option(price, worth, i) for i, (price, worth) in enumerate(said)]
    return (*options, Option(0, 0, "absent", empty=True)) if draw(st.booleans()) else tuple(options)


GROUPS = st.lists(st.builds(Group, st.integers(0, 4), st.lists(units(), min_size=1, max_size=3).map(tuple)), max_size=3)


def all_choices(groups: list[Group]) -> list[tuple[int, int, list[object]]]:
    """Every choice: its price, its worth, its names."""
    found = []
    for choice in itertools.product(*(itertools.product(*group.units) for group in groups)):
        options = [option for here in choice for option in here]
        headings = sum(
            group.heading
            for group, here in zip(groups, choice, strict=True)
            if not all(option.empty for option in here)
        )
        price = headings + sum(option.price for option in options)
        found.append((price, sum(option.worth for option in options), [option.name for option in options]))
    return found


def fit(groups: list[Group], limit: int) -> tuple[int, list[object]] | None:
    """The price and the names of the best choice within `limit`; None where nothing fits."""
    solved = Fit(groups, limit)
    price = solved.price(limit)
    return None if price is None else (price, solved.names(price))


@given(GROUPS, st.integers(-1, 60))
def test_no_other_choice_is_worth_more_or_costs_less(groups: list[Group], limit: int) -> None:
    within = [(worth, -price) for price, worth, _ in all_choices(groups) if price <= limit]
    found = fit(groups, limit)
    if found is None:
        assert within == []
        return
    price, names = found
    assert (price, max(within)[0], names) in all_choices(groups)
    assert -price == max(within)[1]


def by_worth(groups: list[Group], most: int) -> dict[int, int]:
    """The least price of every worth that can be had for at most `most`."""
    least = {0: 0}
    for group in groups:
        states = {(worth, False): price for worth, price in least.items()}
        for options in group.units:
            then: dict[tuple[int, bool], int] = {}
            for ((worth, opened), price), option in itertools.product(states.items(), options):
                key = (worth + option.worth, opened or not option.empty)
                paid = price + option.price + (0 if opened or option.empty else group.heading)
                if paid <= most and paid < then.get(key, most + 1):
                    then[key] = paid
            states = then
        least = {}
        for (worth, _), price in states.items():
            least[worth] = min(least.get(worth, most + 1), price)
    return least


@pytest.mark.parametrize("seed", range(2))
def test_sixty_sections_in_three_details_are_solved_exactly(seed: int) -> None:
    chance = random.Random(seed)
    groups = []
    for _ in range(10):
        options = []
        for _ in range(6):
            full, priority = chance.randint(20, 120), chance.randint(1, 3)
            brief = full * chance.randint(30, 60) // 100
            options.append(
                (
                    Option(full, priority * (100 + full - brief), "full"),
                    Option(brief, priority * 100, "brief"),
                    Option(0, 0, "absent", empty=True),
                )
            )
        groups.append(Group(chance.randint(0, 6), tuple(options)))
    limits = (300, 1200, 1800)
    prices = by_worth(groups, max(limits))
    for limit in limits:
        found = fit(groups, limit)
        assert found is not None
        price, names = found
        chosen = iter(names)
        worth, spent = 0, 0
        for group in groups:
            here = [next(option for option in unit if option.name == name) for unit, name in zip(group.units, chosen)]  # noqa: B905
            worth += sum(option.worth for option in here)
            spent += sum(option.price for option in here) + (
                0 if all(option.empty for option in here) else group.heading
            )
        assert spent == price <= limit
        assert worth == max(one for one, least in prices.items() if least <= limit)
