"""Any two attributes, in any of their settings, end in text or in findings.

Five settings of each attribute are drawn evenly. Of the pairs that can meet, by what their norms ask for and rule out,
and of the others a sample is composed for each attribute, the same one in every run. `pytest tests/relations
--full-sweep 16` composes every pair of sixteen settings of each.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import pytest
from hypothesis import settings as profile

from pedagogy_prompts import CompositionError, compose
from pedagogy_prompts.attributes.kit.attribute import Attribute, attribute_class, attribute_slugs
from pedagogy_prompts.attributes.kit.settings import settings
from pedagogy_prompts.norms.meeting import Touch, touched
from pedagogy_prompts.presets.packs import closure_of

SLUGS = attribute_slugs()
DRAWN = 5
"""Settings of an attribute, unless `--full-sweep` says how many."""
MEETING = profile().max_examples
"""The most pairs of settings that can meet, of those an attribute comes first in: 12 at the desk, 50 in CI."""
APART = MEETING // 4
"""The most of those that cannot meet."""


def evenly(found: Sequence[Attribute], most: int) -> list[Attribute]:
    """The first, the last and what lies evenly between them."""
    if len(found) <= most:
        return list(found)
    return [found[round(i * (len(found) - 1) / (most - 1))] for i in range(most)]


@pytest.fixture(scope="module")
def drawn(pytestconfig: pytest.Config) -> dict[str, list[tuple[Attribute, Touch]]]:
    """Settings of every attribute, with what they touch."""
    many = pytestconfig.getoption("--full-sweep") or DRAWN
    return {
        slug: [
            (one, touched((norm for statement in one.statements() for norm in statement.norms), closure_of(())))
            for one in evenly(settings(attribute_class(slug)), many)
        ]
        for slug in SLUGS
    }


def pairs(
    slug: str, drawn: dict[str, list[tuple[Attribute, Touch]]], *, full: bool
) -> Iterator[tuple[Attribute, Attribute]]:
    """Settings of an attribute with those of itself and of the attributes after it."""
    meeting: list[tuple[Attribute, Attribute]] = []
    apart: list[tuple[Attribute, Attribute]] = []
    for one, mine in drawn[slug]:
        for later in SLUGS[SLUGS.index(slug) :]:
            for other, theirs in drawn[later]:
                (meeting if full or mine.may_meet(theirs) else apart).append((one, other))
    chance = random.Random(slug)
    yield from meeting if full else chance.sample(meeting, min(MEETING, len(meeting)))
    yield from chance.sample(apart, min(APART, len(apart)))


def outcome(one: Attribute, other: Attribute) -> str:
    try:
        instruction = compose(one, other)
    except CompositionError as refused:
        errors = refused.report.errors
    else:
        assert instruction.text and instruction.report.ok
        return "warned" if instruction.report.warnings else "clean"
    assert errors and all(finding.message and finding.witness for finding in errors)
    return "refused"


@pytest.mark.parametrize("slug", SLUGS)
def test_every_pair_ends_in_text_or_findings(
    slug: str,
    drawn: dict[str, list[tuple[Attribute, Touch]]],
    pytestconfig: pytest.Config,
    record_property: Callable[[str, object], None],
) -> None:
    full = pytestconfig.getoption("--full-sweep") is not None
    counts = Counter(outcome(one, other) for one, other in pairs(slug, drawn, full=full))
    for name, count in counts.items():
        record_property(f"sweep {name}", count)
    assert counts


def test_what_cannot_meet_is_not_refused(drawn: dict[str, list[tuple[Attribute, Touch]]]) -> None:
    """So the pairs left out hold no conflict that a sweep of all would find."""
    chance, tried = random.Random(0), 0
    while tried < 200:
        (one, mine), (other, theirs) = (chance.choice(drawn[slug]) for slug in chance.sample(SLUGS, 2))
        if not mine.may_meet(theirs):
            assert outcome(one, other) != "refused"
            tried += 1
