"""Whether a text holds both sides of something: pairs of its sentences that cannot both be followed where both speak.

A sentence speaks where its own words say so: without "Except when", "Only when" and the like before it everywhere. What
it asks for and rules out are the norms of its statement. By hand, for many pairs of settings:

    python -m tests.relations.both_sides --count 20000 --seed 1
"""

from __future__ import annotations

import argparse
import itertools
import sys
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from pedagogy_prompts import Attribute, Preset
from pedagogy_prompts.attributes.kit.attribute import attribute_class, attribute_slugs
from pedagogy_prompts.attributes.kit.settings import settings
from pedagogy_prompts.checking.check import examine
from pedagogy_prompts.checking.claims import statements_of
from pedagogy_prompts.checking.gather import gather
from pedagogy_prompts.composing.draft import DETAILS, Draft, Unit, draft
from pedagogy_prompts.norms.meeting import touched
from pedagogy_prompts.norms.norm import Norm
from pedagogy_prompts.norms.space import Space
from pedagogy_prompts.presets.packs import closure_of
from pedagogy_prompts.presets.parts import Entry
from pedagogy_prompts.wording.statements import reminder_text, statement_text
from pedagogy_prompts.wording.words import words_for

from ..norms.reference import can_be_followed, implied

WORDS = words_for("en")
STATES: tuple[dict[str, Any], ...] = (
    {"phase": "practice"},
    {"phase": ["quiz", "assessment"]},
    {"attempts": "3+"},
    {"attempts": "0-1"},
    {"stuck": True},
    {"affect": "frustrated"},
    {"last_answer": "correct"},
    {"turn": "first"},
)
Said = tuple[str, Norm, int]
"""A sentence, one of its norms, and the states in which the sentence says it."""


def both_sides(*parts: Attribute | Preset) -> list[str]:
    """The pairs of sentences in the text of these attributes that contradict; none where no text is written."""
    composition = gather(parts, context=None, given=None, fields={})
    checked, report = examine(composition, "en")
    if not report.ok:
        return []
    drafted = draft(checked, composition.placed, None, WORDS)
    space = drafted.resolved.space
    said = [one for unit in drafted.units for one in sentences(unit, space)]
    said += [one for unit in drafted.units if unit.slug == drafted.first_rule for one in reminded(drafted, unit, space)]
    return [
        f"{one[1]} in: {one[0]}\n    {other[1]} in: {other[0]}"
        for one, other in itertools.combinations(dict.fromkeys(said), 2)
        if one[0] != other[0] and contradict(one, other)
    ]


def sentences(unit: Unit, space: Space) -> Iterator[Said]:
    """The sentences of one attribute, each with its norms and where it says them."""
    lengths = unit.full
    for run, section in zip(unit.runs, unit.say(lengths), strict=True):
        claims = [unit.resolved.resolution.claims[i] for i in run.claims]
        plain = unit.words.joined(statement_text(unit.attribute, claim.key, DETAILS[0], "en") for claim in claims)
        states = space.reachable if section.text == plain else run.live
        for claim in claims:
            yield from ((section.text, norm, states & space.mask(norm.when)) for norm in claim.norms)


def reminded(drafted: Draft, unit: Unit, space: Space) -> Iterator[Said]:
    """The sentence that closes the text: it says again what the first statements of its attribute say."""
    if drafted.reminder is not None:
        run, text = unit.runs[0], drafted.reminder.text
        states = space.reachable if text == reminder_text(unit.attribute, "en", unit.words.own) else run.live
        for i in run.claims:
            yield from ((text, n, states & space.mask(n.when)) for n in unit.resolved.resolution.claims[i].norms)


def contradict(one: Said, other: Said) -> bool:
    """Whether two sentences cannot both be followed in some turn; what is for some turn alone, in none."""
    (_, first, mine), (_, second, theirs) = one, other
    if not clash(first, second):
        return False
    for asked, here, there in ((first, mine, theirs), (second, theirs, mine)):
        if not asked.every or asked.modality == "permit":  # an exception to it leaves the rest
            return bool(here) and not here & ~there
    return bool(mine & theirs)


def clash(first: Norm, second: Norm) -> bool:
    """Whether no turn follows both norms; what is permitted and ruled out is both sides too."""
    for one, other in ((first, second), (second, first)):
        if one.modality == "permit":
            return other.modality == "forbid" and other.target in implied(one.target)
    return not can_be_followed(frozenset({first, second}))


def pairs(seed: int, slugs: Sequence[str], most: int = 8) -> Iterator[tuple[Attribute | Preset, ...]]:
    """Pairs of settings that can meet by their norms, some in parts of the states or in two layers."""
    chance, closure = Random(seed), closure_of(())
    drawn = [
        (one, touched((norm for statement in statements_of(one) for norm in statement.norms), closure))
        for slug in slugs
        for one in settings(attribute_class(slug), most=most)
    ]
    while True:
        (one, mine), (other, theirs) = chance.sample(drawn, 2)
        if type(one) is not type(other) and mine.may_meet(theirs):
            one, other = varied(one, chance), varied(other, chance)
            outer = Preset(layer="course", entries=(Entry(one),))
            yield (outer, Preset(entries=(Entry(other),))) if chance.random() < 0.2 else (one, other)


def varied(attribute: Attribute, chance: Random) -> Attribute:
    """An attribute as it is, or in a part of the states, as a wish, locked."""
    more: dict[str, Any] = {}
    for name, value in (
        ("when", chance.choice(STATES)),
        ("unless", chance.choice(STATES)),
        ("strength", "should"),
        ("locked", True),
    ):
        if chance.random() < 0.2:
            more[name] = value
    written = {name: getattr(attribute, name) for name in attribute.model_fields_set}
    return type(attribute)(**written, **more)


def main() -> int:
    """Draw many pairs and print which sentences of their texts contradict."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--count", type=int, default=2000, help="how many pairs (default 2000)")
    parser.add_argument("--seed", type=int, default=1, help="which ones (default 1)")
    asked = parser.parse_args()
    found = 0
    for parts in itertools.islice(pairs(asked.seed, attribute_slugs()), asked.count):
        for told in both_sides(*parts):
            found += 1
            sys.stdout.write("\n  ".join([*map(repr, parts), told, ""]))
    sys.stdout.write(f"{asked.count} pairs from {asked.seed}: {found} contradictions\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
