"""The frame round what the attributes say: the order of the text, and what it says of lesson and learner."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ..attributes.kit.attribute import Attribute
from ..base.errors import PedagogyError
from ..base.text import line, quoted
from ..norms.spelling import did_you_mean
from ..presets.context import Context
from ..wording.words import Words, read
from .section import Section

LAST = 1000
"""The place in its group of an attribute that names none."""


@dataclass(frozen=True, slots=True)
class Order:
    """The groups of the text, and the families that stand in each."""

    groups: tuple[str, ...]
    _by_family: Mapping[str, int]

    def position(self, attribute: Attribute) -> tuple[int, int]:
        """Group and place in it: what the class says, or the end of its family's group."""
        if attribute.stands is None:
            return self._by_family[attribute.family], LAST
        group, place = attribute.stands
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


def lesson_sections(context: Context, facts: Iterable[str], words: Words) -> list[Section]:
    """What the text says of the lesson; nothing of the learner."""
    forms: dict[str, str] = words.frame["lesson"]
    found: list[Section] = []

    def add(name: str, text: str) -> None:
        found.append(Section(name, "lesson", text, item=False))

    for name in ("subject", "topic", "level"):
        if value := getattr(context, name):
            add(name, forms[name].format(line(value)))
    if context.goal:
        add("goal", forms["goal"].format(words.frame["goals"][context.goal]))
    if context.objectives:
        add("objectives", "\n".join([forms["objectives"], *(f"> {line(one)}" for one in context.objectives)]))
    for material in context.materials:
        add("materials", forms["materials"].format(line(material.title)) + "\n" + quoted(material.text))
    if context.problem:
        add("problem", forms["problem"] + "\n" + quoted(context.problem))
    if context.reference_solution:
        add("reference_solution", forms["reference_solution"] + "\n" + quoted(context.reference_solution))
    if context.misconceptions:
        told = [
            forms["misconception" if one.response else "misconception_alone"].format(
                idea=line(one.idea).rstrip("."), response=line(one.response or "")
            )
            for one in context.misconceptions
        ]
        add("misconceptions", "\n".join([forms["misconceptions"], *(f"> {one}" for one in told)]))
    facts = tuple(facts)
    if facts:
        add("facts", "\n".join([forms["facts"], *(f"> {line(one)}" for one in facts)]))
    if any(">" in section.text for section in found):
        found.insert(0, Section("intro", "lesson", forms["intro"], item=False))
    return found
