"""What is wrong with a preset, collected while it is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from ...attributes.kit.attribute import RULES, Attribute, attribute_slugs
from ...base.inline import shown
from ...base.path import Path
from ...reports.saying import Sentences
from ..context import MAX_ITEMS
from ..learning_styles import advice, names_style
from ..parts import Entry
from .near import near
from .problem import BAD, Problem
from .values import text_problem

_say = Sentences("presets/reading")

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
        hint = near(value, names)
        self.say("PED003", _say("PED003.one_of", value=shown(value), name=key, near=hint, takes=names), (key,))
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
            self.say("PED003", _say("PED003.no_attribute", value=shown(value)), path)
            return False
        named = [entry.attribute.known_as for entry in rules or ()]
        rule = f"{RULES}{value}"
        hint = _say("parts.reading.one", first=repr(rule)) if rule in named else near(value, known)
        message = _say("PED002.attribute", name=shown(value), near=hint)
        if names_style(value.replace("_", " ")):
            message = _say("PED002.style", name=shown(value), advice=advice())
        self.say("PED002", message, path, key=key, args={"name": value})
        return False

    def items(self, value: Any, path: Path, *, alone: bool = False) -> list[Any]:
        """The items of a list; of a single value where it may stand `alone`."""
        if value is None or value is BAD:
            return []
        if isinstance(value, list):
            if len(value) > MAX_ITEMS:
                self.say("PED003", _say("PED003.items", name=path[-1], count=len(value), limit=MAX_ITEMS), path)
                return []
            return value
        if alone and isinstance(value, str):
            return [value]
        self.say("PED003", _say("PED003.takes_list", name=path[0]), path)
        return []
