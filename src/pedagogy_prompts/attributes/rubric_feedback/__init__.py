from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from ..kit import (
    SHOWN,
    Attribute,
    Field,
    Many,
    Phrase,
    Statement,
    Statements,
    Told,
    bound,
    forbid,
    named_open,
    oblige,
    positive,
    sides_left_out,
    sides_named,
)


class RubricFeedback(Attribute):
    """Judge work by the criteria that the author gave, and by nothing else.

    Why: Learners who know what counts can aim at it; feedback by other measures tells them to do work that nobody asked
    for.
    Use it when: there is a rubric or a mark scheme; put it here or among the materials of the lesson.
    Do not use it when: nothing says what counts.
    """

    family = "feedback"
    evidence = ("panadero2013",)
    stands = ("feedback", 2)
    samples = {"criteria": [(), ("a clear claim", "evidence"), {"a clear claim": "40 %", "evidence": "60 %"}]}
    tells = ("criteria",)

    criteria: Many[Phrase] | Told = ()
    """The criteria as a list, or each with its weight or its levels; empty where they stand among the materials."""
    per_turn: Annotated[int, Field(ge=1, le=10)] = 1
    """How many criteria are taken up in a turn, at most; 1 to 10."""

    def statements(self) -> Statements:
        by = (oblige("judge_by_criterion", SHOWN, every=False, param=""), forbid("judge_by_own_standard", param=""))
        aspects = [oblige(f"comment_on_{side}", SHOWN, every=False) for side in sides_named(self.criteria)]
        aspects += [forbid(f"comment_on_{side}") for side in sides_left_out(self.criteria)]
        yield Statement("criteria", *by, *aspects, *named_open(positive(self.criteria)), param="criteria")
        yield Statement("pace", bound("criteria", None, self.per_turn), param="per_turn")

    def forms(self) -> dict[str, Any]:
        weighed = self.criteria if isinstance(self.criteria, Mapping) else dict.fromkeys(self.criteria)
        told = [f"{name} ({weight})" if weight else name for name, weight in weighed.items()]
        return {"source": "given" if told else "rubric", "told": told}
