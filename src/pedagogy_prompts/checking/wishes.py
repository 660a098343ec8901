"""What a learner may wish, and which of the wishes can be followed at all."""

from __future__ import annotations

from collections.abc import Sequence

from ..base.path import Path
from ..norms.condition import ALWAYS
from ..norms.space import few_enough
from ..norms.theory import facts_beside
from ..presets.context import Context
from ..presets.packs import Pack, closure_of
from ..presets.parts import Entry
from ..presets.preset import Preset
from ..reports.report import Finding, Place
from ..reports.saying import Sentence, Sentences
from .claims import Placed, claims_of
from .crowding import crowded, homes_of
from .variables import readable

_say = Sentences("checking")


def wishes_of(preset: Preset, notes: list[Finding]) -> Preset:
    """A preset of the learner's layer with what a learner may say: wishes, and what is known of the learner."""
    kept = Preset(
        title=preset.title,
        layer=preset.layer,
        context=Context(learner=preset.context.learner),
        entries=tuple(entry for entry in preset.entries if _is_wish(preset, entry, notes)),
        removes=preset.removes,
        writes=preset.writes,
        source=preset.source,
        positions=preset.positions,
        places=preset.places,
    )
    wanted, usual = preset.context.to_data(), ("attributes", "context", "format", "layer", "title")
    paths: list[Path] = [("context", name) for name in wanted if name != "learner"]
    paths += [(name,) for name in preset.to_data(flat=True) if name not in usual]
    for path in paths:
        name = ".".join(map(str, path))
        notes.append(
            Finding.of(
                "PED203",
                _say("PED203.not_theirs", name=name),
                args={"name": name},
                places=(preset.place(*path),),
            )
        )
    return kept


def _is_wish(preset: Preset, entry: Entry, notes: list[Finding]) -> bool:
    """Whether an attribute is a learner's to wish for: a choice, of what is not about safety or integrity."""
    attribute = entry.attribute
    slug, words = attribute.known_as, attribute.free_text
    if attribute.family in ("safety", "integrity"):
        words = ()
        why = _say("PED203.family", name=slug, family=attribute.family)
    elif words:
        why = _say("PED203.own_text", name=f"{slug}.{words[0]}")
    else:
        return True
    notes.append(
        Finding.of(
            "PED203",
            why,
            args={"name": slug},
            attributes=(slug,),
            places=(entry.place(preset.layer, *words[:1]),),
        )
    )
    return False


def tractable(placed: list[Placed], packs: tuple[Pack, ...], notes: list[Finding]) -> list[Placed]:
    """What is placed, without the wishes that nobody can read, and without any where they make it too much to analyse.

    Only what authors say may stop an instruction.
    """
    authors = [one for one in placed if one.layer != "learner"]
    if len(authors) == len(placed):
        return placed
    variables = closure_of(packs).vocabulary.variables
    wishes, odd = list[Placed](), list[Placed]()
    for one in placed:
        if one.layer == "learner":
            known = readable((when for _, when in one.conditions()), variables)
            (wishes if known else odd).append(one)
    if odd:
        places = tuple(dict.fromkeys(one.place() for one in odd))
        notes.append(_left_out(odd, _say("PED203.no_pack"), places))
    if not wishes:
        return authors
    if odd:
        placed = [*authors, *wishes]
    if any(crowded(placed)):
        notes.append(_left_out(wishes, _say("PED203.too_many"), homes_of(wishes)))
    elif not _has_space(placed, packs) and _has_space(authors, packs):
        notes.append(_left_out(wishes, _say("PED203.too_many_states"), homes_of(wishes)))
    else:
        return placed
    return authors


def _left_out(wishes: Sequence[Placed], why: Sentence, places: tuple[Place, ...]) -> Finding:
    return Finding.of(
        "PED203",
        why,
        attributes=tuple(dict.fromkeys(one.attribute.known_as for one in wishes)),
        places=places,
    )


def _has_space(placed: Sequence[Placed], packs: tuple[Pack, ...]) -> bool:
    vocabulary = closure_of(packs).vocabulary
    claims = claims_of(placed)
    conditions = [condition for claim in claims for condition in claim.conditions]
    if not readable(conditions, vocabulary.variables):
        return True  # that is told elsewhere
    facts = facts_beside(ALWAYS, [*vocabulary.facts, *(fact for claim in claims for fact in claim.facts)])
    return few_enough(conditions, variables=vocabulary.variables, facts=facts)
