"""The questions a teacher is asked, and what each answer sets. Their words are data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from ...base.path import Path

Parameters = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose: what it is called, and the parameters it sets, by attribute."""

    say: str
    set: Mapping[str, Parameters] = field(default_factory=dict)
    keep: tuple[str, ...] = ()
    """Attributes of the question that this answer leaves as they are."""
    value: Any = None
    """The value of the context's field, where the question is about one."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: with `options` to choose from, or answered in words of one's own that go `into` a place."""

    id: str
    ask: str
    hint: str = ""
    options: tuple[Option, ...] = ()
    field: str = ""
    into: Path = ()
    part: str = ""
    among: str = ""
    moment: str = ""
    also: tuple[str, ...] = ()
    """Attributes no question sets that speak of the same thing."""
    kept: bool = False
    """Whether the answer is about the class, so that it stays where another preset is begun with."""

    @property
    def slugs(self) -> tuple[str, ...]:
        """The attributes it is about."""
        named = dict.fromkeys(slug for option in self.options for slug in option.set)
        return tuple(named) or tuple(str(step) for step in self.into[1:2] if self.into[0] == "attributes")

    @property
    def context(self) -> str:
        """The field of the context it is about, if it is about one."""
        return self.field or (str(self.into[1]) if self.into[:1] == ("context",) else "")

    def owned(self, slug: str) -> frozenset[str]:
        """The parameters of one of its attributes that its answers set."""
        named = {name for option in self.options for name in option.set.get(slug, ())}
        return frozenset(named or {str(step) for step in self.into[2:]})


@cache
def questions() -> tuple[Question, ...]:
    """All questions, in the order in which they are asked."""
    return tuple(_question(dict(row)) for row in _data("questions")["question"])


def question(name: str) -> Question:
    """One question by its id. Raises LookupError where there is none."""
    for one in questions():
        if one.id == name:
            return one
    raise LookupError(f"There is no question '{name}'.")


def question_about(slug: str) -> Question | None:
    """The question that sets an attribute."""
    return next((one for one in questions() if slug in one.slugs), None)


@cache
def words() -> dict[str, Any]:
    """What the page says besides its questions."""
    return _data("words")


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.en.toml").read_text("utf-8"))


def _question(row: dict[str, Any]) -> Question:
    options = tuple(
        Option(one["say"], one.get("set", {}), tuple(one.get("keep", ())), one.get("value"))
        for one in row.pop("options", ())
    )
    lists = {name: tuple(row.get(name, ())) for name in ("into", "also")}
    return Question(**{**row, **lists}, options=options)
