"""The frame round what the attributes say: the order of the text, and what it says of lesson and learner."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ..attributes.kit.attribute import Attribute
from ..base.errors import PedagogyError
from ..base.text import clean, line, quoted, quoted_each
from ..norms.spelling import did_you_mean
from ..presets.context import Context
from ..wording.files import read
from ..wording.words import Words

LAST = 1000
"""The place in its group of an attribute that names none."""


_LINES = ("subject", "topic", "level")


@dataclass(frozen=True, slots=True)
class Order:
    """The groups of the text, and the families that stand in each."""

    groups: tuple[str, ...]
    _by_family: Mapping[str, int]

    def position(self, attribute: Attribute) -> tuple[int, int]:
        """Group and place in it: what the class says, or the end of its family's group."""
        seat = attribute.seat
        if isinstance(seat, str):
            return self._by_family[seat], LAST
        group, place = seat
        if group not in self.groups:
            raise PedagogyError(
                f"{type(attribute).__name__} stands in '{group}', which is no group of the text."
                f"{did_you_mean(group, self.groups)} There are {', '.join(self.groups)}."
            )
        return self.groups.index(group), place


@cache
def order() -> Order:
    data = tomllib.loads(read("instructions/order.toml"))
    by_family = {family: i for i, group in enumerate(data["group"]) for family in group.get("families", ())}
    return Order(tuple(group["name"] for group in data["group"]), by_family)


def lesson_parts(context: Context, facts: tuple[str, ...], words: Words) -> list[tuple[str, str]]:
    """What the text says of the lesson, part by part with its name; nothing of the learner.

    All that was written for this lesson is marked as data, and what that means is said before.
    """
    parts = _parts(context, facts, words)
    if any(name != "goal" for name, _ in parts):
        parts.insert(0, ("intro", words.frame["lesson"]["intro"]))
    return parts


def _parts(context: Context, facts: tuple[str, ...], words: Words) -> list[tuple[str, str]]:
    forms: dict[str, str] = words.frame["lesson"]
    told = [(name, quoted(forms[name].format(line(value)))) for name in _LINES if (value := getattr(context, name))]
    if context.goal:
        told.append(("goal", forms["goal"].format(words.frame["goals"][context.goal])))
    if context.objectives:
        told.append(("objectives", forms["objectives"] + "\n" + quoted_each(context.objectives)))
    for material in context.materials:
        told.append(
            ("materials", forms["materials"] + "\n" + quoted(f"{line(material.title)}\n\n{clean(material.text)}"))
        )
    if context.problem:
        told.append(("problem", forms["problem"] + "\n" + quoted(context.problem)))
    if context.reference_solution:
        told.append(("reference_solution", forms["reference_solution"] + "\n" + quoted(context.reference_solution)))
    if context.misconceptions:
        mistakes = [
            forms["misconception" if one.response else "misconception_alone"].format(
                idea=clean(one.idea).removesuffix("."), response=clean(one.response or "")
            )
            for one in context.misconceptions
        ]
        told.append(("misconceptions", forms["misconceptions"] + "\n" + quoted_each(mistakes)))
    if facts:
        told.append(("facts", forms["facts"] + "\n" + quoted_each(facts)))
    return told
