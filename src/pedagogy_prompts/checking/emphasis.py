"""Which rule the text emphasises, where its authors settle that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..presets.parts import LAYERS
from ..presets.preset import Preset
from ..reports.report import Finding
from .claims import Placed


def emphasised(placed: Iterable[Placed], presets: Sequence[Preset], notes: list[Finding]) -> str | None:
    """The attribute that the text emphasises, if it is settled; else its words say which is most fit for it.

    Presets come from the outside in. The innermost `reminder` decides; but a locked rule that the outer layers by
    themselves would emphasise stays the first.
    """
    authors = [one for one in placed if one.layer != "learner"]
    slugs = {one.attribute.slug() for one in authors}
    reminder = None
    for rank, layer in enumerate(LAYERS):
        named = [preset.reminder for preset in presets if preset.layer == layer and preset.reminder]
        reminder = named[-1] if named else reminder
        here = [one for one in authors if LAYERS.index(one.layer) <= rank]
        first = reminder if reminder in slugs else _foremost(here)
        held = [one for one in here if one.attribute.slug() == first and one.attribute.is_locked]
        if first is not None and held:
            for preset in presets:
                if LAYERS.index(preset.layer) > rank and preset.reminder not in (None, first):
                    notes.append(_not_taken(preset, first, held))
            return first
    return reminder


def _foremost(placed: Iterable[Placed]) -> str | None:
    ranks = [(one.attribute.first_rule, one.attribute.slug()) for one in placed]
    return min(((rank, slug) for rank, slug in ranks if rank is not None), default=(0, None))[1]


def _not_taken(preset: Preset, first: str, held: Sequence[Placed]) -> Finding:
    return Finding.of(
        "PED202",
        f"`reminder: {preset.reminder}` is not taken over: the text emphasises `{first}`, and an outer layer has "
        "locked it. Leave `reminder` out, or talk to whoever keeps that layer.",
        attributes=(first,),
        places=(preset.place("reminder"), *dict.fromkeys(one.place() for one in held)),
    )
