from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import field_validator, model_validator

from ..kit import Attribute, Known, Norm, Statement, Statements, bound, choose, did_you_mean, oblige

# Each way of counting school years: how it is written, its first and last year, and what it is ahead of US grades.
_SCHOOL = {"grade": ("grade", 0, 12, 0), "year": ("Year", 1, 13, 1), "klasse": ("Klasse", 1, 13, 0)}
_AFTER_SCHOOL = {"undergraduate": 13, "graduate": 15, "professional": 17}
_NUMBERED = re.compile(r"([a-z]+)\s+(\d{1,2})", re.IGNORECASE)
_ADULT, _BELOW = 13, 9
_ABOVE = 3
"""A text more than so many reading grades above the learner's year is not fitted to them; for adults, below it."""


class AdaptToLevel(Attribute):
    """Fit content to the level the learner is at.

    Why: Support works when it starts from what the learner can already do; what suits a beginner slows an advanced
    learner down.
    Use it when: you know the class you teach, or want the tutor to find out whom it has before it explains.
    Do not use it when: only the language has to be simpler than the subject: set the reading level instead.
    """

    family = "adaptation"
    evidence = ("vandepol2010", "kalyuga2003", "learnlm2024")
    samples = {"level": ["grade 2", "grade 7", "Year 13", "Klasse 10", "undergraduate", "professional"]}

    level: Annotated[str, Known()] | None = None
    """"grade 0" to "grade 12", "Year 1" to "Year 13", "Klasse 1" to "Klasse 13", undergraduate, graduate or
    professional. Required with a fixed source; with ask or infer it is what to assume until more is known."""
    source: Literal["fixed", "ask", "infer"] = "fixed"
    """Where the level comes from: given here, asked for, or judged from what the learner writes and does."""

    @field_validator("level", mode="before")
    @classmethod
    def _bare_number(cls, level: Any) -> Any:
        if (isinstance(level, int) and not isinstance(level, bool)) or (isinstance(level, str) and level.isdecimal()):
            raise ValueError(f"A bare {level} is not a level. Write 'grade {level}'.")
        return level

    @field_validator("level")
    @classmethod
    def _level(cls, level: str | None) -> str | None:
        if level is None:
            return None
        text = " ".join(level.split())
        if text.lower() in _AFTER_SCHOOL:
            return text.lower()
        match = _NUMBERED.fullmatch(text)
        if match and match[1].lower() in _SCHOOL:
            name, first, last, _ = _SCHOOL[match[1].lower()]
            if not first <= int(match[2]) <= last:
                raise ValueError(f"'{text}' does not fit: {name} goes from {first} to {last}.")
            return f"{name} {int(match[2])}"
        raise ValueError(
            f"'{level}' is not a level.{did_you_mean(text, _AFTER_SCHOOL)} Write 'grade 0' to 'grade 12', 'Year 1' to"
            " 'Year 13', 'Klasse 1' to 'Klasse 13', undergraduate, graduate or professional."
        )

    @model_validator(mode="after")
    def _fixed_needs_a_level(self) -> AdaptToLevel:
        if self.source == "fixed" and self.level is None:
            raise ValueError('A fixed source needs a `level`, such as "grade 7"; or write `source: ask` or `infer`.')
        return self

    @property
    def year(self) -> int | None:
        """The level as a US school grade, going on after school."""
        if self.level is None:
            return None
        name, _, number = self.level.partition(" ")
        return int(number) - _SCHOOL[name.lower()][3] if number else _AFTER_SCHOOL[name]

    def statements(self) -> Statements:
        if self.source == "ask":
            yield Statement("ask", oblige("ask_level", every=False), param="source")
        norms: list[Norm] = [choose("learner_source", self.source, param="source")]
        if self.source == "fixed" and self.year is not None:
            easiest = self.year - _BELOW if self.year >= _ADULT else None  # adults are not written to as children
            norms += [
                bound("school_year", self.year, self.year),
                bound("reading_grade", easiest, self.year + _ABOVE),
            ]
        yield Statement("fit", *norms, param="level" if self.level else "source")

    def forms(self) -> dict[str, Any]:
        return {"level": "kindergarten" if self.level == "grade 0" else self.level}
