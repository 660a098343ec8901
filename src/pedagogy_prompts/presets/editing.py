"""Fixes put into a preset's own text: what an edit need not change stays as the author wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from ruamel.yaml.error import YAMLError

from ..base.inline import inline, shown
from ..base.path import Path
from ..reports.report import Edit
from .nodes import BETWEEN, COLON, HEADER, Node, data_of, has, skip, tree

_MOST_READ = 40_000
"""So many nodes, and hundreds of characters, are read again for edits that come one by one."""
_Change = tuple[int, int, str]
"""From where to where the text is replaced, and by what."""

_NEWLINE = re.compile("\r\n|\n|\r")
_LINE = re.compile(r"[^\r\n]*")
_COMMENT = re.compile(r"[ \t]*(?:#[^\r\n]*)?")
# ruamel.yaml lets some of its inner errors through.
_FAILURES = (YAMLError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


def mended(text: str, edits: Iterable[Edit]) -> str:
    """The YAML text with these edits made.

    Raises LookupError where an edit's path is not there, and where edits of a long text hang together, so that each
    would have to be made on what the last one left.
    """
    edits = list(edits)
    return steps(text, [edits])[-1] if edits else text


def steps(text: str, groups: Sequence[Sequence[Edit]]) -> list[str]:
    """The text after each group of edits, each made on what the last one left. Raises as `mended`."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    page = _read(text.removeprefix(mark))
    edits = [edit for group in groups for edit in group]
    if changes := _together(page, edits) if len(edits) > 1 else None:
        ends = accumulate(map(len, groups))
        return [mark + _put(page.text, [one for made in changes[:end] for one in made]) for end in ends]
    found = []
    if len(edits) > 1 and len(edits) * page.size > _MOST_READ:
        raise LookupError("So many changes of a text as long as this cannot be made at once. Make them one by one.")
    for group in groups:
        for edit in group:
            page = _edited(page, edit)
        found.append(mark + page.text)
    return found


def applied(data: Mapping[str, Any], edits: Iterable[Edit]) -> dict[str, Any]:
    """A copy of plain data with these edits made. Raises LookupError where an edit's path is not there."""
    document: list[Any] = [_plain(data)]
    for edit in edits:
        _apply(document, edit)
    if not isinstance(document[0], dict):
        raise LookupError("Nothing of a preset would be left.")
    return document[0]


class _Page(NamedTuple):
    """A text and its nodes: it is read once, and once more when it was edited."""

    text: str
    top: Node

    @property
    def size(self) -> int:
        """How long reading it takes, in nodes and hundreds of characters."""
        return len(self.text) // 100 + sum(1 for _ in self.top.parts())


def _read(text: str) -> _Page:
    try:
        page = _Page(text, tree(text))
        data_of(page.top)
    except _FAILURES as error:
        raise LookupError(f"This text cannot be edited: {error}") from error
    return page


def _edited(page: _Page, edit: Edit) -> _Page:
    """The text with one edit made in place. It counts only if it reads as it should."""
    old, data = data_of(page.top), data_of(page.top)
    path, gone = _apply(data, edit)
    wanted = repr(data)
    if wanted == repr(old):
        return page
    if added := _added(old, data, path):
        for at, value in added:
            page = _edited(page, Edit(edit.source, (*path[1:], at), "set", value))
        return page
    with suppress(*_FAILURES):
        text = _put(page.text, _changes(page, path, gone, data))
        after = _Page(text, tree(text))
        if repr(data_of(after.top)) == wanted:
            return after
    raise LookupError(f"{_name(edit)} cannot be changed without changing something else. Edit it by hand.")


def _together(page: _Page, edits: Sequence[Edit]) -> list[list[_Change]] | None:
    """What each edit changes in the text as it is; None where they hang together, so that they come one by one."""
    old, data = data_of(page.top), data_of(page.top)
    for edit in edits:
        _apply(data, edit)
    found: list[list[_Change]] = []
    with suppress(*_FAILURES):
        for edit in edits:
            alone = data_of(page.top)
            path, gone = _apply(alone, edit)
            if repr(alone) == repr(old):
                found.append([])
                continue
            paths = [(*path, at) for at, _ in _added(old, alone, path)] or [path]
            found.append([one for path in paths for one in _changes(page, path, gone, alone)])
        every = [one for made in found for one in made]
        if not _overlap(every) and repr(data_of(tree(_put(page.text, every)))) == repr(data):
            return found
    return None


def _overlap(changes: Iterable[_Change]) -> bool:
    ordered = sorted(changes, key=lambda change: change[:2])
    return any(one[1] > other[0] for one, other in pairwise(ordered))


