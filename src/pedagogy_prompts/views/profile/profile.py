"""A profile: the clauses that somebody requires of every tutor, each with its source and with what it means."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Annotated, Any, Literal, cast

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints, field_validator, model_validator

from ...attributes.kit.rule import Meanings
from ...attributes.kit.types import said
from ...base.documented import Documented
from ...base.inline import shown
from ...norms.condition import Condition
from ...norms.meaning import Meaning
from ...norms.norm import Norm
from ...norms.space import Space, TooManyStates
from ...norms.variables import VARIABLES
from ...presets.reading.files import as_path, is_file, read_bytes, unreadable, why_unreadable
from ...presets.reading.loaded import findings_of
from ...presets.reading.near import near
from ...presets.reading.problem import BAD, Problem
from ...presets.reading.values import validated
from ...presets.reading.yaml import decode, read_yaml
from ...reports.errors import PresetError
from ...reports.report import Report
from ...reports.saying import Sentence, Sentences

_say = Sentences("views/profile")

MOST_CLAUSES = 100
"""How many clauses one profile may have."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=2_000), AfterValidator(said)]


def _never_occurs(when: Condition) -> bool:
    """Whether no turn of any dialogue is so; where that cannot be told here, the instruction will tell."""
    try:
        return when.variables <= VARIABLES.keys() and not Space([when]).mask(when)
    except TooManyStates:
        return False


class Clause(Documented):
    """One thing that is required."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    clause: Text
    """What is required, in a sentence for people; at most 2,000 characters."""
    source: Text
    """Where it is written: a document, its section and its date."""
    requires: Meanings = ()
    """What it means, as in a rule of one's own: `forbid state_final_answer when attempts 0`; at most 20. All of them
    have to be kept. It may not be left out, but for `ask`."""
    ask: Text | None = None
    """In its place, of a clause that no instruction decides: who can tell whether it is kept, or where to look."""

    @model_validator(mode="before")
    @classmethod
    def _alone(cls, data: Any) -> Any:
        """One meaning may stand alone, also as a mapping."""
        if isinstance(data, dict) and isinstance(data.get("requires"), str | Mapping | Meaning):
            return {**data, "requires": (data["requires"],)}
        return data

    @model_validator(mode="after")
    def _one_of_both(self) -> Clause:
        """Nothing is asked by a clause that has neither, and of one with both only a part."""
        if self.requires and self.ask is not None:
            raise ValueError(_say("parts.profile.both"))
        if not self.requires and self.ask is None:
            raise ValueError(_say("parts.profile.neither"))
        for meaning in cast("tuple[Meaning, ...]", self.requires):
            if _never_occurs(meaning.when):
                raise ValueError(_say("parts.profile.impossible", means=meaning.said))
        return self

    @property
    def acts_of_packs(self) -> set[str]:
        """The acts it names that only a pack can bring: they have a dot."""
        acts = {norm.target for norm in self.norms if norm.modality not in ("bound", "choose")}
        return {act for act in acts if "." in act}

    @property
    def norms(self) -> tuple[Norm, ...]:
        """What it requires, in norms."""
        return tuple(norm for meaning in cast("tuple[Meaning, ...]", self.requires) for norm in meaning.norms)


class Profile(Documented):
    """What somebody requires of every tutor."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1] = 1
    """The form of the file; always 1."""
    profile: Text
    """What it is called."""
    about: Text | None = None
    """Whom it is for, and who answers for it."""
    clauses: Annotated[tuple[Clause, ...], Field(min_length=1, max_length=MOST_CLAUSES)]
    """What is required, clause by clause; at most 100."""

    @field_validator("about", mode="before")
    @classmethod
    def _one_line(cls, value: Any) -> Any:
        return " ".join(value.split()) if isinstance(value, str) else value


@cache
def shipped_profiles() -> tuple[str, ...]:
    """The names of the profiles that come with the library."""
    files = resources.files(f"{__package__}.shipped").iterdir()
    return tuple(sorted(one.name.removesuffix(".yaml") for one in files if one.name.endswith(".yaml")))


def profile_text(name: str) -> str:
    """The text of a shipped profile, to read or to begin one's own with."""
    return resources.files(f"{__package__}.shipped").joinpath(f"{name}.yaml").read_text("utf-8")


def load_profile(name: str | os.PathLike[str]) -> Profile:
    """The profile in a YAML file, or a shipped one by its name.

    Raises `PresetError` with everything that is wrong, each with its file, line and column.
    """
    path = as_path(name, "name")
    if path in shipped_profiles() and not is_file(path):
        return parse_profile(profile_text(path), source=path)
    try:
        raw = read_bytes(path)
    except (OSError, ValueError) as error:
        problem = why_unreadable(path, error)
        if isinstance(error, FileNotFoundError):
            hint = near(path, shipped_profiles())
            missing = _say("PED001.profile.none", name=shown(path), near=hint, takes=list(shipped_profiles()))
            problem = unreadable(missing)
        raise _error([problem], path) from error
    text = decode(raw) if isinstance(raw, bytes) else raw
    if isinstance(text, Problem):
        raise _error([text], path)
    return parse_profile(text, source=path)


def parse_profile(text: str, *, source: str | None = None) -> Profile:
    """The profile in a YAML text; `source` names it in findings. Raises `PresetError` as `load_profile` does."""
    source = None if source is None else as_path(source, "source")
    if not isinstance(text, str):
        raise _error([Problem("PED001", _say("PED001.profile.not_text", type=type(text).__name__))], source)
    document, problems = read_yaml(text)
    if document is None:
        raise _error(problems, source)
    profile, found = _read(document.data)
    if profile is None or problems:
        raise _error([*problems, *found], source, positions=document.positions, keys=document.keys)
    return profile


def _read(data: Any) -> tuple[Profile | None, list[Problem]]:
    if data is BAD:
        return None, []
    if not isinstance(data, Mapping):
        return None, [Problem("PED003", _say("PED003.profile.begins"))]
    return validated(Profile, data, ())


def _of_profile(problem: Problem) -> Problem:
    """A problem in words for whoever wrote a profile, where the usual ones speak of presets."""
    message, path = problem.message, problem.path
    if not isinstance(message, Sentence):
        return problem
    args = message.args
    holder = _say("parts.profile.clause" if path[:1] == ("clauses",) and len(path) > 2 else "parts.profile.whole")
    match message.key:
        case "PED001.empty":
            own = _say("PED001.profile.empty")
        case "PED001.directory":
            example = os.path.join(args["path"], "our-school.yaml")  # noqa: PTH118  a path as it was given
            own = _say("PED001.profile.directory", path=args["path"], example=example)
        case "PED001.too_long":
            own = _say("PED001.profile.too_long", limit=args["limit"])
        case "PED001.too_many":
            own = _say("PED001.profile.too_many", limit=args["limit"])
        case "PED001.too_deep":
            own = _say("PED001.profile.too_deep", limit=args["limit"])
        case "PED001.template":
            own = _say("PED001.profile.template")
        case "PED001.merge":
            own = _say("PED001.profile.merge")
        case "PED002.field":
            own = _say("PED002.profile.field", holder=holder, name=args["name"], near=args["near"], takes=args["takes"])
        case "PED003.missing":
            own = _say("PED003.profile.missing", holder=holder, name=args["name"], takes=args["takes"])
        case _:
            return problem
    return replace(problem, message=own)


def _error(problems: list[Problem], source: str | None, **places: Any) -> PresetError:
    return PresetError(Report(findings_of([_of_profile(one) for one in problems], source, **places)))
