"""What the tutor is told about the lesson and the learner: typed, bounded, cleaned, never a template."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Literal, TypedDict

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints, ValidationInfo, field_validator

from ..attributes.kit.natural import natural
from ..attributes.kit.parameters import parameters_of
from ..base.documented import Documented
from ..base.path import Path
from ..base.text import clean
from ..wording.speech import LearnerWord, Work, variant

MAX_LINE = 300
MAX_TEXT = 50_000
MAX_ITEMS = 100


def _kept(text: str) -> str:
    if text.isascii() and text.isprintable() and not text.isspace():  # the usual case, at a third of the time
        return text
    if not clean(text):
        raise ValueError("Nothing is left of this text once invisible characters are taken out.")
    return text


Line = Annotated[str, StringConstraints(min_length=1, max_length=MAX_LINE), AfterValidator(_kept)]
"""One line, at most 300 characters."""
Block = Annotated[str, StringConstraints(min_length=1, max_length=MAX_TEXT), AfterValidator(_kept)]
"""A text of at most 50,000 characters."""


class _Facts(Documented):
    model_config = ConfigDict(frozen=True, extra="forbid")

    def to_data(self) -> dict[str, Any]:
        """The fields that are set, as plain data."""
        return self.model_dump(mode="json", exclude_defaults=True)


class Material(_Facts):
    """One text the tutor teaches from."""

    title: Line
    """What it is called."""
    text: Block
    """The text itself, at most 50,000 characters."""


class Misconception(_Facts):
    """A mistaken idea the author expects, and what to say to it."""

    idea: Line
    """How the mistake looks: "adds numerators and denominators"."""
    response: Line | None = None
    """What the tutor should do about it."""


class Learner(_Facts):
    """What is known of one learner. It stands only in the learner part of an instruction."""

    name: Line | None = None
    """What the tutor calls them."""
    level: Line | None = None
    """What they can do or which class they are in, in your own words."""
    interests: Annotated[tuple[Line, ...], Field(max_length=MAX_ITEMS)] = ()
    """What they like, for examples; at most 100."""
    recent_attempts: Annotated[tuple[Line, ...], Field(max_length=MAX_ITEMS)] = ()
    """What they tried lately, the oldest first; at most 100."""


class Context(_Facts):
    """What is known of the lesson. Every field may be left out."""

    setting: Literal["classroom", "self_taught"] | None = None
    """Whether a teacher stands behind the rules, or the learner chose the tutor."""
    goal: Literal["teach_me", "homework_help", "test_prep", "practice"] | None = None
    """What the learner is here for."""
    work: Work | None = None
    """What is worked on, in a word; the text says "task" where nothing is said."""
    learner_word: LearnerWord | None = None
    """What whoever learns is called; the text says "learner" where nothing is said."""
    subject: Line | None = None
    """The subject, such as mathematics."""
    topic: Line | None = None
    """What the lesson is about."""
    level: Line | None = None
    """Which class it is for, in your own words, such as Year 5."""
    objectives: Annotated[tuple[Line, ...], Field(max_length=MAX_ITEMS)] = ()
    """What the learner should be able to do afterwards; at most 100."""
    materials: Annotated[tuple[Material, ...], Field(max_length=MAX_ITEMS)] = ()
    """Texts to teach from; at most 100."""
    problem: Block | None = None
    """The problem the learner works on."""
    reference_solution: Block | None = None
    """Its solution, for the tutor's eyes: it judges by it and does not show it."""
    misconceptions: Annotated[tuple[Misconception, ...], Field(max_length=MAX_ITEMS)] = ()
    """Mistaken ideas to expect, each with what to say to it; at most 100."""
    learner: Learner = Field(default_factory=lambda: Learner())  # pydantic reads its signature: a class's is dear
    """What is known of the learner."""

    @field_validator("setting", "goal", "work", "learner_word", mode="before")
    @classmethod
    def _meant(cls, value: Any, info: ValidationInfo) -> Any:
        return natural(parameters_of(cls)[str(info.field_name)], value)

    def variant_of(self, locale: str) -> str:
        """The locale's variant that speaks of this lesson's work and learner in their words."""
        return variant(locale, self.work, self.learner_word)

    def stacked_on(self, outer: Context) -> Context:
        """This context inside `outer`: the inner scalar wins, lists append outer to inner."""
        if outer is no_context():
            return self
        merged: dict[str, Any] = {}
        for name in type(self).model_fields:
            mine, theirs = getattr(self, name), getattr(outer, name)
            if isinstance(mine, tuple):
                merged[name] = (*theirs, *(item for item in mine if item not in theirs))
            elif isinstance(mine, Learner):
                merged[name] = Learner(
                    **{key: getattr(mine, key) or getattr(theirs, key) for key in Learner.model_fields}
                )
            else:
                merged[name] = theirs if mine is None else mine
        return Context.model_construct(**merged)

    def paths_on(self, outer: Context) -> dict[Path, Path]:
        """What `stacked_on(outer)` takes from here: the path of each part in the result, with its path here."""
        found: dict[Path, Path] = {}
        for name in type(self).model_fields:
            mine, theirs = getattr(self, name), getattr(outer, name)
            if isinstance(mine, tuple):
                kept = [i for i, item in enumerate(mine) if item not in theirs]
                for at, i in enumerate(kept, len(theirs)):
                    found |= _paths(mine[i], ("context", name, at), ("context", name, i))
            elif mine is not None:
                found |= _paths(mine, ("context", name), ("context", name))
        return found


def strings_in(value: Context | _Facts) -> list[str]:
    """All texts in a context or a part of it, enumerated values among them: for a first look at them together."""
    found: list[str] = []
    for part in value.__dict__.values():
        if not part:
            continue
        if isinstance(part, str):
            found.append(part)
        elif isinstance(part, tuple):
            for one in part:
                found += [one] if isinstance(one, str) else strings_in(one)
        else:
            found += strings_in(part)
    return found


def _paths(value: Any, there: Path, here: Path) -> dict[Path, Path]:
    """A value and what is in it, by its path there, each with its path here; what is empty is left out."""
    if isinstance(value, tuple):
        parts: list[tuple[str | int, Any]] = list(enumerate(value))
    else:
        parts = [(name, getattr(value, name)) for name in getattr(type(value), "model_fields", ())]
    found = {there: here} if value else {}
    for step, part in parts:
        if part:
            found |= _paths(part, (*there, step), (*here, step))
    return found


@cache
def no_context() -> Context:
    """Nothing is known of the lesson."""
    return Context()  # made when it is first used: that builds the validators


class ContextFields(TypedDict, total=False):
    """The fields of `Context`, for `compose(..., subject="fractions")`."""

    setting: Literal["classroom", "self_taught"] | None
    goal: Literal["teach_me", "homework_help", "test_prep", "practice"] | None
    work: Work | None
    learner_word: LearnerWord | None
    subject: str | None
    topic: str | None
    level: str | None
    objectives: list[str] | tuple[str, ...]
    materials: list[dict[str, str]] | tuple[Material, ...]
    problem: str | None
    reference_solution: str | None
    misconceptions: list[dict[str, str]] | tuple[Misconception, ...]
    learner: dict[str, Any] | Learner
