"""Fixes put into a preset's own text: what an edit need not change stays as the author wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from ..base.inline import inline, scalar
from ..base.path import Path
from ..reports.report import Edit
from .reading.events import events

_Change = tuple[int, int, str]
"""From where to where the text is replaced, and by what."""

_NEWLINE = re.compile("\r\n|\n|\r")
_LINE = re.compile(r"[^\r\n]*")
_COMMENT = re.compile(r"[ \t]*(?:#[^\r\n]*)?")
_BETWEEN = re.compile(r"(?:\s|#[^\r\n]*)*")
_COLON = re.compile(r"\s*:")
_HEADER = re.compile("[|>][-+0-9]*")
# ruamel.yaml lets some of its inner errors through.
_FAILURES = (YAMLError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


def mended(text: str, edits: Iterable[Edit]) -> str:
    """The YAML text with these edits made. Raises LookupError where an edit's path is not there."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    page: _Page | None = None
    for edit in edits:
        page = _edited(page or _read(text.removeprefix(mark)), edit)
    return text if page is None else mark + page.text


def applied(data: Mapping[str, Any], edits: Iterable[Edit]) -> dict[str, Any]:
    """A copy of plain data with these edits made. Raises LookupError where an edit's path is not there."""
    document: list[Any] = [_plain(data)]
    for edit in edits:
        _apply(document, edit)
    if not isinstance(document[0], dict):
        raise LookupError("Nothing of a preset would be left.")
    return document[0]


class _Page(NamedTuple):
    """A text and its nodes: it is read once, and once more after each edit."""

    text: str
    top: _Node


def _read(text: str) -> _Page:
    try:
        page = _Page(text, _tree(text))
        _data(page.top)
    except _FAILURES as error:
        raise LookupError(f"This text cannot be edited: {error}") from error
    return page


def _edited(page: _Page, edit: Edit) -> _Page:
    """The text with one edit made in place. It counts only if it reads as it should."""
    old, data = _data(page.top), _data(page.top)
    path, gone = _apply(data, edit)
    wanted = repr(data)
    if wanted == repr(old):
        return page
    if added := _added(old, data, path):
        for at, value in added:
            page = _edited(page, Edit(edit.source, (*path[1:], at), "set", value))
        return page
    with suppress(*_FAILURES):
        text = _spliced(page, path, gone, data)
        after = _Page(text, _tree(text))
        if repr(_data(after.top)) == wanted:
            return after
    raise LookupError(f"{_name(edit)} cannot be changed without changing something else. Edit it by hand.")


def _name(edit: Edit) -> str:
    return ".".join(map(str, edit.path)) or "the whole preset"


def _has(data: Any, step: str | int) -> bool:
    if isinstance(data, list):
        return isinstance(step, int) and 0 <= step < len(data)
    return isinstance(data, dict) and step in data


def _apply(data: list[Any], edit: Edit) -> tuple[Path, bool]:
    """Make an edit in the document, the only item of a list: the path of the part that changes, and whether it goes."""
    path: Path = (0, *edit.path)
    nodes: list[Any] = [data]
    for step in path[:-1]:
        inner = nodes[-1][step] if _has(nodes[-1], step) else None
        if not isinstance(inner, dict | list):
            break
        nodes.append(inner)
    depth = len(nodes) - 1
    node, step, below = nodes[depth], path[depth], path[depth + 1 :]
    if edit.op == "remove":
        if below or not depth or not _has(node, step):
            raise LookupError(f"There is nothing at {_name(edit)}.")
        while depth and len(nodes[depth]) == 1:  # an empty list or mapping says nothing
            depth -= 1
        if not depth:
            data[0] = {} if isinstance(data[0], dict) else []
            return path[:1], False
        del nodes[depth][path[depth]]
        return path[: depth + 1], True
    if isinstance(node, list) and not _has(node, step):
        if step != len(node):
            raise LookupError(f"There is no {step} in a list on the way to {_name(edit)}.")
        node.append(None)
    value = _plain(edit.value)
    for name in reversed(below):
        value = [value] if name == 0 else {name: value}
    node[step] = value
    return path[: depth + 1], False


def _added(old: Any, new: Any, path: Path) -> list[tuple[int, Any]]:
    """The items, with their indexes, that a list at a path has more at its end: those before need not change."""
    for step in path:
        old, new = (part[step] if _has(part, step) else None for part in (old, new))
    if isinstance(old, list) and isinstance(new, list) and old and repr(new[: len(old)]) == repr(old):
        return list(enumerate(new))[len(old) :]
    return []


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value


