"""PED404: studies speak against what is asked for, and there is something better that the rest allows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from pydantic import ValidationError

from ...attributes.kit.attribute import attribute_class
from ...norms.claims import Claim
from ...norms.norm import Norm
from ...norms.space import TooManyStates
from ...presets.parts import Origin
from ...reports.report import Finding
from ...reports.saying import Sentences
from ..claims import Placed
from ..resolved import Resolved

_say = Sentences("checking/rules")


class _Doubt(NamedTuple):
    applies: Callable[[Norm, bool], bool]
    """Whether a norm is meant, and whether it holds in every state."""
    says: str
    """Which sentence is said of it."""
    citation: str
    study: str
    advised: tuple[str | None, str, Any]
    """The attribute, parameter and value that are advised; None is the attribute itself."""


_DOUBTS = (
    _Doubt(
        lambda norm, always: norm.modality == "forbid" and norm.target == "state_final_answer" and always,
        "release",
        "koedinger2007",
        "Koedinger and Aleven 2007",
        ("withhold_answer", "until", {"attempts": 5}),
    ),
    _Doubt(
        lambda norm, _: norm.modality == "oblige" and norm.target == "praise_person",
        "praise",
        "mueller1998",
        "Mueller and Dweck 1998",
        ("praise", "target", "effort"),
    ),
    _Doubt(
        lambda norm, always: norm.modality == "forbid" and norm.target == "confirm_verdict" and always,
        "verdict",
        "shute2008",
        "Shute 2008",
        ("confirm_correctness", "verdict", "after_explanation"),
    ),
    _Doubt(
        lambda norm, always: norm.modality == "oblige" and norm.target == "only_questions" and always,
        "questions",
        "kalyuga2003",
        "Kalyuga et al. 2003",
        (None, "unless", {"learner_level": "novice"}),
    ),
)


def advise(resolved: Resolved) -> Iterator[Finding]:
    """Norms that studies speak against, with the study, where what is advised can be followed."""
    for claim, doubt in doubts(resolved):
        if _can_be_followed(resolved, claim.owner, doubt):
            yield Finding.of(
                "PED404",
                _say(f"PED404.{doubt.says}", attribute=claim.slug, study=doubt.study),
                args={"citation": doubt.citation},
                attributes=(claim.slug,),
                places=(resolved.place(claim),),
            )


def doubts(resolved: Resolved) -> Iterator[tuple[Claim, _Doubt]]:
    """Norms that studies speak against, whatever can be done about them."""
    everything = resolved.space.reachable
    told: set[tuple[int, str]] = set()
    for _, claim, norm, mask in resolved.held():
        for doubt in _DOUBTS:
            if (claim.owner, doubt.citation) not in told and doubt.applies(norm, mask == everything):
                told.add((claim.owner, doubt.citation))
                yield claim, doubt


def _can_be_followed(resolved: Resolved, owner: int, doubt: _Doubt) -> bool:
    """Whether what is advised ends the doubt and clashes with nothing: advice that the check refuses helps nobody."""
    slug, parameter, value = doubt.advised
    placed = list(resolved.placed)
    mine = placed[owner].attribute
    if slug in (None, mine.slug()):
        at = owner
    else:
        at = next((i for i, one in enumerate(placed) if one.attribute.known_as == slug), len(placed))
    try:
        if at == len(placed):
            placed.append(Placed(attribute_class(str(slug))(**{parameter: value}), placed[owner].layer, Origin()))
        else:
            old = placed[at].attribute
            now = {name: getattr(old, name) for name in type(old).model_fields}
            placed[at] = replace(placed[at], attribute=type(old)(**{**now, parameter: value}))
        after = resolved.changed(placed)
    except (ValidationError, TooManyStates):
        return False
    if len(after.resolution.clashes) > len(resolved.resolution.clashes):
        return False
    everything = after.space.reachable
    return not any(
        doubt.applies(norm, mask == everything) for _, claim, norm, mask in after.held() if claim.owner == owner
    )
