"""The budget of a preset being read."""

from __future__ import annotations

from typing import Any

from ...base.inline import shown
from ...base.path import Path
from ...reports.saying import Sentences
from ..budget import AMOUNTS, Budget
from .near import near
from .problem import BAD, has_bad
from .problems import Problems

_say = Sentences("presets/reading")

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
            hint = near(name, known)
            message = _say("PED002.budget", name=shown(name)[1:-1], near=hint, takes=list(known))
            problems.say("PED002", message, path, key=True)
        fields[name] = part
    if len({"tokens", "characters", "share"} & {*value}) != 1:
        problems.say("PED003", _say("PED003.budget", amounts=AMOUNTS), ("budget",))
    return Budget(**fields) if len(problems.found) == before and not has_bad(value) else None


def _number(value: Any, path: Path, least: int, problems: Problems) -> bool:
    if value is BAD or (isinstance(value, int) and not isinstance(value, bool) and value >= least):
        return value is not BAD
    hint = _say("parts.reading.without_quotes") if isinstance(value, str) and value.isdecimal() else ""
    message = _say("PED003.budget_number", value=shown(value), name=path[-1], hint=hint, least=least)
    problems.say("PED003", message, path, args={"value": shown(value)})
    return False


def _share(value: Any, path: Path, problems: Problems) -> None:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if value is not BAD and not (number and 0 < value <= 1):
        problems.say("PED003", _say("PED003.share", value=shown(value)), path)


def _by_attribute(value: Any, path: Path, problems: Problems) -> None:
    if not isinstance(value, dict):
        if value is not BAD:
            problems.say("PED003", _say("PED003.by_attribute", name=path[-1], value=shown(value)), path)
        return
    for slug, part in value.items():
        problems.slug(slug, (*path, slug), key=True)
        if path[-1] == "keep_with":
            problems.slug(part, (*path, slug))
        elif part is not BAD and (isinstance(part, bool) or not isinstance(part, int) or not 1 <= part <= 9):
            problems.say("PED003", _say("PED003.priority", value=shown(part)), (*path, slug))