@dataclass(slots=True, eq=False)
class _Node:
    """A part of the text: its anchor from `start` to `head`, the rest from `body` to `end`."""

    kind: Literal["document", "mapping", "list", "scalar", "alias"]
    start: int
    head: int
    body: int
    end: int
    inside: bool = False  # of brackets
    flow: bool = False  # in brackets of its own
    value: Any = None
    items: list[_Node] = field(default_factory=list)  # of a mapping key, value, key ...; of an alias what it repeats

    def parts(self) -> Iterator[_Node]:
        """The node and all that is written in it."""
        yield self
        for item in self.items if self.kind != "alias" else ():
            yield from item.parts()

    def find(self, step: str | int) -> int:
        """The index in `items` of the value that a step leads to, -1 where there is none."""
        if self.kind == "mapping":
            return next((at for at in range(1, len(self.items), 2) if _data(self.items[at - 1]) == step), -1)
        return int(step) if _has(self.items, step) else -1

    def begin(self, text: str, at: int) -> int:
        """Where the item of `items[at]` begins: at its key, its dash or itself."""
        if self.kind == "mapping":
            return self.items[at - 1].start
        if self.flow:
            return self.items[at].start
        return _skip(_BETWEEN, text, self.items[at - 1].end) if at else self.body


def _tree(text: str) -> _Node:
    """The nodes of the only document. Made from events: ruamel.yaml's nodes do not tell where an alias stands."""
    top = _Node("document", 0, 0, 0, len(text))
    open_, anchors, documents = [top], dict[str, _Node](), 0
    for event in events(text):
        documents += isinstance(event, DocumentStartEvent)
        if documents > 1:
            raise LookupError("it holds a second document.")
        if isinstance(event, CollectionEndEvent):
            node = open_.pop()
            node.end = event.end_mark.index if node.flow and text[node.body] in "{[" else node.items[-1].end
        if not isinstance(event, NodeEvent):
            continue
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


def _node(text: str, event: Any, parent: _Node) -> _Node:
    """The node that an event begins."""
    start, end = event.start_mark.index, event.end_mark.index
    if isinstance(event, AliasEvent):
        return _Node("alias", start, start, start, end, parent.flow)
    head = body = start if event.anchor is None else start + 1 + len(event.anchor)
    if not isinstance(event, ScalarEvent):
        kind: Literal["mapping", "list"] = "mapping" if isinstance(event, MappingStartEvent) else "list"
        return _Node(kind, start, head, _skip(_BETWEEN, text, body), end, parent.flow, bool(event.flow_style))
    if event.value or event.style:
        body = _skip(_BETWEEN, text, body)
    plain = event.style is None and event.implicit[0]
    if text[body : body + 1] in ("|", ">") and event.style:
        # Blank lines at its end belong to it only where the header says so; the last line end never does.
        written = text[start:end]
        kept = "+" in text[body : _skip(_HEADER, text, body)]
        end = start + len(re.sub(r"(?:\r\n|\n|\r)\Z", "", written) if kept else written.rstrip())
    elif start == end and parent.kind == "mapping" and len(parent.items) % 2:
        # ruamel.yaml puts it where the next part begins; {a} has no colon.
        start = head = body = end = _skip(_COLON, text, parent.items[-1].end)
    return _Node("scalar", start, head, body, end, parent.flow, value=scalar(event.value) if plain else event.value)


def _data(node: _Node) -> Any:
    """What a node means, in values of its own; what a mapping merges comes first."""
    if node.kind in ("document", "list"):
        return [_data(item) for item in node.items]
    if node.kind == "alias":
        return _data(node.items[0])
    if node.kind == "scalar":
        return node.value
    own: dict[Any, Any] = {}
    merged: dict[Any, Any] = {}
    for key, part in zip(node.items[::2], node.items[1::2], strict=True):
        name, value = _data(key), _data(part)
        if name == "<<" and key.end - key.body == 2:  # without quotes
            for given in value if isinstance(value, list) else [value]:
                merged = {**given, **merged}
        else:
            own.setdefault(repr(name) if isinstance(name, dict | list) else name, value)
    return merged | own


