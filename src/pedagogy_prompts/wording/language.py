"""What words and frames may hold beyond holes: a small part of Jinja, read by its parser and followed here.

Nothing of it becomes Python: what is not known here is refused, so a template calls nothing and reaches into nothing
but what it is given, and each of its steps is counted as it is taken.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NoReturn

from jinja2 import Environment, TemplateSyntaxError, nodes

from ..base.inline import shown
from ..norms.spelling import did_you_mean
from .effort import MOST_CHARACTERS, BrokenStringError, Effort, Said, filtered

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

_COMPARED: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq, "ne": operator.ne, "lt": operator.lt, "lteq": operator.le, "gt": operator.gt,
    "gteq": operator.ge, "in": lambda one, many: one in many, "notin": lambda one, many: one not in many,
}  # fmt: skip
_KINDS = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.CondExpr, nodes.Name, nodes.Getattr,
    nodes.Const, nodes.Compare, nodes.Operand, nodes.Not, nodes.And, nodes.Or, nodes.Filter, nodes.Call, nodes.List,
    nodes.Tuple,
)  # fmt: skip

Names = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Language:
    """What one kind of templates has of its own."""

    filters: Mapping[str, Callable[..., Any]]
    attributes: tuple[str, ...]
    parts: Callable[[Any], Mapping[str, Any]]
    """What `.name` finds in a value."""
    said: Callable[[Any], str]
    """A value as it is written."""
    trims: bool = False
    """Whether the line that ends with a tag is not written."""

    def read(self, source: str) -> nodes.Template:
        """A template as a tree. Raises BrokenStringError for what Jinja cannot read."""
        if len(source) > MOST_CHARACTERS:
            raise BrokenStringError(f"it has {len(source):,} characters; {MOST_CHARACTERS:,} are the most")
        try:
            return _jinja(self.trims).parse(source)
        except TemplateSyntaxError as error:
            raise BrokenStringError(f"{error.message} (line {error.lineno})") from error
        except RecursionError as error:
            raise BrokenStringError("it is nested too deeply") from error
        except ValueError as error:
            raise BrokenStringError("a number in it is too long") from error

    def examine(self, node: nodes.Node, calls: Collection[str] = (), depth: int = 0) -> None:
        """Raise BrokenStringError where a tree holds something else than it may; `calls` are names it may call."""
        if not isinstance(node, _KINDS):
            _refuse(node, f"`{type(node).__name__.lower()}`")
        if depth > MOST_DEPTH:
            raise BrokenStringError(f"it is nested too deeply (line {node.lineno}): {MOST_DEPTH} parts are the most")
        match node:
            case nodes.Getattr() if node.attr not in (known := (*self.attributes, *LOOP)):
                _refuse(node, f"`.{node.attr}`", did_you_mean(node.attr, known))
            case nodes.Filter() if node.name not in (filters := {**FILTERS, **self.filters}):
                _refuse(node, f"the filter `{node.name}`", did_you_mean(node.name, filters))
            case nodes.Filter() | nodes.Call() if node.dyn_args or node.dyn_kwargs:
                _refuse(node, "arguments other than one by one")
            case nodes.Call() if not (_changed(node) or _called(node) in calls):
                _refuse(node, "this call")
            case nodes.For() if node.recursive or not isinstance(node.target, nodes.Name):
                _refuse(node, "a loop other than `for one in many`")
            case nodes.Name(ctx="store" | "param") if node.name in (*calls, "loop"):
                _refuse(node, f"the name `{node.name}` for two things")
        for child in node.iter_child_nodes():
            self.examine(child, calls, depth + 1)


def names_of(tree: nodes.Template) -> frozenset[str]:
    """The names a template asks for."""
    found = {ctx: {name.name for name in tree.find_all(nodes.Name) if name.ctx == ctx} for ctx in ("load", "store")}
    return frozenset(found["load"] - found["store"] - {"loop"})


def _refuse(node: nodes.Node, what: str, meant: str = "") -> NoReturn:
    raise BrokenStringError(f"it may not use {what} (line {node.lineno}{meant and '.'}{meant})")


def _called(node: nodes.Call) -> str | None:
    return node.node.name if isinstance(node.node, nodes.Name) else None


def _changed(node: nodes.Call) -> bool:
    """Whether it is `loop.changed(...)`."""
    called = node.node
    return isinstance(called, nodes.Getattr) and called.attr == "changed" and _is_loop(called.node)


def _is_loop(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == "loop"


@cache
def _jinja(trims: bool) -> Environment:
    return Environment(trim_blocks=trims, lstrip_blocks=trims)


@dataclass(slots=True)
class _Loop:
    """A loop, as it is known within."""

    items: Sequence[Any]
    index0: int = 0
    before: tuple[Any, ...] | None = None
    """What `changed` was last asked of."""

    def parts(self) -> Mapping[str, Any]:
        i, items = self.index0, self.items
        around = {"previtem": items[i - 1] if i else None, "nextitem": items[i + 1] if i + 1 < len(items) else None}
        ends = {"first": i == 0, "last": i == len(items) - 1}
        return {"index0": i, "index": i + 1, "length": len(items), **ends, **around}

    def changed(self, values: tuple[Any, ...]) -> bool:
        before, self.before = self.before, values
        return before != values


Called = Callable[["Following", list[Any]], str]


@dataclass(frozen=True, eq=False, slots=True)
class Following:
    """Follows the parts of a template that was examined. Whatever Python raises in it is the template's fault."""

    language: Language
    effort: Effort
    given: Callable[[str], Any]
    """The value of a name, or what it raises for one it does not know."""
    calls: Mapping[str, Called] = field(default_factory=dict)

    def text(self, body: Iterable[nodes.Node], names: Names | None = None) -> str:
        """What these parts say."""
        said = Said(self.effort)
        self._follow(body, names or {}, said)
        return said.text()

    def _follow(self, body: Iterable[nodes.Node], names: Names, said: Said) -> None:
        for node in body:
            self.effort.take()
            match node:
                case nodes.Output():
                    for part in node.nodes:
                        if isinstance(part, nodes.TemplateData):
                            said.add(part.data)
                        else:
                            said.add(self.language.said(self._value(part, names)))
                case nodes.If():
                    self._follow(self._branch(node, names), names, said)
                case nodes.For():
                    self._go_round(node, names, said)

    def _branch(self, node: nodes.If, names: Names) -> list[nodes.Node]:
        for one in (node, *node.elif_):
            if self._value(one.test, names):
                return one.body
        return node.else_

    def _go_round(self, node: nodes.For, names: Names, said: Said) -> None:
        many, name = self._value(node.iter, names), node.target.name  # type: ignore[attr-defined]
        if not isinstance(many, list | tuple):
            raise BrokenStringError(f"`for` goes through a list, not through {shown(many, 40)} (line {node.lineno})")
        self.effort.take(len(many))
        test = node.test
        items = [one for one in many if test is None or self._value(test, {**names, name: one})]
        loop = _Loop(items)
        for loop.index0, one in enumerate(items):
            self._follow(node.body, {**names, name: one, "loop": loop}, said)
        if not items:
            self._follow(node.else_, names, said)

    def _value(self, node: nodes.Node, names: Names) -> Any:
        self.effort.take()
        match node:
            case nodes.Const():
                return node.value
            case nodes.Name():
                return names[node.name] if node.name in names else self.given(node.name)
            case nodes.Getattr():
                return self._part(self._value(node.node, names), node.attr)
            case nodes.Filter():
                return self._through(node, names)
            case nodes.Not():
                return not self._value(node.node, names)
            case nodes.And():
                return self._value(node.left, names) and self._value(node.right, names)
            case nodes.Or():
                return self._value(node.left, names) or self._value(node.right, names)
            case nodes.CondExpr():
                chosen = node.expr1 if self._value(node.test, names) else node.expr2
                return "" if chosen is None else self._value(chosen, names)
            case nodes.Compare():
                return self._compared(node, names)
            case nodes.List() | nodes.Tuple():
                return [self._value(item, names) for item in node.items]
            case nodes.Call():
                return self._call(node, names)
        raise AssertionError(node)

    def _part(self, value: Any, name: str) -> Any:
        parts = value.parts() if isinstance(value, _Loop) else self.language.parts(value)
        if name not in parts:
            raise BrokenStringError(f"{shown(value, 40)} has no attribute '{name}'")
        return parts[name]

    def _through(self, node: nodes.Filter, names: Names) -> Any:
        assert node.node is not None
        value, arguments = self._value(node.node, names), [self._value(one, names) for one in node.args]
        return filtered(node.name, {**FILTERS, **self.language.filters}[node.name], value, arguments, self.effort)

    def _compared(self, node: nodes.Compare, names: Names) -> bool:
        left = self._value(node.expr, names)
        for operand in node.ops:
            right = self._value(operand.expr, names)
            self.effort.handle(left, right)
            if not _COMPARED[operand.op](left, right):
                return False
            left = right
        return True

    def _call(self, node: nodes.Call, names: Names) -> Any:
        arguments = [self._value(one, names) for one in node.args]
        if _changed(node):
            return self._value(node.node.node, names).changed(tuple(arguments))  # type: ignore[attr-defined]
        return self.calls[_called(node) or ""](self, arguments)
