"""PED601: rules in an author's own words that do not say what they mean are sent as they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ...presets.shipped import shipped_presets
from ...reports.report import Edit, Finding, Fix, Fixes
from ...reports.saying import Sentences
from ..claims import Placed
from ..gather import Composition
from ..plainly import plainly_meant
from ..resolved import Resolved

_say = Sentences("checking/rules")


def find_in(composition: Composition, resolved: Resolved | None) -> Iterable[Finding]:
    """The author's own rules, all in one finding; those of shipped presets are nobody's to change."""
    claims = resolved.resolution.claims if resolved else ()
    silent = {claim.owner for i, claim in enumerate(claims) if resolved and not resolved.resolution.live[i]}
    unread: dict[str, Placed] = {}
    for owner, one in enumerate(composition.placed):
        if one.attribute.own_words and owner not in silent:
            said = one.attribute.to_mapping()
            if not said.get("means"):
                unread.setdefault(said["say"], one)
    return _unread(unread, resolved.words.locale if resolved else "en") if unread else ()


def _unread(found: dict[str, Placed], locale: str) -> Iterator[Finding]:
    rules = {rule: one for rule, one in found.items() if one.place().source not in shipped_presets()}
    if not rules:
        return
    first = next(iter(rules))
    meant = {rule: means for rule in rules if (means := plainly_meant(rule, locale)) is not None}
    tell = _say("parts.PED601.example")
    if meant:
        rule, means = next(iter(meant.items()))
        same = rule == first
        tell = _say("parts.PED601.this", means=means) if same else _say("parts.PED601.other", other=rule, means=means)
    how = "one" if len(rules) == 1 else "several"
    message = _say(f"PED601.{how}", count=len(rules), rule=first, tell=tell)
    yield Finding.of(
        "PED601",
        message,
        args={"rules": list(rules), "meant": meant},
        places=tuple(one.place() for one in rules.values()),
        remedy=Fixes(tuple(_fixes([(rules[rule], means) for rule, means in meant.items()]))),
    )


def _fixes(meant: Sequence[tuple[Placed, str]]) -> Iterator[Fix]:
    """Writing down what a sentence means, where its preset may be changed."""
    for one, means in meant:
        origin, name = one.origin, one.attribute.known_as
        if one.holder.editable and one.holder.source == origin.source:
            value = {**one.attribute.to_mapping(), "means": means}
            edit = Edit(origin.source, (*origin.path, "means"), "set", means)
            edit = edit if origin.mapping else Edit(origin.source, origin.path, "set", value)
            label, effect = _say("fix.PED601", name=name, means=means), _say("fix.effect.PED601")
            yield Fix(label, False, (edit,), effect)
