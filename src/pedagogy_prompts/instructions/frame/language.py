"""What a frame may say: a small part of Jinja in which no template runs long, calls code or alters a text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NoReturn

from jinja2 import nodes

from ...base.errors import PedagogyError
from ...norms.spelling import did_you_mean

MOST_CHARACTERS = 20_000
"""How long a frame may be."""

MOST_STEPS = 1_000_000
"""How many steps a frame may take at most, counted before it is run."""

FILTERS = ("capitalize", "first", "last", "length", "lower", "title", "trim", "upper")
ATTRIBUTES = (
    "first", "index", "index0", "item", "last", "length", "name", "nextitem", "previtem", "sections", "text", "title",
)  # fmt: skip
_LOOP = 50  # more groups, or sections in a group, than a usual instruction has
_TAGS = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Block, nodes.Extends, nodes.For, nodes.If, nodes.Macro,
    nodes.CondExpr, nodes.Name, nodes.Getattr, nodes.Const, nodes.Compare, nodes.Operand, nodes.Not, nodes.And,
    nodes.Or, nodes.Filter, nodes.Call, nodes.List, nodes.Tuple,
)  # fmt: skip


def examine(template: nodes.Template) -> None:
    """Raise PedagogyError where a frame holds something else than frames may hold."""
    reader = _Reader()
    if reader.steps(template) > MOST_STEPS:
        raise PedagogyError("The frame loops too often within its loops: go through groups and their sections once.")


class _Reader:
    """Reads a frame from top to bottom and adds up its steps. A macro is known below its end, so none calls itself."""

    def __init__(self) -> None:
        self.macros: dict[str, int] = {}

    def steps(self, node: nodes.Node) -> int:
        """How many steps a part takes at most."""
        if not isinstance(node, _TAGS):
            _refuse(node, f"`{type(node).__name__.lower()}`")
        if isinstance(node, nodes.Call):
            return self._call(node)
        if isinstance(node, nodes.Getattr) and node.attr not in ATTRIBUTES:
            _refuse(node, f"`.{node.attr}`", did_you_mean(node.attr, ATTRIBUTES))
        if isinstance(node, nodes.Filter) and node.name not in FILTERS:
            _refuse(node, f"the filter `{node.name}`", did_you_mean(node.name, FILTERS))
        if isinstance(node, nodes.Name) and node.ctx != "load" and node.name in (*self.macros, "loop"):
            _refuse(node, f"the name `{node.name}` for two things")
        inner = 1 + sum(self.steps(child) for child in node.iter_child_nodes())
        if isinstance(node, nodes.For):
            return _LOOP * inner
        if isinstance(node, nodes.Macro):
            if node.name in self.macros:
                _refuse(node, f"the name `{node.name}` for two things")
            self.macros[node.name] = inner
        return inner

    def _call(self, node: nodes.Call) -> int:
        called, plain = node.node, not (node.kwargs or node.dyn_args or node.dyn_kwargs)
        if plain and all(_is_path(argument) for argument in node.args):
            if isinstance(called, nodes.Name) and called.name in self.macros:
                return 1 + self.macros[called.name] + sum(map(self.steps, node.args))
            if isinstance(called, nodes.Name) and called.name == "super" and not node.args:
                return _LOOP * _LOOP
            if isinstance(called, nodes.Getattr) and called.attr == "changed" and _is_name(called.node, "loop"):
                return 1 + sum(map(self.steps, node.args))
        return _refuse(node, "this call")


def _is_path(node: nodes.Node) -> bool:
    """Whether it is a constant, a name or an attribute of one: what is handed on never grows."""
    return isinstance(node, nodes.Const | nodes.Name) or (isinstance(node, nodes.Getattr) and _is_path(node.node))


def _is_name(node: nodes.Node, name: str) -> bool:
    return isinstance(node, nodes.Name) and node.name == name


def _refuse(node: nodes.Node, what: str, meant: str = "") -> NoReturn:
    raise PedagogyError(
        f"The frame may not use {what} (line {node.lineno}).{meant} A frame is text with blocks, macros, `for`, `if` "
        f"and the attributes and filters {', '.join((*ATTRIBUTES, *FILTERS))}."
    )


def block_names(template: nodes.Template) -> Iterator[str]:
    """The blocks that a frame has."""
    for block in template.find_all(nodes.Block):
        yield block.name
