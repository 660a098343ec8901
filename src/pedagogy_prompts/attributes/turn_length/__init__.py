from __future__ import annotations

from typing import Annotated, Any

from pydantic import model_validator

from ..kit import Attribute, Field, Statement, Statements, bound


class TurnLength(Attribute):
    """Keep a turn within bounds.

    Why: Working memory is small, and a long reply buries the one thing the learner has to think about; chat models left
    alone write too much.
    Use it when: learners read on a small screen, are young, or are to do most of the talking.
    Do not use it when: turns have to carry long worked examples or whole texts: give those room with a condition.
    """

    family = "presentation"
    evidence = ("mayer2003", "learnlm2024")
    stands = ("style", 30)

    max_words: Annotated[int, Field(ge=10, le=1000)] | None = None
    """The most words in a turn, 10 to 1000."""
    min_words: Annotated[int, Field(ge=1, le=1000)] | None = None
    """The fewest words in a turn, 1 to 1000."""
    max_sentences: Annotated[int, Field(ge=1, le=30)] | None = None
    """The most sentences in a turn, 1 to 30."""

    @model_validator(mode="after")
    def _bounds(self) -> TurnLength:
        if self.max_words is None and self.min_words is None and self.max_sentences is None:
            raise ValueError("Name at least one of `max_words`, `min_words` and `max_sentences`.")
        if self.max_words is not None and self.min_words is not None and self.min_words > self.max_words:
            raise ValueError(
                f"`min_words` {self.min_words} is more than `max_words` {self.max_words}: change one of them."
            )
        return self

    def statements(self) -> Statements:
        if self.max_words is not None or self.min_words is not None:
            param = "min_words" if self.max_words is None else "max_words"
            yield Statement("words", bound("words", self.min_words, self.max_words), param=param)
        if self.max_sentences is not None:
            yield Statement("sentences", bound("sentences", None, self.max_sentences), param="max_sentences")

    def forms(self) -> dict[str, Any]:
        if self.min_words is None:
            return {"words": "at_most"}
        if self.max_words is None:
            return {"words": "at_least"}
        return {"words": "exactly" if self.min_words == self.max_words else "between"}
