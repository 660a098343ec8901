"""A wish reads as one: two strengths of the same setting never read alike, in no wording and under no condition."""

from __future__ import annotations

from typing import Literal

from hypothesis import settings as profile

from pedagogy_prompts import Attribute, Condition, HintLadder, Praise, Preset, TurnEnding, check, compose
from pedagogy_prompts.attributes.kit.attribute import attribute_class, attribute_slugs
from pedagogy_prompts.attributes.kit.settings import settings
from pedagogy_prompts.wording.statements import DETAILS, Detail

from ..each import each

Strength = Literal["must", "should"]


def said(attribute: Attribute, strength: Strength, detail: Detail) -> list[str]:
    one = attribute.model_copy(update={"strength": strength, "locked": False})
    return [section.text for section in compose(one, detail=detail).sections if section.attributes]


@each("slug", attribute_slugs())
def test_two_strengths_never_read_alike(slug: str) -> None:
    found = [one for one in settings(attribute_class(slug), most=max(2, profile().max_examples // 12)) if check(one).ok]
    phases = (Condition(phase=["practice", "quiz", "assessment"]), Condition(phase=["teach", "review", "close"]))
    parts = (found[0].model_copy(update={"when": phase}) for phase in phases)
    found += [one for one in parts if said(one, "must", "full")][:1]
    for attribute in found:
        for detail in DETAILS:
            firm, wish = said(attribute, "must", detail), said(attribute, "should", detail)
            assert firm and wish
            assert not set(firm) & set(wish)
            assert all(text.startswith("Preferably") for text in wish), wish
            assert not any("Preferably" in text for text in firm), firm


def test_a_wish_reads_naturally() -> None:
    ending = TurnEnding(form="question", strength="should")
    assert "- Preferably: end every turn but the last with a question" in compose(ending).text
    later = TurnEnding(form="question", strength="should", unless={"stuck": True})
    assert (
        "- Preferably, except when the learner is stuck: end every turn but the last with a question"
        in compose(later).text
    )


def test_a_wish_is_not_the_rule_that_matters_most_unless_it_is_named() -> None:
    text = compose(HintLadder(strength="should"), Praise()).text
    assert "The rule that matters most" not in text and "# Remember" not in text
    data = {"attributes": {"hint_ladder": {"strength": "should"}}, "reminder": "hint_ladder"}
    named = compose(Preset.from_data(data)).text
    assert "# The rule that matters most\n- Preferably: hints grow" in named
    assert "# Remember\nPreferably: hints grow" in named
