from __future__ import annotations

from typing import Annotated, Literal

from ..kit import READING_AT, Attribute, Field, Norm, Statement, Statements, bound, choose, oblige


class LanguageLevel(Attribute):
    """Write at a level of the language, whatever the level of the subject.

    Why: A newcomer of fifteen can think about forces at A2; taught the physics of a primary school because the
    sentences are short, they lose years.
    Use it when: learners are learning the language they are taught in, or it is what they learn.
    Do not use it when: they have the language and read below their class: set the reading level.
    """

    family = "adaptation"
    evidence = ("coe2020",)
    stands = ("style", 41)
    gives_access = ("level",)

    level: Literal["A1", "A2", "B1", "B2", "C1", "C2"]
    """The level of the tutor's own language in the Common European Framework, A1 to C2."""
    new_words: Annotated[int, Field(ge=0, le=5)] | None = None
    """The most words beyond the level in a turn, 0 to 5; nothing is said of it unless it is set."""
    slow: bool = False
    """Whether it speaks as one speaks slowly: one idea a sentence, the key word said again."""

    def statements(self) -> Statements:
        level: list[Norm] = [choose("language_level", self.level)]
        if self.level in READING_AT:
            level.append(bound("reading_grade", None, READING_AT[self.level]))
        yield Statement("level", *level, param="level")
        if self.new_words is not None:
            yield Statement("new", bound("new_words", None, self.new_words), param="new_words")
        if self.slow:
            yield Statement("slow", oblige("speak_slowly"), param="slow")