def _spliced(page: _Page, path: Path, gone: bool, data: Any) -> str:
    """The text with nothing changed but what stands at a path; `data` says what shall stand there."""
    text, top = page
    node = top
    chain, depth, at = [top], 0, top.find(path[0])
    while at >= 0 and depth < len(path) - 1 and node.items[at].kind in ("list", "mapping"):
        node = node.items[at]
        chain.append(node)
        depth += 1
        at = node.find(path[depth])
    if gone and depth == len(path) - 1:
        changes = _removed(text, node, at)
    else:  # where an alias or a merge stands on the way, all that it gives is written out
        for step in path[: depth + 1]:
            data = data[step]
        changes = _replaced(text, node, at, data) if at >= 0 else _inserted(text, node, path[depth], data)
    # What repeats a part that changes goes on saying what it said.
    target = list(node.items[at].parts()) if at >= 0 else []
    for part in top.parts():
        if part.kind == "alias" and part not in target and part.items[0] in [*chain, *target]:
            changes.append((part.start, part.end, inline(_data(part), inside=part.inside)))
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _skip(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where a pattern ends that begins here."""
    found = pattern.match(text, at)
    return found.end() if found else at


def _line(text: str, at: int) -> int:
    """Where the line begins."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _newline(text: str) -> str:
    found = _NEWLINE.search(text)
    return found[0] if found else "\n"


def _replaced(text: str, parent: _Node, at: int, value: Any) -> list[_Change]:
    node, new = parent.items[at], inline(value, inside=parent.flow)
    if node.body == node.end:
        bare = parent.kind == "mapping" and node.end == parent.items[at - 1].end
        return [(node.end, node.end, f"{':' if bare else ''} {new}")]
    if node.kind == "scalar" and text[node.body] in "|>":
        line = _skip(_LINE, text, node.body)
        return [(node.body, _skip(_HEADER, text, node.body), new), (line, max(line, node.end), "")]
    if node.kind in ("list", "mapping") and not node.flow:
        end = _skip(_LINE, text, node.end)
        if parent.kind == "document":
            return [(node.body, end, new)]
        sign = _skip(_COLON, text, parent.items[at - 1].end) if parent.kind == "mapping" else parent.begin(text, at) + 1
        head = node.head if node.head > node.start else sign
        if _NEWLINE.search(text, head, node.body):  # the line above is the key's own, and so is a comment in it
            return [(head, head, f" {new}"), (_skip(_LINE, text, head), end, "")]
    return [(node.body, node.end, new)]


def _inserted(text: str, node: _Node, step: str | int, value: Any) -> list[_Change]:
    newline = _newline(text)
    if node.kind == "document":
        lines = [f"{inline(key)}: {inline(part)}" for key, part in value.items()]
        ended = not text or text.endswith(("\n", "\r"))
        return [(len(text), len(text), ("" if ended else newline) + newline.join(lines) + (newline if ended else ""))]
    new = inline(value, inside=node.flow)
    if node.kind == "mapping":
        new = f"{inline(step, inside=node.flow)}: {new}"
    if not node.items:
        blank = text[node.body + 1 : node.end - 1].isspace()
        return [(node.body + 1, node.end - 1 if blank else node.body + 1, new)]
    if node.flow and text[node.body] not in "{[":
        raise LookupError("[a: 1] has no brackets for a second key.")
    last, first = node.items[-1].end, node.begin(text, 1 if node.kind == "mapping" else 0)
    changes: list[_Change] = []
    if node.flow:
        first = node.begin(text, len(node.items) - 1)
        indent, comma = text[_line(text, first) : first], _skip(_BETWEEN, text, last)
        if indent.strip() or not _NEWLINE.search(text, last, node.end):
            return [(last, last, f", {new}")]
        if text[comma] == ",":
            last, new = comma, f"{new},"
        else:
            changes = [(last, last, ",")]
    else:
        indent = " " * (first - _line(text, first))
        if node.kind == "list":
            dash = text[first : node.items[0].start]
            new = (dash if re.fullmatch("- +", dash) else "- ") + new
    end = _skip(_LINE, text, last)
    return [*changes, (end, end, newline + indent + new)]


def _removed(text: str, node: _Node, at: int) -> list[_Change]:
    """What takes an item out, with the comment behind it where no other item stands in that line."""
    step = 2 if node.kind == "mapping" else 1
    begin, end = node.begin(text, at), node.items[at].end
    before = node.items[at - step].end if at >= step else None
    after = node.begin(text, at + step) if at + step < len(node.items) else None
    comma = _skip(_BETWEEN, text, end)
    stop = comma + 1 if node.flow and text[comma] == "," else end
    line, tail = _line(text, begin), _skip(_COMMENT, text, stop)
    changes: list[_Change] = []
    if node.flow and before is not None and stop == end:  # nothing follows the comma before it
        comma = _skip(_BETWEEN, text, before)
        changes = [(comma, comma + 1, "")]
    if not text[line:begin].strip() and tail == _skip(_LINE, text, tail):
        stop = _skip(_NEWLINE, text, tail)
        if stop == tail and line:  # the text goes on ending without a line end
            line -= 2 if text[line - 2 : line] == "\r\n" else 1
        return [*changes, (line, stop, "")]
    if after is not None:
        if not (_NEWLINE.search(text, stop, after) if node.flow else text[tail:after].strip()):
            return [(begin, after, "")]
    elif before is not None and not _NEWLINE.search(text, before, begin):
        return [(before, end, "")]
    if before is None or not node.flow:
        stop = tail
    return [*changes, (len(text[:begin].rstrip(" \t")), stop, "")]
