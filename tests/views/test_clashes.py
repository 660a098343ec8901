"""What `explain` says an attribute clashes with is what analysing all settings finds."""

from __future__ import annotations

import json
import random
from itertools import combinations, product
from typing import Any

import pytest

from pedagogy_prompts.attributes.kit.attribute import Attribute, attribute_class, attribute_slugs
from pedagogy_prompts.attributes.kit.rule import slot_values, slot_values_found
from pedagogy_prompts.attributes.kit.settings import settings
from pedagogy_prompts.base.inline import inline
from pedagogy_prompts.norms.claims import Claim
from pedagogy_prompts.norms.resolving import Analysis
from pedagogy_prompts.presets.packs import closure_of
from pedagogy_prompts.views.clash_search import search
from pedagogy_prompts.views.clashes import kept
from pedagogy_prompts.views.explain import explain
from pedagogy_prompts.views.terms import HELD_TABLE, held_found
from pedagogy_prompts.wording.files import read

from ..each import each

SETTINGS = {slug: settings(attribute_class(slug)) for slug in attribute_slugs()}
FEW = 150
"""Pairs of attributes with so few pairs of settings are analysed whole."""


def code(*attributes: Attribute) -> str | None:
    """The code of the first clash that both attributes have part in."""
    claims = [
        Claim(one.slug(), statement.key, statement.norms, owner=owner)
        for owner, one in enumerate(attributes)
        for statement in one.statements()
    ]
    analysis = Analysis(claims, closure_of(()))
    return next(
        (
            clash.code
            for clash in analysis.clashes(analysis.scope)
            if clash.code != "PED102" and len({claims[i].owner for i in clash.claims}) == 2
        ),
        None,
    )


def shown(setting: Attribute) -> str:
    return "(defaults)" if setting.to_value() is None else inline(setting.to_value())


def first_clash(slug: str, other: str) -> dict[str, Any] | None:
    """What analysing every setting of one attribute with every one of the other finds, the nearest to the defaults."""
    mine, theirs = (sorted(SETTINGS[name], key=lambda one: len(one.to_mapping())) for name in (slug, other))
    pairs = product(mine, theirs)
    for one, two in sorted(pairs, key=lambda pair: sum(len(setting.to_mapping()) for setting in pair)):
        if found := code(one, two):
            own, value = map(shown, (one, two))
            return {"other": other, "code": found, "own": own, "value": value}
    return None


SMALL = [pair for pair in combinations(SETTINGS, 2) if len(SETTINGS[pair[0]]) * len(SETTINGS[pair[1]]) <= FEW]


CLASHING = [pair for pair in SMALL if any(clash["other"] == pair[1] for clash in kept()[pair[0]])]
SAMPLE = dict.fromkeys([*random.Random(1).sample(SMALL, 60), *random.Random(1).sample(CLASHING, 20)])
"""Most pairs of a large shelf have nothing to do with one another, so those that clash are drawn by themselves."""


@pytest.mark.parametrize(("slug", "other"), SAMPLE)
def test_the_example_is_the_first_that_analysing_all_settings_finds(slug: str, other: str) -> None:
    expected = first_clash(slug, other)
    assert [clash for clash in search(slug) if clash["other"] == other] == ([expected] if expected else [])


def test_some_of_the_sample_clash() -> None:
    assert sum(any(clash["other"] == other for clash in search(slug)) for slug, other in SAMPLE) >= 20


@pytest.mark.parametrize("slug", random.Random(2).sample(sorted(SETTINGS), 12))
def test_clashes_are_told_from_both_sides(slug: str) -> None:
    for clash in search(slug):
        back = {"other": slug, "code": clash["code"], "own": clash["value"], "value": clash["own"]}
        assert back in search(clash["other"])


@each("slug", attribute_slugs())
def test_the_kept_table_is_what_the_search_finds(slug: str) -> None:
    assert kept().get(slug) == search(slug), "Renew the table: python tools/clash_table.py --write"


def test_the_kept_values_of_choices_are_what_the_shelf_makes() -> None:
    found = {slot: frozenset(values) for slot, values in slot_values_found().items()}
    assert slot_values() == found, "Renew the table: python tools/clash_table.py --write"


def test_the_kept_names_that_attributes_hold_too_are_what_the_shelf_has() -> None:
    assert json.loads(read(HELD_TABLE)) == held_found(), "Renew the table: python tools/clash_table.py --write"
    also = explain("worked_example").data["also"]
    assert any("hint_ladder" in str(one) for one in also)
