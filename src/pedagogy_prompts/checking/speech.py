"""What a lesson works on, where an outer layer has locked sentences that would say so."""

from __future__ import annotations

from collections.abc import Iterator

from ..attributes.kit.attribute import Attribute
from ..presets.parts import LAYERS
from ..reports.report import Finding
from ..reports.saying import Sentences
from ..wording.statements import DETAILS, reminder_text, statement_text
from .claims import statements_of
from .gather import Composition

_say = Sentences("checking")


def refilled(composition: Composition, locale: str) -> Iterator[Finding]:
    """What inner layers say is worked on and locked sentences do not; `locale` is the variant of the lesson."""
    locked = [one for one in composition.placed if one.work]
    locked = [one for one in locked if _texts(one.attribute, one.locale(locale)) != _texts(one.attribute, locale)]
    for preset in composition.presets:
        inner = LAYERS.index(preset.layer)
        kept = [one for one in locked if LAYERS.index(one.layer) < inner and one.work != preset.context.work]
        if preset.context.work is None or not kept:
            continue
        slugs = tuple(dict.fromkeys(one.attribute.known_as for one in kept))
        yield Finding.of(
            "PED202",
            _say("PED202.work", work=preset.context.work, attributes=[f"`{slug}`" for slug in slugs]),
            severity="info",  # what it asks for is lost nowhere
            attributes=slugs,
            places=(preset.place("context", "work"), *dict.fromkeys(one.place() for one in kept)),
        )


def _texts(attribute: Attribute, locale: str) -> list[str | None]:
    """All that an attribute says in a locale, at each length."""
    keys = [one.key for one in statements_of(attribute)]
    told = [statement_text(attribute, key, detail, locale) for key in keys for detail in DETAILS]
    return [*told, reminder_text(attribute, locale)]
