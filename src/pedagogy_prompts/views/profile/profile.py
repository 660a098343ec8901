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
from ...norms.meaning import Meaning
from ...norms.norm import Norm
from ...norms.spelling import did_you_mean
from ...presets.reading.files import as_path, is_file, read_bytes, unreadable, why_unreadable
from ...presets.reading.loaded import findings_of
from ...presets.reading.problem import BAD, Problem
from ...presets.reading.values import validated
from ...presets.reading.yaml import decode, read_yaml
from ...reports.errors import PresetError
from ...reports.report import Report

MOST_CLAUSES = 100
"""How many clauses one profile may have."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=2_000), AfterValidator(said)]


class Clause(Documented):
    """One thing that is required."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    clause: Text
    """What is required, in a sentence for people; at most 2,000 characters."""
    source: Text
    """Where it is written: a document, its section and its date."""
    requires: Meanings = ()
    """What it means, as in a rule of one's own: `forbid state_final_answer when attempts 0`; at most 20. All of them
    have to be kept. Without it no instruction can show whether the clause is kept."""
    ask: Text | None = None
    """Of a clause without `requires`: who can tell whether it is kept, or where to look."""

    @model_validator(mode="before")
    @classmethod
    def _alone(cls, data: Any) -> Any:
        """One meaning may stand alone, also as a mapping."""
        if isinstance(data, dict) and isinstance(data.get("requires"), str | Mapping | Meaning):
            return {**data, "requires": (data["requires"],)}
        return data

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
            near = did_you_mean(path, shipped_profiles())
            told = f"There is no profile {path}.{near} Name a file, or one of {', '.join(shipped_profiles())}."
            problem = unreadable(told)
        raise _error([problem], path) from error
    text = decode(raw) if isinstance(raw, bytes) else raw
    if isinstance(text, Problem):
        raise _error([text], path)
    return parse_profile(text, source=path)


def parse_profile(text: str, *, source: str | None = None) -> Profile:
    """The profile in a YAML text; `source` names it in findings. Raises `PresetError` as `load_profile` does."""
    document, problems = read_yaml(text)
    if document is None:
        raise _error(problems, source)
    profile, found = _read(document.data)
    if profile is None or problems:
        raise PresetError(
            Report(findings_of([*problems, *found], source, positions=document.positions, keys=document.keys))
        )
    return profile


def _read(data: Any) -> tuple[Profile | None, list[Problem]]:
    if data is BAD:
        return None, []
    if not isinstance(data, Mapping):
        message = "A profile begins with `profile: its name`, and its clauses stand in a list below `clauses:`."
        return None, [Problem("PED003", message)]
    profile, problems = validated(Profile, data, ())
    return profile, [replace(one, message=_named(one.message)) for one in problems]


def _named(message: str) -> str:
    """A message that speaks of profiles and clauses by what they are called."""
    for key, name in (("''", "A profile"), ("`the preset`", "A profile"), ("'clauses'", "A clause")):
        message = message.replace(f"{key} has", f"{name} has", 1).replace(f"{key} needs", f"{name} needs", 1)
    return message.replace("`clauses` needs", "A clause needs", 1)


def _error(problems: list[Problem], source: str | None) -> PresetError:
    return PresetError(Report(findings_of(problems, source)))
