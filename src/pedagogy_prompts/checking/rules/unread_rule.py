"""PED601: rules in an author's own words that do not say what they mean are sent as they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...attributes.kit.rule import Rule
from ...presets.shipped import shipped_presets
from ...reports.report import Finding, Place
from ..gather import Composition
from ..resolved import Resolved


def find_in(composition: Composition, resolved: Resolved | None) -> Iterable[Finding]:
    """The author's own rules, all in one finding; those of shipped presets are nobody's to change."""
    claims = resolved.resolution.claims if resolved else ()
    silent = {claim.owner for i, claim in enumerate(claims) if resolved and not resolved.resolution.live[i]}
    unread: dict[str, Place] = {}
    for owner, one in enumerate(composition.placed):
        if isinstance(one.attribute, Rule) and not one.attribute.means and owner not in silent:
            unread.setdefault(one.attribute.say, one.place())
    return _unread(unread) if unread else ()


def _unread(found: dict[str, Place]) -> Iterator[Finding]:
    rules = {rule: place for rule, place in found.items() if place.source not in shipped_presets()}
    if not rules:
        return
    first = next(iter(rules))
    tell = "Say what it means, such as `means: oblige give_hint`, and it is."
    if len(rules) == 1:
        message = f"This rule is sent as it stands and was not checked against the others: \u201c{first}\u201d {tell}"
    else:
        message = (
            f"{len(rules)} rules in your own words are sent as they stand and were not checked against the others. The "
            f"first: \u201c{first}\u201d {tell}"
        )
    yield Finding.of("PED601", message, args={"rules": list(rules)}, places=tuple(rules.values()))
