"""PED404: studies speak against what is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ...norms.norm import Norm
from ...reports.report import Finding
from ..resolved import Resolved


class _Doubt(NamedTuple):
    applies: Callable[[Norm, bool], bool]
    """Whether a norm is meant, and whether it holds in every state."""
    says: str
    citation: str
    study: str


_DOUBTS = (
    _Doubt(
        lambda norm, always: norm.modality == "forbid" and norm.target == "state_final_answer" and always,
        "An answer that is never given keeps learners who are lost from getting on; good tutors tell more as a "
        "dialogue goes on. Consider a release such as `until: {attempts: 5}`.",
        "koedinger2007",
        "Koedinger and Aleven 2007",
    ),
    _Doubt(
        lambda norm, _: norm.modality == "oblige" and norm.target == "praise_person",
        "Praise of the person made children avoid hard tasks after a failure. Consider `praise: effort` or `strategy`.",
        "mueller1998",
        "Mueller and Dweck 1998",
    ),
    _Doubt(
        lambda norm, always: norm.modality == "forbid" and norm.target == "confirm_verdict" and always,
        "Learners who never hear whether they are right cannot correct themselves. Consider "
        "`confirm_correctness: after_explanation`.",
        "shute2008",
        "Shute 2008",
    ),
    _Doubt(
        lambda norm, always: norm.modality == "oblige" and norm.target == "only_questions" and always,
        "Beginners learn more from worked examples than from questions they cannot answer yet. Consider "
        "`unless: {learner_level: novice}`.",
        "kalyuga2003",
        "Kalyuga et al. 2003",
    ),
)


def find(resolved: Resolved) -> Iterator[Finding]:
    """Norms that studies speak against, with the study."""
    everything = resolved.space.reachable
    told: set[tuple[int, str]] = set()
    for _, claim, norm, mask in resolved.held():
        for doubt in _DOUBTS:
            if doubt.applies(norm, mask == everything) and (claim.owner, doubt.citation) not in told:
                told.add((claim.owner, doubt.citation))
                yield Finding.of(
                    "PED404",
                    f"`{claim.slug}`: {doubt.says} ({doubt.study})",
                    args={"citation": doubt.citation},
                    attributes=(claim.slug,),
                    places=(resolved.place(claim),),
                )
