"""Models that describe their fields in docstrings, read only when somebody asks.

pydantic can read them itself (`use_attribute_docstrings`), but parses the source of every class while it is imported,
which costs more than the rest of the class together.
"""

from __future__ import annotations

import ast
import inspect
import linecache
import sys
import textwrap
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise
from types import FunctionType
from typing import Any

from pydantic import BaseModel, ConfigDict


class _Signature:
    """Builds a model when its signature is asked for; pydantic then puts the real one in this place."""

    def __get__(self, instance: object, owner: type[BaseModel]) -> inspect.Signature:
        owner.model_rebuild()
        if isinstance(owner.__dict__.get("__signature__"), _Signature):
            raise AttributeError("__signature__")
        return owner.__signature__


class Documented(BaseModel):
    """A model whose JSON schema describes each field by the docstring under it; validators are built at first use."""

    model_config = ConfigDict(defer_build=True)

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        if not cls.__pydantic_complete__:
            cls.__signature__ = _Signature()  # type: ignore[assignment]

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> dict[str, Any]:
        schema: dict[str, Any] = handler(core_schema)
        whole = handler.resolve_ref_schema(schema)
        if docs := docs_of(cls):
            whole.setdefault("description", docs)
        properties = whole.get("properties", {})
        for name, text in field_docs(cls).items():
            if name in properties:
                properties[name].setdefault("description", text)
        return schema


@cache
def docs_of(thing: type | FunctionType) -> str:
    """The docstring of a class or a function; from its source where Python was told to leave docstrings out (-OO)."""
    if thing.__doc__ is not None:
        return inspect.cleandoc(thing.__doc__)
    node = _source_of(thing)
    return (ast.get_docstring(node) if node is not None else None) or ""


@cache
def field_docs(cls: type[BaseModel]) -> dict[str, str]:
    """The docstrings under the fields of a model and its parents; none for a class without source, as in a shell."""
    found: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        if not issubclass(base, BaseModel) or base is BaseModel:
            continue
        node = _source_of(base)
        for line, below in pairwise(node.body if node is not None else ()):
            match line, below:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                    found[name] = inspect.cleandoc(text)
    return found


def _source_of(thing: type | FunctionType) -> ast.ClassDef | ast.FunctionDef | None:
    try:
        if isinstance(thing, type):
            return _classes_in(inspect.getsourcefile(thing) or "", thing.__module__).get(thing.__qualname__)
        body = ast.parse(textwrap.dedent(inspect.getsource(thing))).body
    except (OSError, TypeError, SyntaxError):
        return None
    node = body[0] if body else None
    return node if isinstance(node, ast.FunctionDef) else None


@lru_cache(maxsize=8)
def _classes_in(file: str, module: str) -> dict[str, ast.ClassDef]:
    """The classes of a file by their qualified names; `inspect` would parse it anew for each of them."""
    lines = linecache.getlines(file, vars(sys.modules[module]) if module in sys.modules else None)
    found: dict[str, ast.ClassDef] = {}

    def collect(nodes: Iterable[ast.AST], above: str) -> None:
        for node in nodes:
            match node:
                case ast.ClassDef():
                    found[above + node.name] = node  # of several of a name the last one counts, as in the module
                    collect(node.body, f"{above}{node.name}.")
                case ast.FunctionDef() | ast.AsyncFunctionDef():
                    collect(node.body, f"{above}{node.name}.<locals>.")
                case _:
                    collect(ast.iter_child_nodes(node), above)

    collect(ast.parse("".join(lines)).body, "")
    return found
