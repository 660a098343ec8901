from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import field_validator, model_validator

from ...base.inline import shown
from ..kit import CEFR, Attribute, Known, Norm, Statement, Statements, bound, bounds_at, choose, level_named, oblige


class AdaptToLevel(Attribute):
    """Fit content to the level the learner is at.

    Why: Support works when it starts from what the learner can already do; what suits a beginner slows an advanced
    learner down.
    Use it when: you know the class you teach, or want the tutor to find out whom it has before it explains.
    Do not use it when: only the language has to be simpler than the subject: set the reading level instead.
    """

    family = "adaptation"
    evidence = ("vandepol2010", "kalyuga2003", "learnlm2024")
    samples = {"level": ["grade 2", "grade 7", "Year 13", "Klasse 10", "undergraduate", "professional", "B1"]}

    level: Annotated[str, Known()] | None = None
    """"grade 0" to "grade 12", "Year 1" to "Year 13", "Klasse 1" to "Klasse 13", undergraduate, graduate or
    professional; for a language A1 to C2. "4th grade", "CM2" and "undergrad" are taken in too. Required with a fixed
    source; with ask or infer it is what to assume until more is known."""
    source: Literal["fixed", "ask", "infer"] = "fixed"
    """Where the level comes from: given here, asked for, or judged from what the learner writes and does."""

    @field_validator("level", mode="before")
    @classmethod
    def _bare_number(cls, level: Any) -> Any:
        if (isinstance(level, int) and not isinstance(level, bool)) or (isinstance(level, str) and level.isdecimal()):
            told = shown(level).strip("'")
            raise ValueError(f"A bare {told} is not a level. Write 'grade {told}'.")
        return level

    @field_validator("level")
    @classmethod
    def _level(cls, level: str | None) -> str | None:
        return None if level is None else level_named(level)

    @model_validator(mode="after")
    def _fixed_needs_a_level(self) -> AdaptToLevel:
        if self.source == "fixed" and self.level is None:
            raise ValueError('A fixed source needs a `level`, such as "grade 7"; or write `source: ask` or `infer`.')
        return self

    def statements(self) -> Statements:
        if self.source == "ask":
            yield Statement("ask", oblige("ask_level", every=False), param="source")
        norms: list[Norm] = [choose("learner_source", self.source, param="source")]
        if self.source == "fixed" and self.level is not None:
            norms += [bound(quantity, least, most) for quantity, (least, most) in bounds_at(self.level).items()]
            norms += [choose("language_level", self.level)] if self.level in CEFR else []
        yield Statement("fit", *norms, param="level" if self.level else "source")

    def forms(self) -> dict[str, Any]:
        form = "kindergarten" if self.level == "grade 0" else "cefr" if self.level in CEFR else self.level
        return {"level": form}
