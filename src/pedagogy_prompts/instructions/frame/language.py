"""What a frame may say beside what words may: blocks, macros, and the name of the frame it begins from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import FunctionLoader, Template, Undefined, nodes
from jinja2.filters import do_title
from jinja2.runtime import Context

from ...base.inline import shown
from ...wording.effort import BrokenStringError, Effort, one_error
from ...wording.language import Language, text
from ..section import BLOCKS, STYLES
from .shipped import shipped

_MOST_STEPS, _A_SECTION = 10_000, 200
"""How many steps a frame may take, and how many more for each section it writes."""


def _said(value: Any) -> str:
    if not isinstance(value, str | int | Undefined):  # which Jinja tells itself, or has no more to say
        raise BrokenStringError(f"{shown(value, 40)} is no text")
    return str(value)


LANGUAGE = Language(
    {"capitalize": str.capitalize, "title": lambda text: do_title("" + text)},
    ("item", "name", "sections", "text", "title"),
    _said,
    loader=FunctionLoader(shipped),
    trim_blocks=True,
    lstrip_blocks=True,
)
MAY_USE = (
    "A frame is text with blocks, macros that call no other, `for`, `if` and the attributes and filters "
    f"{', '.join(sorted({*LANGUAGE.known_attributes, *LANGUAGE.known_filters}))}."
)


Macros = Mapping[str, nodes.Macro]


@dataclass(frozen=True, eq=False, slots=True)
class Layout:
    """A frame that was read and may be used."""

    blocks: tuple[str, ...]
    extends: str | None
    template: Template

    def write(self, name: str, groups: list[dict[str, Any]]) -> str:
        """What a block writes of these groups. Raises BrokenStringError where it cannot."""

        def render(context: Context) -> Iterator[str]:
            for block in BLOCKS:
                context.blocks.setdefault(block, []).insert(0, _nothing)
            for _ in self.template.root_render_func(context):  # for its macros and the blocks of the frame it extends
                pass
            return context.blocks[name][1](context)

        sections = sum(len(group["sections"]) for group in groups)
        return text(render, self.template, {"groups": groups}, Effort(_MOST_STEPS + _A_SECTION * sections))


def _nothing(_: Context) -> Iterator[str]:
    yield from ()


def read(source: str) -> Layout:
    """A frame as it stands. Raises BrokenStringError where it holds what none may, or text that is in no block."""
    blocks, extends = list[nodes.Block](), None
    tree = LANGUAGE.read(source)
    body, macros = _apart(tree.body, {})
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
    if extends in STYLES:  # to Jinja a macro of this frame and one of that are the same where they have one name
        _apart(tree.body, _apart(LANGUAGE.read(shipped(extends)).body, {})[1])
    for block in blocks:
        parts, callable_ = _apart(block.body, macros)
        for part in parts:
            LANGUAGE.examine(part, (*callable_, *(["super"] if extends else [])))
    with one_error():
        return Layout(tuple(block.name for block in blocks), extends, LANGUAGE.from_string(tree))


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
