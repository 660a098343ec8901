"""What a string of a table may hold beyond holes: a small part of Jinja that calls nothing and cannot run long."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sized
from typing import Any

from jinja2 import nodes

MOST_CHARACTERS = 20_000
"""How long one string of a table may be."""
MOST_STEPS = 100_000
"""How many steps one string may take, counted before it is said."""

FILTERS = ("first", "last", "length", "lower", "trim", "upper")
"""Filters of Jinja's own that may stand beside a locale's."""
ATTRIBUTES = ("until", "first", "last", "index", "index0", "length")
"""What a condition and a loop have."""
_TAGS = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.CondExpr, nodes.Name, nodes.Getattr,
    nodes.Const, nodes.Compare, nodes.Operand, nodes.Not, nodes.And, nodes.Or, nodes.Filter,
)  # fmt: skip


def refusal(template: nodes.Template, filters: Collection[str]) -> str | None:
    """Why a string may not be used, where it holds something else than strings of tables may hold."""
    for node in (template, *template.find_all(nodes.Node)):
        if not isinstance(node, _TAGS):
            return f"it may not use `{type(node).__name__.lower()}`"
        if isinstance(node, nodes.Getattr) and (node.attr not in ATTRIBUTES or not isinstance(node.node, nodes.Name)):
            return f"it may not use `.{node.attr}`"
        if isinstance(node, nodes.Filter) and node.name not in (*filters, *FILTERS):
            return f"No filter named '{node.name}' may be used"
        if isinstance(node, nodes.For) and not isinstance(node.iter, nodes.Name):
            return "it may go only through what has a name"
    return None


def steps(template: nodes.Template, values: Mapping[str, Any]) -> int:
    """How many steps it takes at most with these values: one for each of its parts, as often as a loop goes round it.

    What goes through a text takes a step for each `_A_STEP` characters of it.
    """
    longest = max(1, *map(_longest, values.values())) if values else 1
    looped = {name.name for name in template.find_all(nodes.Name) if name.ctx == "store"}

    def taken(node: nodes.Node) -> int:
        inner = 1 + longest // _A_STEP + sum(map(taken, node.iter_child_nodes()))
        if not isinstance(node, nodes.For):
            return inner
        name = node.iter.name if isinstance(node.iter, nodes.Name) else ""
        known = name in values and name not in looped and isinstance(values[name], Sized)
        return inner * max(1, len(values[name]) if known else longest)

    return taken(template)


_A_STEP = 1_000


def _longest(value: Any) -> int:
    """The length of the longest list or text in a value."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, Mapping):
        return max([len(value), *map(_longest, value.values())])
    if isinstance(value, Iterable):
        parts = list(value)
        return max([len(parts), *map(_longest, parts)])
    return 0
