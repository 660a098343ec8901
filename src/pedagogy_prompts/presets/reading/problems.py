"""What is wrong with a preset, collected while it is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from ...attributes.kit.attribute import RULES, Attribute, attribute_slugs
from ...base.inline import shown
from ...base.path import Path
from ...norms.spelling import did_you_mean
from ..context import MAX_ITEMS
from ..learning_styles import ADVICE, names_style
from ..parts import Entry
from .problem import BAD, Problem
from .values import text_problem

Item = TypeVar("Item")

_RULE = re.compile(rf"{re.escape(RULES)}[\w-]{{1,70}}")


class Problems:
    """What was found so far, and what many keys of a preset ask: whether something is a name, a list, a text."""

    def __init__(self, found: Iterable[Problem], own: Mapping[str, type[Attribute]]) -> None:
        self.found = list(found)
        self.own = own

    def say(self, code: str, message: str, path: Path, **rest: Any) -> None:
        self.found.append(Problem(code, message, path, **rest))

    def text(self, value: Any, path: Path, most: int) -> str | None:
        """`value` where it is a text of at most `most` characters; says so where it is none."""
        if problem := text_problem(path, value, most):
            self.found.append(problem)
            return None
        return value if isinstance(value, str) else None

    def one_of(self, value: Any, key: str, known: tuple[Item, ...]) -> Item | None:
        """The one of `known` that `value` is."""
        if value is None or value is BAD:
            return None
        names = [str(name) for name in known]
        if str(value).strip().lower() in names:
            return known[names.index(str(value).strip().lower())]
        message = f"{shown(value)} is not a value of `{key}`.{did_you_mean(value, names)} It takes {', '.join(names)}."
        self.say("PED003", message, (key,))
        return None

    def slug(self, value: Any, path: Path, *, key: bool = False, rules: Iterable[Entry] | None = ()) -> bool:
        """Whether `value` names an attribute, or a rule unless `rules` is None; says so where it does not.

        A rule's name is not known before all layers are together; `rules` are those that are near at hand.
        """
        known = (*attribute_slugs(), *self.own)
        if isinstance(value, str) and (value in known or (rules is not None and re.fullmatch(_RULE, value))):
            return True
        if value is BAD:
            return False
        if not isinstance(value, str):
            self.say("PED003", f"{shown(value)} is not the name of an attribute. Write one, such as praise.", path)
            return False
        named = [entry.attribute.known_as for entry in rules or ()]
        near = f" Did you mean '{RULES}{value}'?" if f"{RULES}{value}" in named else did_you_mean(value, known)
        message = f"There is no attribute {shown(value)}.{near} `pedagogy-prompts list attributes` shows all of them."
        if names_style(value.replace("_", " ")):
            message = f"There is no attribute {shown(value)}. {ADVICE}"
        self.say("PED002", message, path, key=key, args={"name": value})
        return False

    def items(self, value: Any, path: Path, *, alone: bool = False) -> list[Any]:
        """The items of a list; of a single value where it may stand `alone`."""
        if value is None or value is BAD:
            return []
        if isinstance(value, list):
            if len(value) > MAX_ITEMS:
                self.say("PED003", f"`{path[-1]}` has {len(value)} items; at most {MAX_ITEMS} fit.", path)
                return []
            return value
        if alone and isinstance(value, str):
            return [value]
        self.say("PED003", f"`{path[0]}` takes a list: write each item in a line of its own, after `- `.", path)
        return []
