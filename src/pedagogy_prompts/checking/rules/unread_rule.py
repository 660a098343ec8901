"""PED601: a rule in an author's own words is sent as it stands."""

from __future__ import annotations

from collections.abc import Iterator

from ...reports.report import Finding
from ..gather import Composition


def find_in(composition: Composition) -> Iterator[Finding]:
    """The author's own rules."""
    for rule, place in composition.rules:
        yield Finding.of(
            "PED601",
            f"This rule is sent as it stands and was not checked against the others: \u201c{rule}\u201d",
            args={"rule": rule},
            places=(place,),
        )
