"""What a frame may say beside what words may: blocks, macros, and the name of the frame it begins from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from jinja2 import nodes
from jinja2.filters import do_title

from ...base.inline import shown
from ...wording.effort import BrokenStringError, Effort
from ...wording.language import FILTERS, LOOP, Called, Following, Language

_MOST_STEPS, _A_SECTION = 10_000, 200
"""How many steps a frame may take, and how many more for each section it writes."""


def _parts(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _said(value: Any) -> str:
    if not isinstance(value, str | int):
        raise BrokenStringError(f"{shown(value, 40)} is no text")
    return str(value)


LANGUAGE = Language(
    {"capitalize": str.capitalize, "title": do_title},
    ("item", "name", "sections", "text", "title"),
    _parts,
    _said,
    trims=True,
)
MAY_USE = (
    "A frame is text with blocks, macros that call no other, `for`, `if` and the attributes and filters "
    f"{', '.join(sorted({*LANGUAGE.attributes, *LOOP, *FILTERS, *LANGUAGE.filters}))}."
)


Macros = Mapping[str, nodes.Macro]


@dataclass(frozen=True, eq=False, slots=True)
class Layout:
    """A frame that was read and may be used."""

    blocks: Mapping[str, tuple[Sequence[nodes.Node], Macros]]
    """The parts of each block, and what these may call."""
    extends: str | None

    def write(self, name: str, groups: list[dict[str, Any]], above: Layout | None) -> str:
        """What a block writes of these groups; `above` is the frame that this one extends.

        Raises BrokenStringError where it cannot.
        """
        sections = sum(len(group["sections"]) for group in groups)
        return self._write(name, groups, above, Effort(_MOST_STEPS + _A_SECTION * sections))

    def _write(self, name: str, groups: list[dict[str, Any]], above: Layout | None, effort: Effort) -> str:
        def given(asked: str) -> Any:
            if asked != "groups":
                raise BrokenStringError(f"'{asked}' is undefined")
            return groups

        def usual(*_: Any) -> str:
            assert above is not None
            return above._write(name, groups, None, effort)

        if name not in self.blocks:
            return usual()
        body, macros = self.blocks[name]
        calls: dict[str, Called] = {called: partial(_called, macro) for called, macro in macros.items()}
        return Following(LANGUAGE, effort, given, {**calls, "super": usual}).text(body)


def _called(macro: nodes.Macro, following: Following, arguments: list[Any]) -> str:
    names = [argument.name for argument in macro.args]
    if len(arguments) != len(names):
        raise BrokenStringError(f"`{macro.name}` takes {len(names)} values, not {len(arguments)}")
    return following.text(macro.body, dict(zip(names, arguments, strict=True)))


def read(source: str) -> Layout:
    """A frame as it stands. Raises BrokenStringError where it holds what none may, or text that is in no block."""
    blocks, extends = list[nodes.Block](), None
    body, macros = _apart(LANGUAGE.read(source).body, {})
    for node in body:
        match node:
            case nodes.Extends(template=nodes.Const(value=str(named))) if not (extends or blocks):
                extends = named
            case nodes.Block():
                blocks.append(node)
            case _:
                LANGUAGE.examine(node)
                if outside := _outside(node):
                    raise BrokenStringError(
                        f"{shown(outside)} stands in no block of the frame, and so in no part of the text. Put it into "
                        "one"
                    )
    found = {block.name: _apart(block.body, macros) for block in blocks}
    for parts, callable_ in found.values():
        for part in parts:
            LANGUAGE.examine(part, (*callable_, *(["super"] if extends else [])))
    return Layout(found, extends)


def _apart(body: Iterable[nodes.Node], around: Macros) -> tuple[list[nodes.Node], Macros]:
    """The parts that are no macros, and the macros, with those from around."""
    parts, macros = list[nodes.Node](), dict(around)
    for node in body:
        if isinstance(node, nodes.Macro):
            names = [node.name, *(argument.name for argument in node.args)]
            if len({*names, "loop"}) <= len(names) or node.name in macros or node.defaults:
                raise BrokenStringError(
                    f"the macro `{node.name}` (line {node.lineno}) has one name for two things, or a value for a name: "
                    "give each another name, and each value where it is called"
                )
            for part in node.body:
                LANGUAGE.examine(part)
            macros[node.name] = node
        else:
            parts.append(node)
    return parts, macros


def _outside(node: nodes.Node) -> str:
    """What a part beside the blocks would say first."""
    if not isinstance(node, nodes.Output):
        return f"{{% {type(node).__name__.lower()} ... %}}"
    texts = (part.data if isinstance(part, nodes.TemplateData) else "{{ ... }}" for part in node.nodes)
    return "".join(texts).strip().partition("\n")[0]
