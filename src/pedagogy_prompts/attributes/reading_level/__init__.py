from __future__ import annotations

from typing import Annotated, Any

from pydantic import model_validator

from ..kit import Attribute, Field, Statement, Statements, bound


class ReadingLevel(Attribute):
    """Keep the readability of the tutor's own text within school grades.

    Why: A hard sentence can stand in the way of an easy idea; a learner may be strong in the subject and weak in
    reading, or the other way round.
    Use it when: learners read below their class, or learn in a second language.
    Do not use it when: reading hard text is itself the aim of the lesson.
    """

    family = "adaptation"
    evidence = ("kincaid1975",)
    stands = ("style", 40)

    max_grade: Annotated[int, Field(ge=1, le=16)]
    """The highest reading grade, 1 to 16, in US school grades (13 to 16 are years at university)."""
    min_grade: Annotated[int, Field(ge=1, le=16)] = 1
    """The lowest reading grade, 1 to 16."""

    @model_validator(mode="after")
    def _bounds(self) -> ReadingLevel:
        if self.min_grade > self.max_grade:
            raise ValueError(
                f"`min_grade` {self.min_grade} is more than `max_grade` {self.max_grade}: change one of them."
            )
        return self

    def statements(self) -> Statements:
        least = self.min_grade if self.min_grade > 1 else None
        yield Statement("read", bound("reading_grade", least, self.max_grade), param="max_grade")

    def forms(self) -> dict[str, Any]:
        # The Flesch-Kincaid grade solved for words per sentence, at the 1.35 syllables a word of plain English.
        length = round((self.max_grade + 15.59 - 11.8 * 1.35) / 0.39)
        grades = "between" if self.min_grade > 1 else "at_most"
        return {
            "grades": "exactly" if self.min_grade == self.max_grade else grades,
            "vocabulary": "common" if self.max_grade < 10 else "any",
            "sentence": min(max(length, 6), 25),
        }
