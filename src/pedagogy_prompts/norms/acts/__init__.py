"""The acts of a tutor's turn by family, each family with its laws.

A law stands with the act it says something about. Words are the fewest that can carry an act; they are low on purpose.
"""

from __future__ import annotations

from ..law import Law
from . import (
    authorship,
    boundaries,
    closing,
    conduct,
    content,
    disclosure,
    feedback,
    form,
    language,
    learning,
    motivation,
    people,
    practice,
    questions,
    session,
    verdicts,
    voice,
)

_FAMILIES = (
    disclosure,
    verdicts,
    feedback,
    authorship,
    questions,
    motivation,
    learning,
    practice,
    content,
    session,
    closing,
    conduct,
    boundaries,
    voice,
    form,
    language,
    people,
)

ACTS: tuple[str, ...] = tuple(act for family in _FAMILIES for act in family.ACTS)
LAWS: tuple[Law, ...] = tuple(law for family in _FAMILIES for law in family.LAWS)
