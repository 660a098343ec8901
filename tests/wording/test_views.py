"""What a locale calls acts, quantities and choices."""

from __future__ import annotations

import pytest

from pedagogy_prompts.attributes.kit.attribute import attribute_class, attribute_slugs
from pedagogy_prompts.attributes.kit.settings import settings
from pedagogy_prompts.attributes.kit.told import KNOWN_BY_WORDS
from pedagogy_prompts.norms.acts import ACTS
from pedagogy_prompts.norms.vocabulary import QUANTITIES, SLOTS
from pedagogy_prompts.views.table.situations import SITUATIONS
from pedagogy_prompts.wording.words import words_for


@pytest.mark.parametrize(("part", "names"), [("acts", ACTS), ("quantities", QUANTITIES), ("slots", SLOTS)])
def test_everything_norms_speak_of_has_its_words_and_nothing_else_has(part: str, names: tuple[str, ...]) -> None:
    words = words_for("en").views[part]
    assert set(words) == set(names), f"wording/views.en.toml: [{part}] and norms/vocabulary.py differ"
    assert len(set(words.values())) == len(words), "two of them read alike"


def test_values_of_choices_that_have_words_are_values_of_choices() -> None:
    asked = [setting for slug in attribute_slugs() for setting in settings(attribute_class(slug), most=12)]
    norms = (norm for one in asked for statement in one.statements() for norm in statement.norms)
    chosen: dict[str, set[str]] = {"words_from": {*KNOWN_BY_WORDS}}
    for norm in norms:
        if norm.modality == "choose" and isinstance(norm.value, frozenset):
            chosen.setdefault(norm.target, set()).update(norm.value)
    for slot, words in words_for("en").views["chosen"].items():
        assert set(words) == chosen[slot], slot


def test_every_moment_has_a_title_and_where_it_may_be_a_gap_a_part_of_a_sentence() -> None:
    moments = words_for("en").views["moments"]
    assert set(moments) == {situation.key for situation in SITUATIONS}
    assert {key for key, words in moments.items() if "moment" in words} == {one.key for one in SITUATIONS if one.code}
