"""The budget of a preset being read."""

from __future__ import annotations

from typing import Any

from ...base.inline import shown
from ...base.path import Path
from ...norms.spelling import did_you_mean
from ..budget import AMOUNTS, Budget
from .problem import BAD, has_bad
from .problems import Problems

_BUDGET = "Write `budget: {tokens: 800}`."
_NUMBERS = {"tokens": 1, "characters": 1, "reserve": 0, "learner_reserve": 0, "step": 1, "window": 1}
"""The whole numbers of a budget, and the least each may be."""


def read_budget(value: Any, problems: Problems) -> Budget | None:
    """The budget that a preset writes; None where there is none, or where something is wrong with it."""
    if value is None or value is BAD:
        return None
    before = len(problems.found)
    if not isinstance(value, dict):
        return Budget(value) if _number(value, ("budget",), 1, problems) else None
    fields: dict[str, Any] = {}
    for name, part in value.items():
        path = ("budget", name)
        if name in _NUMBERS:
            _number(part, path, _NUMBERS[name], problems)
        elif name == "share":
            _share(part, path, problems)
        elif name == "required":
            part = tuple(problems.items(part, path, alone=True))
            for i, slug in enumerate(part):
                problems.slug(slug, (*path, i))
        elif name in ("priority", "keep_with"):
            _by_attribute(part, path, problems)
        else:
            known = tuple(Budget.__dataclass_fields__)
            message = f"A budget has no '{shown(name)[1:-1]}'.{did_you_mean(name, known)} It takes {', '.join(known)}."
            problems.say("PED002", message, path, key=True)
        fields[name] = part
    if len({"tokens", "characters", "share"} & {*value}) != 1:
        problems.say("PED003", f"A budget is {AMOUNTS}. {_BUDGET}", ("budget",))
    return Budget(**fields) if len(problems.found) == before and not has_bad(value) else None


def _number(value: Any, path: Path, least: int, problems: Problems) -> bool:
    if value is BAD or (isinstance(value, int) and not isinstance(value, bool) and value >= least):
        return value is not BAD
    hint = " Write it without quotes." if isinstance(value, str) and value.isdecimal() else ""
    words = f"{shown(value)} is not a value of `{path[-1]}`.{hint} It takes a whole number, at least {least}"
    problems.say("PED003", f"{words}: `budget: {{tokens: 800}}`.", path, args={"value": shown(value)})
    return False


def _share(value: Any, path: Path, problems: Problems) -> None:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if value is not BAD and not (number and 0 < value <= 1):
        message = f"{shown(value)} is not a share of the context window. It takes a number above 0, at most 1: 0.1."
        problems.say("PED003", message, path)


def _by_attribute(value: Any, path: Path, problems: Problems) -> None:
    if not isinstance(value, dict):
        if value is not BAD:
            problems.say(
                "PED003", f"`{path[-1]}` takes names of attributes with a value each, not {shown(value)}.", path
            )
        return
    for slug, part in value.items():
        problems.slug(slug, (*path, slug), key=True)
        if path[-1] == "keep_with":
            problems.slug(part, (*path, slug))
        elif part is not BAD and (isinstance(part, bool) or not isinstance(part, int) or not 1 <= part <= 9):
            message = f"{shown(part)} is not a priority. It takes a whole number from 1 to 9."
            problems.say("PED003", message, (*path, slug))
