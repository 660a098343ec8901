"""What an author says in their own words, each rule a sentence or a mapping."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...attributes.kit.rule import MAX_RULE, Rule
from ...base.path import Path
from ...reports.saying import Sentences
from ..parts import Entry, Origin
from .near import near
from .problem import BAD, Position, Problem
from .problems import Problems
from .values import text_problem, validated

_say = Sentences("presets/reading")


def read_rules(
    value: Any, problems: Problems, label: str | None, positions: dict[Path, Position], before: tuple[Entry, ...]
) -> tuple[Entry, ...]:
    """The rules of one preset; `before` are those it inherits, `label` is how findings call it."""
    inherited = {entry.attribute.known_as for entry in before}
    found: list[Entry] = []
    ids: set[str] = set()
    for i, item in enumerate(problems.items(value, ("rules",))):
        path = ("rules", i)
        rule = _sentence(item, path, problems) if not isinstance(item, dict) else _mapping(item, path, problems)
        if rule is None:
            continue
        if rule.id is not None and rule.id in ids:
            problems.say("PED003", _say("PED003.same_id", name=rule.id), path)
        ids.add(rule.id or "")
        changes = rule.known_as in inherited
        found.append(Entry(rule, Origin(label, path, positions, changes, mapping=isinstance(item, dict))))
    return tuple(found)


def _sentence(item: Any, path: Path, problems: Problems) -> Rule | None:
    if problem := text_problem(path, item, MAX_RULE):
        problems.found.append(problem)
        return None
    if item is BAD:
        return None
    rule, found = validated(Rule, {"say": item}, path)
    problems.found += [replace(one, path=path) for one in found]
    return rule


def _mapping(item: Mapping[str, Any], path: Path, problems: Problems) -> Rule | None:
    names = [name for name in item if name in Rule.model_fields]
    if len(item) == 1 and not names and not near(next(iter(item)), Rule.model_fields):
        problems.found.append(Problem("PED003", _say("PED003.colon"), path))
        return None
    rule, found = validated(Rule, item, path)
    if any(one.code == "PED002" and "Did you mean 'say'" in one.message for one in found):
        found = [one for one in found if one.path != (*path, "say")]
    problems.found += found
    return rule
