from __future__ import annotations

from typing import Annotated, Any

from pydantic import model_validator

from ..kit import Attribute, Field, Statement, Statements, bound


class QuestionLimit(Attribute):
    """Keep the number of questions in a turn within bounds.

    Why: Of several questions a learner answers the easiest or none; one question says what to think about now.
    Use it when: the learner answers in writing, is young, or tires quickly.
    Do not use it when: the turn is a list of quiz items by design; bound those there.
    """

    family = "questioning"
    evidence = ("learnlm2024",)
    stands = ("every_turn", 60)

    max: Annotated[int, Field(ge=0, le=3)] = 1
    """The most questions in a turn, 0 to 3."""
    min: Annotated[int, Field(ge=0, le=3)] = 0
    """The fewest questions in a turn, 0 to 3 and not above `max`."""

    @model_validator(mode="after")
    def _in_order(self) -> QuestionLimit:
        if self.min > self.max:
            raise ValueError(
                f"A turn cannot hold at least {self.min} and at most {self.max} questions. Raise `max` or lower `min`."
            )
        return self

    def statements(self) -> Statements:
        fewest = (bound("questions", self.min, None, param="min"),) if self.min else ()
        yield Statement("count", bound("questions", None, self.max), *fewest, param="max")

    def forms(self) -> dict[str, Any]:
        if self.max == 0:
            return {"count": "none"}
        if self.min == self.max:
            return {"count": "exactly"}
        return {"count": "between" if self.min else "at_most"}
