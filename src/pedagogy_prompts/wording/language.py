"""What words and frames may hold beyond holes: a small part of Jinja, which Jinja compiles and renders.

Here a template is examined before, so that it calls nothing and reaches into nothing but what it is given; what it does
is counted while Jinja does it; and whatever is wrong with it is one error.
"""

from __future__ import annotations

import operator
import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from inspect import isroutine
from typing import Any, ClassVar, NoReturn

from jinja2 import StrictUndefined, Template, nodes, pass_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from ..base.inline import shown
from ..norms.spelling import did_you_mean
from .effort import MOST_CHARACTERS, BrokenStringError, Effort, Said, filtered, one_error, weight

MOST_DEPTH = 20
"""How many parts of a template may stand within one another."""
LOOP = ("changed", "first", "index", "index0", "last", "length", "nextitem", "previtem")
"""What a loop tells, of itself and of its neighbours."""
FILTERS: Mapping[str, Callable[..., Any]] = {
    "first": operator.itemgetter(0),
    "last": operator.itemgetter(-1),
    "length": len,
    "lower": str.lower,
    "trim": str.strip,
    "upper": str.upper,
}
"""Filters that every language has."""

_KINDS = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.CondExpr, nodes.Name, nodes.Getattr,
    nodes.Const, nodes.Compare, nodes.Operand, nodes.Not, nodes.And, nodes.Or, nodes.Filter, nodes.Call, nodes.List,
    nodes.Tuple,
)  # fmt: skip

_EFFORT = "its effort"  # no name that a template can write, as are those of the filters that count


class _Counting(NodeTransformer):
    """Puts in a template what counts it: each time a body is gone through, what is looped through and what compared."""

    def visit_body(self, node: Any) -> Any:
        steps = nodes.Const(_steps(node))
        self.generic_visit(node)
        node.body.insert(0, nodes.ExprStmt(_put(steps, "taken one by one")))
        return node

    visit_Template = visit_Block = visit_Macro = visit_body

    def visit_For(self, node: nodes.For) -> nodes.Node:
        steps = _steps(node)
        self.generic_visit(node)
        node.iter = _put(node.iter, "looped through", steps, node.lineno)
        return node

    def visit_Operand(self, node: Any) -> nodes.Node:
        node.expr = _put(node.expr, "compared with")
        return self.generic_visit(node)

    visit_Compare = visit_Operand

    def visit_Const(self, node: nodes.Const) -> nodes.Node:
        if isinstance(node.value, float):
            node.value = min(node.value, sys.float_info.max)  # Jinja writes `inf`, which Python does not know
        return node


def _steps(node: nodes.Node) -> int:
    return sum(1 + weight(getattr(part, "data", None)) for part in node.find_all(nodes.Node))


def _put(node: Any, through: str, *arguments: int) -> nodes.Filter:
    return nodes.Filter(node, through, [nodes.Const(one) for one in arguments], [], None, None)


class _Generator(CodeGenerator):
    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        super().visit_Template(_Counting().visit(node), frame)


def _taken(context: Context, steps: int) -> None:
    context[_EFFORT].take(steps)


def _looped(context: Context, many: Any, steps: int, line: int) -> Any:
    if not isinstance(many, list | tuple):
        raise BrokenStringError(f"`for` goes through a list, not through {shown(many, 40)} (line {line})")
    context[_EFFORT].take(len(many) * steps)
    return many


def _compared(context: Context, value: Any) -> Any:
    context[_EFFORT].take(weight(value))
    return value


_COUNTING: Mapping[str, Callable[..., Any]] = {
    "taken one by one": _taken,
    "looped through": _looped,
    "compared with": _compared,
}


def _counted(name: str, through: Callable[..., Any]) -> Callable[..., Any]:
    return pass_context(lambda context, value, *more: filtered(name, through, value, more, context[_EFFORT]))


class Language(ImmutableSandboxedEnvironment):
    """What one kind of templates has of its own: filters, attributes, and how a value is written."""

    code_generator_class: ClassVar[type[CodeGenerator]] = _Generator  # type: ignore[misc]

    def __init__(
        self,
        filters: Mapping[str, Callable[..., Any]],
        attributes: Iterable[str],
        said: Callable[[Any], str],
        **more: Any,
    ) -> None:
        @pass_context
        def finalize(context: Context, value: Any) -> str:
            context[_EFFORT].handle(value)
            return said(value)

        super().__init__(undefined=StrictUndefined, optimized=False, finalize=finalize, **more)
        self.globals.clear()
        self.known_filters, self.known_attributes = {**FILTERS, **filters}, (*attributes, *LOOP)
        self.filters = {name: _counted(name, through) for name, through in self.known_filters.items()}
        self.filters.update({name: pass_context(counts) for name, counts in _COUNTING.items()})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Methods are no attributes, but for that of a loop."""
        return super().is_safe_attribute(obj, attr, value) and (attr == "changed" or not isroutine(value))

    def read(self, source: str) -> nodes.Template:
        """A template as a tree, for `examine`. Raises BrokenStringError for what Jinja cannot read."""
        if len(source) > MOST_CHARACTERS:
            raise BrokenStringError(f"it has {len(source):,} characters; {MOST_CHARACTERS:,} are the most")
        with one_error():
            return self.parse(source)

    def examine(self, node: nodes.Node, calls: Collection[str] = (), depth: int = 0) -> None:
        """Raise BrokenStringError where a tree holds something else than it may; `calls` are names it may call."""
        if not isinstance(node, _KINDS):
            _refuse(node, f"`{type(node).__name__.lower()}`")
        if depth > MOST_DEPTH:
            raise BrokenStringError(f"it is nested too deeply (line {node.lineno}): {MOST_DEPTH} parts are the most")
        match node:
            case nodes.Getattr() if node.attr not in self.known_attributes:
                _refuse(node, f"`.{node.attr}`", did_you_mean(node.attr, self.known_attributes))
            case nodes.Filter() if node.name not in self.known_filters:
                _refuse(node, f"the filter `{node.name}`", did_you_mean(node.name, self.known_filters))
            case nodes.Filter() | nodes.Call() if node.dyn_args or node.dyn_kwargs:
                _refuse(node, "arguments other than one by one")
            case nodes.Call(node=nodes.Getattr(node=nodes.Name(name="loop"), attr="changed")):
                pass
            case nodes.Call() if not (isinstance(node.node, nodes.Name) and node.node.name in calls):
                _refuse(node, "this call")
            case nodes.For() if node.recursive or not isinstance(node.target, nodes.Name):
                _refuse(node, "a loop other than `for one in many`")
            case nodes.Name(name="self"):
                _refuse(node, "`self`")
            case nodes.Name(ctx="store" | "param") if node.name in (*calls, "loop"):
                _refuse(node, f"the name `{node.name}` for two things")
        for child in node.iter_child_nodes():
            self.examine(child, calls, depth + 1)


def text(
    render: Callable[[Context], Iterable[str]], template: Template, values: Mapping[str, Any], effort: Effort
) -> str:
    """What a template says of these values where `render` renders it. Raises BrokenStringError where it cannot."""
    said = Said(effort)
    with one_error():
        for piece in render(template.new_context({**values, _EFFORT: effort})):
            said.add(piece)
    return said.text()


def _refuse(node: nodes.Node, what: str, meant: str = "") -> NoReturn:
    raise BrokenStringError(f"it may not use {what} (line {node.lineno}{meant and '.'}{meant})")
