"""PED601: rules in an author's own words are sent as they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...presets.shipped import shipped_presets
from ...reports.report import Finding
from ..gather import Composition
from ..resolved import Resolved


def find_in(composition: Composition, _: Resolved | None) -> Iterable[Finding]:
    """The author's own rules, all in one finding; those of shipped presets are nobody's to change."""
    return _unread(composition) if composition.rules else ()


def _unread(composition: Composition) -> Iterator[Finding]:
    rules = {rule: place for rule, place in composition.rules if place.source not in shipped_presets()}
    if not rules:
        return
    first = next(iter(rules))
    if len(rules) == 1:
        message = f"This rule is sent as it stands and was not checked against the others: \u201c{first}\u201d"
    else:
        message = (
            f"{len(rules)} rules in your own words are sent as they stand and were not checked against the others. The "
            f"first: \u201c{first}\u201d"
        )
    yield Finding.of("PED601", message, args={"rules": list(rules)}, places=tuple(rules.values()))
