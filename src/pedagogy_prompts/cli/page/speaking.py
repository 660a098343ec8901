"""What else speaks of a question that its author says nothing about: a preset says more than its answers."""

from __future__ import annotations

from typing import Any

from ...base.forms import put
from ...views.table.table import DecisionTable
from .questions import Question, question_about, words
from .telling import plain

_MOST = 3


def speaking(table: DecisionTable, asked: Question, source: str) -> list[dict[str, Any]]:
    """Statements about the moment of a question that come from elsewhere.

    Each has `says`, what the tutor is told; `question`, the id of the question that it comes from, or `who` and, where
    it stands in `source` itself, its `line`.
    """
    row = table.row(asked.moment) if asked.moment else None
    here = {number for item in (*row.does, *row.does_not) for number in item.sources} if row else set()
    found: dict[str, dict[str, Any]] = {}
    for one in table.sources:
        if one.attribute in asked.slugs or not (one.number in here or one.attribute in asked.also):
            continue
        other = question_about(one.attribute)
        told = {
            "says": " ".join(one.text.split()),
            "question": other.id if other else "",
            "who": other.ask if other else put(words()["clash"]["rule"], name=plain(one.attribute)),
            "line": one.place.line if other is None and one.place.source == source else None,
        }
        found.setdefault(one.attribute, told)
    return list(found.values())[:_MOST]