def _put(text: str, changes: Iterable[_Change]) -> str:
    """The text with changes made that do not overlap."""
    parts, done = list[str](), 0
    for start, end, new in sorted(changes, key=lambda change: change[:2]):
        parts += text[done:start], new
        done = end
    return "".join(parts) + text[done:]


def _name(edit: Edit) -> str:
    return shown(".".join(map(str, edit.path)), 200)[1:-1] or "the whole preset"


def _apply(data: list[Any], edit: Edit) -> tuple[Path, bool]:
    """Make an edit in the document, the only item of a list: the path of the part that changes, and whether it goes."""
    path: Path = (0, *edit.path)
    nodes: list[Any] = [data]
    for step in path[:-1]:
        inner = nodes[-1][step] if has(nodes[-1], step) else None
        if not isinstance(inner, dict | list):
            break
        nodes.append(inner)
    depth = len(nodes) - 1
    node, step, below = nodes[depth], path[depth], path[depth + 1 :]
    if edit.op == "remove":
        if below or not depth or not has(node, step):
            raise LookupError(f"There is nothing at {_name(edit)}.")
        while depth and len(nodes[depth]) == 1:  # an empty list or mapping says nothing
            depth -= 1
        if not depth:
            data[0] = {} if isinstance(data[0], dict) else []
            return path[:1], False
        del nodes[depth][path[depth]]
        return path[: depth + 1], True
    if isinstance(node, list) and not has(node, step):
        if step != len(node):
            raise LookupError(f"There is no {shown(step)} in a list on the way to {_name(edit)}.")
        node.append(None)
    value = _plain(edit.value)
    for name in reversed(below):
        value = [value] if name == 0 else {name: value}
    node[step] = value
    return path[: depth + 1], False


def _added(old: Any, new: Any, path: Path) -> list[tuple[int, Any]]:
    """The items, with their indexes, that a list at a path has more at its end: those before need not change."""
    for step in path:
        old, new = (part[step] if has(part, step) else None for part in (old, new))
    if isinstance(old, list) and isinstance(new, list) and old and repr(new[: len(old)]) == repr(old):
        return list(enumerate(new))[len(old) :]
    return []


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value


def _changes(page: _Page, path: Path, gone: bool, data: Any) -> list[_Change]:
    """What changes nothing but what stands at a path; `data` says what shall stand there."""
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
            changes.append((part.start, part.end, inline(data_of(part), inside=part.inside)))
    return changes


def _line(text: str, at: int) -> int:
    """Where the line begins."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _newline(text: str) -> str:
    found = _NEWLINE.search(text)
    return found[0] if found else "\n"


def _replaced(text: str, parent: Node, at: int, value: Any) -> list[_Change]:
    node, new = parent.items[at], inline(value, inside=parent.flow)
    if node.body == node.end:
        bare = parent.kind == "mapping" and node.end == parent.items[at - 1].end
        return [(node.end, node.end, f"{':' if bare else ''} {new}")]
    if node.kind == "scalar" and text[node.body] in "|>":
        line = skip(_LINE, text, node.body)
        return [(node.body, skip(HEADER, text, node.body), new), (line, max(line, node.end), "")]
    if node.kind in ("list", "mapping") and not node.flow:
        end = skip(_LINE, text, node.end)
        if parent.kind == "document":
            return [(node.body, end, new)]
        sign = skip(COLON, text, parent.items[at - 1].end) if parent.kind == "mapping" else parent.begin(text, at) + 1
        head = node.head if node.head > node.start else sign
        if _NEWLINE.search(text, head, node.body):  # the line above is the key's own, and so is a comment in it
            return [(head, head, f" {new}"), (skip(_LINE, text, head), end, "")]
    return [(node.body, node.end, new)]


def _inserted(text: str, node: Node, step: str | int, value: Any) -> list[_Change]:
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
        indent, comma = text[_line(text, first) : first], skip(BETWEEN, text, last)
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
    end = skip(_LINE, text, last)
    return [*changes, (end, end, newline + indent + new)]


def _removed(text: str, node: Node, at: int) -> list[_Change]:
    """What takes an item out, with the comment behind it where no other item stands in that line."""
    step = 2 if node.kind == "mapping" else 1
    begin, end = node.begin(text, at), node.items[at].end
    before = node.items[at - step].end if at >= step else None
    after = node.begin(text, at + step) if at + step < len(node.items) else None
    comma = skip(BETWEEN, text, end)
    stop = comma + 1 if node.flow and text[comma] == "," else end
    line, tail = _line(text, begin), skip(_COMMENT, text, stop)
    changes: list[_Change] = []
    if node.flow and before is not None and stop == end:  # nothing follows the comma before it
        comma = skip(BETWEEN, text, before)
        changes = [(comma, comma + 1, "")]
    if not text[line:begin].strip() and tail == skip(_LINE, text, tail):
        stop = skip(_NEWLINE, text, tail)
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
