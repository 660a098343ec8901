"""A rule in its author's own words: an attribute like the others, but what it says and means stands in the preset."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast, get_args

from pydantic import AfterValidator, StringConstraints, model_validator

from ...base.cached import kept
from ...base.text import line
from ...norms.condition import ALWAYS, Condition, as_condition
from ...norms.meaning import Meaning
from ...norms.moments import MOMENTS
from ...norms.norm import Norm
from ...norms.spelling import did_you_mean
from .attribute import (
    COMMON,
    FAMILIES,
    RULES,
    Attribute,
    Family,
    Statement,
    Statements,
    attribute_class,
    attribute_slugs,
)
from .settings import settings
from .types import Many, said

MAX_RULE = 2_000
"""The longest rule, in characters."""
MAX_MEANINGS = 20
"""How many meanings one rule may have."""
Move = Literal["respond", "credit", "focus", "hint", "explain", "ask", "task"]
MOVES: tuple[Move, ...] = get_args(Move)
"""The moves of a turn that a rule can be about."""
PLACES: tuple[str, ...] = (*FAMILIES, *MOVES, *MOMENTS)
"""What `at` takes: a family of attributes, a move of the turn, or a moment of the dialogue."""
_LONGEST_NAME = 40
_LAST = 1000
"""A place behind all that name theirs."""
_OPEN_SLOTS = frozenset({"language", "language_level", "role_name", "scenario_role"})
"""Choices whose values nobody can list."""


def _place(name: str) -> str:
    told = "_".join(name.lower().replace("-", " ").split())
    if told in PLACES:
        return told
    raise ValueError(
        f"`at` does not know '{name[:60]}'.{did_you_mean(told, PLACES)} It takes a family ({', '.join(FAMILIES)}), a "
        f"move of the turn ({', '.join(MOVES)}) or a moment ({', '.join(MOMENTS)})."
    )


def _name(name: str) -> str:
    if re.fullmatch(r"\w[\w-]{0,59}", name):
        return name
    raise ValueError("An `id` is one word of letters, digits, - and _, at most 60 characters, such as: units.")


def _sound(meanings: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    if len(meanings) > MAX_MEANINGS:
        raise ValueError(f"A rule has at most {MAX_MEANINGS} meanings; here are {len(meanings)}. Make two rules of it.")
    for norm in (norm for meaning in meanings for norm in meaning.norms):
        if norm.modality == "choose" and norm.target not in _OPEN_SLOTS:
            _hold_to_values(norm)
    return meanings


Sentence = Annotated[str, StringConstraints(min_length=1, max_length=MAX_RULE), AfterValidator(said)]


if TYPE_CHECKING:
    Meanings = Sequence[Meaning | str | Mapping[str, Any]] | Mapping[str, Any] | Meaning | str
    """What `means` takes; what it holds is always a tuple of `Meaning`s."""
else:
    Meanings = Annotated[Many[Meaning], AfterValidator(_sound)]


class Rule(Attribute):
    """Say something in your own words.

    Why: Every class has rules that nobody has foreseen. With its meaning in norms such a rule is checked against all
    others; without, it is sent as it stands.
    Use it when: no attribute says it.
    Do not use it when: an attribute says it: that is checked and worded for you.
    """

    family = "session"
    always_kept = True
    own_words = True

    say: Sentence
    """The rule as the tutor gets it: at most 2,000 characters, sent on one line."""
    brief: Sentence | None = None
    """The same in fewer words, for a tight budget; without it the rule is never shortened."""
    means: Meanings = ()
    """What it asks for, bans, permits, limits or chooses, such as `oblige give_hint`; at most 20. Without it, the rule
    is not checked."""
    at: Annotated[str, AfterValidator(_place)] | None = None
    """Where it belongs: a family of attributes, a move of the turn, or a moment, in which alone it then holds."""
    id: Annotated[str, AfterValidator(_name)] | None = None
    """Its name, by which a preset that extends this one replaces it (a rule with the same `id`) or removes it
    (`remove: [rules.NAME]`)."""

    @model_validator(mode="before")
    @classmethod
    def _alone(cls, data: Any) -> Any:
        """One meaning may stand alone, also as a mapping."""
        if isinstance(data, dict) and isinstance(data.get("means"), Mapping | Meaning):
            return {**data, "means": (data["means"],)}
        return data

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        """What it means, for the type checker, which cannot know that it was read already."""
        return cast("tuple[Meaning, ...]", self.means)

    def as_written(self, name: str) -> Any:
        value = super().as_written(name)
        return value[0] if name == "means" and len(value) == 1 else value

    def to_mapping(self) -> dict[str, Any]:
        data = super().to_mapping()
        return {name: data[name] for name in (*self.parameters(), *COMMON) if name in data}

    def statements(self) -> Statements:
        norms = [norm for meaning in self.meanings for norm in meaning.norms]
        yield Statement("say", *dict.fromkeys(norms), param="means" if norms else "say")

    def forms(self) -> dict[str, Any]:
        return {"move": self.at if self.at in MOVES else "none", "shorter": self.brief or self.say}

    @property
    def known_as(self) -> str:
        """The name with `rules.` before it; where it has none, one made of its words."""
        if self.id is not None:
            return RULES + self.id
        return _made_up(self.say)

    @property
    def seat(self) -> tuple[str, int] | Family:
        family = next((family for family in FAMILIES if family == self.at), None)
        return family or ("every_turn" if self.at in MOVES else "rules", _LAST)

    @property
    def holds_in(self) -> Condition:
        return as_condition(self.when) & MOMENTS.get(self.at or "", ALWAYS)

    @property
    def is_locked(self) -> bool:
        return self.locked


@kept(4096)
def _made_up(sentence: str) -> str:
    """The name of a rule that has none: its words, or the first of them and what tells it from all that begin so."""
    words = "_".join(re.findall(r"\w+", line(sentence).lower()))
    if 0 < len(words) <= _LONGEST_NAME:
        return RULES + words
    short = words[:_LONGEST_NAME].rpartition("_")[0] or words[:_LONGEST_NAME]
    return f"{RULES}{short}_{sha256(line(sentence).encode()).hexdigest()[:6]}"


def _hold_to_values(norm: Norm) -> None:
    """Raise ValueError for a choice that no attribute can make, where these are known."""
    known = slot_values().get(norm.target)
    assert isinstance(norm.value, frozenset)
    for value in sorted(norm.value - known) if known else ():
        near, taken = did_you_mean(value, known or ()), ", ".join(sorted(known or ()))
        raise ValueError(f"'{value}' is no value of `{norm.target}`.{near} It takes {taken}.")


SLOTS_TABLE = "slots.json"


@cache
def slot_values() -> Mapping[str, frozenset[str]]:
    """The values of each choice that attributes of the shelf can make.

    They are kept in a table that `tools/clash_table.py` writes and a test holds to the shelf: to find them means to
    load every attribute and try its settings.
    """
    told = resources.files(__package__).joinpath(SLOTS_TABLE).read_text("utf-8")
    return {slot: frozenset(values) for slot, values in json.loads(told).items()}


def slot_values_found() -> dict[str, list[str]]:
    """The same, searched anew."""
    found: dict[str, set[str]] = {}
    for slug in attribute_slugs():
        for one in settings(attribute_class(slug)):
            for norm in (norm for statement in one.statements() for norm in statement.norms):
                if norm.modality == "choose" and isinstance(norm.value, frozenset):
                    found.setdefault(norm.target, set()).update(norm.value)
    return {slot: sorted(found[slot]) for slot in sorted(found)}
