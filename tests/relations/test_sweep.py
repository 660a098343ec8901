"""Any two attributes, in any of their settings, end in text or in findings.

A sample of the settings is drawn evenly; PEDAGOGY_SWEEP=16 draws sixteen of each attribute instead of five.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import combinations_with_replacement, product

import pytest

from pedagogy_prompts import CompositionError, compose
from pedagogy_prompts.attributes.kit.attribute import Attribute, attribute_class, attribute_slugs
from pedagogy_prompts.attributes.kit.settings import settings
from pedagogy_prompts.checking.check import check

SAMPLE = int(os.environ.get("PEDAGOGY_SWEEP", "5"))
SLUGS = attribute_slugs()


def evenly(found: Sequence[Attribute], most: int) -> list[Attribute]:
    """The first, the last and what lies evenly between them."""
    if len(found) <= most:
        return list(found)
    return [found[round(i * (len(found) - 1) / (most - 1))] for i in range(most)]


SETTINGS = {slug: evenly(settings(attribute_class(slug)), SAMPLE) for slug in SLUGS}


def outcome(one: Attribute, other: Attribute) -> str:
    report = check(one, other)
    if report.errors:
        assert all(finding.message and finding.witness for finding in report.errors)
        with pytest.raises(CompositionError):
            compose(one, other)
        return "refused"
    instruction = compose(one, other)
    assert instruction.text
    return "warned" if instruction.report.warnings else "clean"


@pytest.mark.parametrize("slug", SLUGS)
def test_every_pair_ends_in_text_or_findings(slug: str, record_property: Callable[[str, object], None]) -> None:
    counts: Counter[str] = Counter()
    for first, second in combinations_with_replacement(SLUGS, 2):
        if first == slug:
            counts.update(outcome(one, other) for one, other in product(SETTINGS[first], SETTINGS[second]))
    for name, count in counts.items():
        record_property(f"sweep {name}", count)
    assert counts
