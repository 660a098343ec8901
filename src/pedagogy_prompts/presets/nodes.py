"""The parts of a YAML text, each with where it stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from ..base.inline import scalar
from .reading.events import events
from .reading.problem import MAX_NODES

BETWEEN = re.compile(r"(?:\s|#[^\r\n]*)*")
COLON = re.compile(r"\s*:")
HEADER = re.compile("[|>][-+0-9]*")


@dataclass(slots=True, eq=False)
class Node:
    """A part of the text: its anchor from `start` to `head`, the rest from `body` to `end`."""

    kind: Literal["document", "mapping", "list", "scalar", "alias"]
    start: int
    head: int
    body: int
    end: int
    inside: bool = False  # of brackets
    flow: bool = False  # in brackets of its own
    value: Any = None
    items: list[Node] = field(default_factory=list)  # of a mapping key, value, key ...; of an alias what it repeats

    def parts(self) -> Iterator[Node]:
        """The node and all that is written in it."""
        yield self
        for item in self.items if self.kind != "alias" else ():
            yield from item.parts()

    def find(self, step: str | int) -> int:
        """The index in `items` of the value that a step leads to, -1 where there is none."""
        if self.kind == "mapping":
            return next((at for at in range(1, len(self.items), 2) if data_of(self.items[at - 1]) == step), -1)
        return int(step) if has(self.items, step) else -1

    def begin(self, text: str, at: int) -> int:
        """Where the item of `items[at]` begins: at its key, its dash or itself."""
        if self.kind == "mapping":
            return self.items[at - 1].start
        if self.flow:
            return self.items[at].start
        return skip(BETWEEN, text, self.items[at - 1].end) if at else self.body


def tree(text: str) -> Node:
    """The nodes of the only document. Made from events: ruamel.yaml's nodes do not tell where an alias stands."""
    top = Node("document", 0, 0, 0, len(text))
    open_, anchors, documents, nodes = [top], dict[str, Node](), 0, 0
    for event in events(text):
        documents += isinstance(event, DocumentStartEvent)
        if documents > 1:
            raise LookupError("it holds a second document.")
        if isinstance(event, CollectionEndEvent):
            node = open_.pop()
            node.end = event.end_mark.index if node.flow and text[node.body] in "{[" else node.items[-1].end
        if not isinstance(event, NodeEvent):
            continue
        nodes += 1
        if nodes > MAX_NODES:
            raise LookupError(f"it holds more than {MAX_NODES:,} names and values.")
        node = _node(text, event, open_[-1])
        if node.kind == "alias":
            found = anchors.get(event.anchor)
            if found is None or found in open_:
                raise LookupError(f"*{event.anchor} repeats nothing that is complete.")
            node.items = [found]
        elif event.anchor is not None:
            anchors[event.anchor] = node
        if open_ != [top] or node.end > node.start or node.kind != "scalar":
            open_[-1].items.append(node)
        if node.kind in ("list", "mapping"):
            open_.append(node)
    return top


def _node(text: str, event: Any, parent: Node) -> Node:
    """The node that an event begins."""
    start, end = event.start_mark.index, event.end_mark.index
    if isinstance(event, AliasEvent):
        return Node("alias", start, start, start, end, parent.flow)
    head = body = start if event.anchor is None else start + 1 + len(event.anchor)
    if not isinstance(event, ScalarEvent):
        kind: Literal["mapping", "list"] = "mapping" if isinstance(event, MappingStartEvent) else "list"
        return Node(kind, start, head, skip(BETWEEN, text, body), end, parent.flow, bool(event.flow_style))
    if event.value or event.style:
        body = skip(BETWEEN, text, body)
    plain = event.style is None and event.implicit[0]
    if text[body : body + 1] in ("|", ">") and event.style:
        # Blank lines at its end belong to it only where the header says so; the last line end never does.
        written = text[start:end]
        kept = "+" in text[body : skip(HEADER, text, body)]
        end = start + len(re.sub(r"(?:\r\n|\n|\r)\Z", "", written) if kept else written.rstrip())
    elif start == end and parent.kind == "mapping" and len(parent.items) % 2:
        # ruamel.yaml puts it where the next part begins; {a} has no colon.
        start = head = body = end = skip(COLON, text, parent.items[-1].end)
    return Node("scalar", start, head, body, end, parent.flow, value=scalar(event.value) if plain else event.value)


def data_of(node: Node) -> Any:
    """What a node means, in values of its own; what a mapping merges comes first."""
    if node.kind in ("document", "list"):
        return [data_of(item) for item in node.items]
    if node.kind == "alias":
        return data_of(node.items[0])
    if node.kind == "scalar":
        return node.value
    own: dict[Any, Any] = {}
    merged: dict[Any, Any] = {}
    for key, part in zip(node.items[::2], node.items[1::2], strict=True):
        name, value = data_of(key), data_of(part)
        if name == "<<" and key.end - key.body == 2:  # without quotes
            for given in value if isinstance(value, list) else [value]:
                merged = {**given, **merged}
        else:
            own.setdefault(repr(name) if isinstance(name, dict | list) else name, value)
    return merged | own


def skip(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where a pattern ends that begins here."""
    found = pattern.match(text, at)
    return found.end() if found else at


def has(data: Any, step: str | int) -> bool:
    """Whether a step leads from plain data to something in it."""
    if isinstance(data, list):
        return isinstance(step, int) and 0 <= step < len(data)
    return isinstance(data, dict) and step in data
