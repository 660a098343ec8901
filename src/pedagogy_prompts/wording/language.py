"""What a string of a table may hold beyond holes: a small part of Jinja that calls nothing and cannot run long."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from jinja2 import nodes

MOST_CHARACTERS = 20_000
"""How long one string of a table may be."""
MOST_STEPS = 100_000
"""How often the loops of one string may go round in all."""

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
        if isinstance(node, nodes.For) and node.recursive:
            return "its loops may not call themselves"
    return None


def steps(template: nodes.Template, values: Mapping[str, Any]) -> int:
    """How often its loops go round at most with these values."""
    longest = max((_longest(value) for value in values.values()), default=0)
    return int(max(longest, 1) ** _depth(template))


def _depth(node: nodes.Node) -> int:
    """How many loops stand within each other."""
    below = max((_depth(child) for child in node.iter_child_nodes()), default=0)
    return below + isinstance(node, nodes.For)


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
