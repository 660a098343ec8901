"""What an author worded, in other words that keep what it is for: without an address, or with another number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from ...attributes.kit.attribute import Attribute
from ...attributes.kit.links import without_link
from ...wording.joins import Joins

_MOST = 12
"""The greatest number that is tried."""


def unlinked(attribute: Attribute) -> Iterator[tuple[str, Any]]:
    """The parameters whose texts hold an address, each without it."""
    for name in attribute.free_text:
        now = attribute.as_written(name)
        if (value := _each(now, without_link)) != now:
            yield name, value


def renumbered(rule: Attribute, joins: Joins) -> Iterator[tuple[dict[str, Any], int]]:
    """A rule's sentence and meaning with another number, where the sentence has it once, and how far away that is."""
    said, means = rule.as_written("say"), rule.as_written("means")
    numbers = range(1, _MOST + 1) if "brief" not in rule.model_fields_set else ()
    for now in numbers:
        told = re.compile(rf"\b(?:{now}|{re.escape(joins.number(now))})\b", re.I)
        meant = re.compile(rf"(?<![\w.,-]){now}(?![\w.,-]*\d)")
        found = told.findall(said)
        for number in numbers if len(found) == 1 else ():
            word = str(number) if found[0].isdigit() else joins.number(number)
            words = told.sub(joins.begun(word) if found[0][0].isupper() else word, said)
            values = {"say": words, "means": _each(means, partial(meant.sub, str(number)))}
            if values["means"] != means:
                yield values, abs(number - now)


def _each(value: Any, change: Callable[[str], str]) -> Any:
    """A value with each of its texts changed, and each number as if it were one."""
    if isinstance(value, str):
        return change(value)
    if type(value) is int:
        return int(change(str(value)))
    if isinstance(value, Mapping):
        return {key: _each(one, change) for key, one in value.items()}
    return [_each(one, change) for one in value] if isinstance(value, list) else value
