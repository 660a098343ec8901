"""Which rule the text emphasises, where its authors settle that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..attributes.kit.attribute import Attribute
from ..presets.parts import LAYERS
from ..presets.preset import Preset
from ..reports.report import Finding
from ..reports.saying import Sentences
from .claims import Placed
from .gather import Composition
from .resolved import Resolved

_say = Sentences("checking")


def emphasised(composition: Composition, authors: Resolved | None) -> tuple[str | None, list[Finding]]:
    """The attribute that the text emphasises, if it is settled, and what an inner layer loses by that.

    Where it is not settled, words say which is most fit for it. The innermost `reminder` decides; but a locked rule
    that the outer layers by themselves would emphasise stays the first. `authors` are their attributes, resolved.
    """
    presets, notes = composition.presets, list[Finding]()
    placed = [one for one in composition.placed if one.layer != "learner"]
    if authors is None or len({one.layer for one in placed}) < 2 or not any(one.attribute.is_locked for one in placed):
        return composition.reminder, notes
    placed = [placed[owner] for owner in sorted({held.claim.owner for held in authors.held()})]
    reminder = None
    for rank, layer in enumerate(LAYERS):
        named = [preset.reminder for preset in presets if preset.layer == layer and preset.reminder]
        reminder = named[-1] if named else reminder
        here = [one for one in placed if LAYERS.index(one.layer) <= rank]
        there = {one.attribute.known_as for one in here}
        first = reminder if reminder in there else foremost(one.attribute for one in here)
        held = [one for one in here if one.attribute.known_as == first and one.attribute.is_locked]
        if first is not None and held:
            for preset in presets:
                if LAYERS.index(preset.layer) > rank and preset.reminder not in (None, first):
                    notes.append(_not_taken(preset, first, held))
            return first, notes
    return reminder, notes


def foremost(attributes: Iterable[Attribute]) -> str | None:
    """The attribute most fit to be the rule that matters most; a wish never is."""
    firm = (one for one in attributes if one.strength == "must")
    return min(((one.first_rule, one.slug()) for one in firm if one.first_rule is not None), default=(0, None))[1]


def _not_taken(preset: Preset, first: str, held: Sequence[Placed]) -> Finding:
    return Finding.of(
        "PED202",
        _say("PED202.reminder", reminder=preset.reminder, first=first),
        attributes=(first,),
        places=(preset.place("reminder"), *dict.fromkeys(one.place() for one in held)),
    )
