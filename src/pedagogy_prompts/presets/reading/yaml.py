"""YAML text to plain data. Reading keeps the place of everything and says what is wrong in plain words.

It works on ruamel.yaml's events rather than its constructors: a preset needs plain scalars, lists and mappings only,
and duplicate keys, aliases, tags and template marks are then ours to explain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from ...base.inline import scalar, shown
from ...base.path import Path
from ...reports.saying import Sentences
from .events import events
from .near import near
from .problem import (
    BAD,
    MAX_BLANKS,
    MAX_CHARACTERS,
    MAX_DEPTH,
    MAX_INTEGER,
    MAX_LINES,
    MAX_NAME,
    MAX_NODES,
    MAX_PROBLEMS,
    Position,
    Problem,
    TooMuch,
    name_too_long,
    too_long,
)
from .problem import too_deep as _too_deep
from .problem import too_many as _too_many
from .syntax import COMPARISON, NEWLINE, comparison, syntax_problem, template

_say = Sentences("presets/reading")

_COMMENT = re.compile(r"([ \t]+)(#[^\r\n]*)")
_BLANKS = re.compile(f"[ \t]{{{MAX_BLANKS + 1}}}")
# Said by what it is: what may stand in a file takes a hundred times as long to compile.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")

_SURROGATE = re.compile("[\ud800-\udfff]")
_BEYOND = re.compile(r"\\U(?!0010|000)[0-9a-fA-F]{8}")
"""An escape that stands for no character: the last is U+10FFFF."""


@dataclass(frozen=True, slots=True)
class Document:
    """The data of a text, with the position of every value and of every key."""

    data: Any
    positions: dict[Path, Position] = field(default_factory=dict)
    keys: dict[Path, Position] = field(default_factory=dict)
    notes: list[Problem] = field(default_factory=list)
    """What is worth knowing and keeps nothing from being read."""


class _Node:
    __slots__ = ("at", "block", "cut", "index", "items", "plain", "value")

    def __init__(self, at: Position, index: int, value: Any, *, items: list[_Node] | None, plain: bool, block: bool):
        self.at = at
        self.index = index
        self.value = value
        self.items = items  # of a list; of a mapping key, value, key, value ...
        self.plain = plain
        self.cut: tuple[Position, str] | None = None  # the comment that ends a plain text
        self.block = block  # its text begins on the next line: the key is the better place


def decode(raw: bytes) -> str | Problem:
    """The text of a file, or what keeps it from being text."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in raw[:4]:
        return Problem("PED001", _say("PED001.utf16"), at=(1, 1))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = error.start + (3 if raw.startswith(b"\xef\xbb\xbf") else 0)
        before = raw[:start].decode("utf-8-sig")
        char = raw[start : start + 1].decode("latin-1")
        printed = raw[start] >= 0xA0
        message = _say(
            "PED001.latin" if printed else "PED001.not_utf8", byte=start + 1, hex=f"{raw[start]:02X}", char=char
        )
        return Problem("PED001", message, at=_position(before, len(before)), args={"byte": start})


def read_yaml(text: str) -> tuple[Document | None, list[Problem]]:
    """The data of a text, and everything that is wrong with its YAML. None where nothing of it can be used."""
    if len(text) > MAX_CHARACTERS:
        return None, [too_long(len(text))]
    text = text.removeprefix("\ufeff")
    if found := _UNPRINTABLE.search(text):
        name = f"U+{ord(found[0]):04X}"
        message = _say("PED001.invisible", name=name)
        return None, [Problem("PED001", message, at=_position(text, found.start()))]
    if problem := _too_much(text):
        return None, [problem]
    reader = _Reader(text)
    try:
        data = reader.read()
    except TooMuch as stop:
        return None, [*reader.problems, stop.problem]
    except MarkedYAMLError as error:
        return None, [*reader.problems, syntax_problem(error, text)]
    except (YAMLError, ValueError, IndexError, OverflowError, RecursionError) as error:
        # ruamel.yaml lets some of its inner errors through; it gives no mark with them.
        if found := _BEYOND.search(text):
            message = _say("PED001.no_character", name=found[0])
            return None, [*reader.problems, Problem("PED001", message, at=_position(text, found.start()))]
        return None, [*reader.problems, Problem("PED001", _say("PED001.not_yaml", why=str(error)), at=(1, 1))]
    return data, reader.problems


def _too_much(text: str) -> Problem | None:
    """What would take the parser longer than anything a preset needs."""
    lines = sum(text.count(end) for end in ("\n", "\r", "\x85", "\u2028", "\u2029")) - text.count("\r\n") + 1
    if lines > MAX_LINES:
        message = _say("PED001.too_many_lines", lines=lines, limit=MAX_LINES)
        return Problem("PED001", message, at=(1, 1), args={"lines": lines, "limit": MAX_LINES})
    if found := _BLANKS.search(text):
        message = _say("PED001.too_many_blanks", limit=MAX_BLANKS)
        return Problem("PED001", message, at=_position(text, found.start()), args={"limit": MAX_BLANKS})
    return None


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.problems: list[Problem] = []
        self.positions: dict[Path, Position] = {}
        self.keys: dict[Path, Position] = {}
        self.notes: list[Problem] = []
        self.count = 0

    def read(self) -> Document | None:
        root = self._tree()
        if root is None or (root.items is None and root.plain and scalar(root.value) is None):
            self._add(_say("PED001.empty", smallest=_say("parts.reading.smallest")), (1, 1))
            return None
        data = self._value(root, (), 0)
        return Document(data, self.positions, self.keys, self.notes)

    def _add(self, message: str, at: Position, path: Path = (), *, code: str = "PED001", **rest: Any) -> None:
        self.problems.append(Problem(code, message, path, at, **rest))

    def _tree(self) -> _Node | None:
        """The nodes of the only document."""
        root: _Node | None = None
        stack: list[tuple[_Node, str | None]] = []
        anchors: dict[str, _Node] = {}
        documents = nodes = 0
        for event in events(self.text):
            kind = type(event).__name__
            if kind in ("MappingEndEvent", "SequenceEndEvent"):
                node, anchor = stack.pop()
                if anchor is not None:
                    anchors[anchor] = node
                continue
            mark = event.start_mark
            at = (mark.line + 1, mark.column + 1)
            if kind == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    self._add("A second document begins here. Keep one preset in a file: delete this `---`.", at)
                    return root
                continue
            if kind == "AliasEvent":
                node = self._alias(event.anchor, at, mark.index, anchors, [anchor for _, anchor in stack])
            elif kind == "ScalarEvent":
                node = self._scalar(event, at)
                if event.anchor is not None:
                    anchors[event.anchor] = node
            elif kind in ("MappingStartEvent", "SequenceStartEvent"):
                mapping = kind == "MappingStartEvent"
                node = _Node(at, mark.index, mapping, items=[], plain=False, block=not event.flow_style)
                if len(stack) >= MAX_DEPTH:
                    raise _too_deep((), at)
                if self._tagged(event, at):
                    node.value = BAD
            else:
                continue
            nodes += 1
            if nodes > MAX_NODES:
                raise _too_many((), at)
            if stack:
                items = stack[-1][0].items
                assert items is not None
                items.append(node)
            else:
                root = node
            if kind in ("MappingStartEvent", "SequenceStartEvent"):
                stack.append((node, event.anchor))
        return root

    def _scalar(self, event: Any, at: Position) -> _Node:
        plain = event.style is None and event.implicit[0]
        node = _Node(at, event.start_mark.index, event.value, items=None, plain=plain, block=False)
        if self._tagged(event, at):
            node.value, node.plain = BAD, False
        elif event.style == '"' and _SURROGATE.search(event.value):
            # JSON escapes a character beyond 16 bits as two halves; YAML reads each by itself.
            node.value = event.value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            if "\ufffd" in node.value and node.value.count("\ufffd") > event.value.count("\ufffd"):
                self._add(_say("PED001.half_character"), at)
                node.value = BAD
        elif plain and (comment := _COMMENT.match(self.text, event.end_mark.index)):
            end = event.end_mark
            node.cut = (end.line + 1, end.column + len(comment[1]) + 1), comment[2].rstrip()
        elif event.style == ">" and not event.value:
            if found := COMPARISON.match(self.text, node.index):
                self._add(comparison(found), at)
                node.value = BAD
        return node

    def _tagged(self, event: Any, at: Position) -> bool:
        tag = getattr(event, "tag", None)
        if tag is None:
            return False
        written = str(tag).replace("tag:yaml.org,2002:", "!!")
        self._add(_say("PED001.tag", tag=shown(written)[1:-1]), at)
        return True

    def _alias(self, name: str, at: Position, index: int, anchors: dict[str, _Node], open_: list[str | None]) -> _Node:
        if name in anchors:
            return anchors[name]
        shown_name = shown(name)[1:-1]
        if name in open_:
            self._add(_say("PED001.alias_inside", name=shown_name), at)
        else:
            hint = near(name, islice(anchors, MAX_PROBLEMS))
            self._add(_say("PED001.alias", name=shown_name, near=hint), at)
        return _Node(at, index, BAD, items=None, plain=False, block=False)

    def _value(self, node: _Node, path: Path, depth: int) -> Any:
        self.count += 1
        if self.count > MAX_NODES:
            raise _too_many(path, node.at)
        if depth > MAX_DEPTH:
            raise _too_deep(path, node.at)
        if path not in self.positions:
            self.positions[path] = node.at
        if node.items is None:
            return self._plain(node, path)
        if node.value is BAD:
            return BAD
        if not node.value:
            return [self._value(item, (*path, i), depth + 1) for i, item in enumerate(node.items)]
        if self.text.startswith("{{", node.index):
            self._add(template(), node.at, path)
            return BAD
        found: dict[str, Any] = {}
        for key, value in zip(node.items[::2], node.items[1::2], strict=True):
            name = self._key(key, path)
            if name is None:
                continue
            below = (*path, name)
            if name in found:
                first = self.keys[below]
                self._add(_say("PED001.twice", name=name, line=first[0]), key.at, below, also=first)
                continue
            self.keys[below] = key.at
            if value.block or (value.items is None and value.plain and value.value == ""):
                self.positions[below] = key.at
            found[name] = self._value(value, below, depth + 1)
        return found

    def _key(self, node: _Node, path: Path) -> str | None:
        if node.value is BAD:
            return None
        if node.items is not None:
            braces = self.text.startswith("{{", node.index)
            self._add(template() if braces else _say("PED001.no_name"), node.at, path)
            return None
        value = scalar(node.value) if node.plain else node.value
        if node.plain and node.value == "<<":
            self._add(_say("PED001.merge"), node.at)
            return None
        if not isinstance(value, str):
            written = shown(node.value)[1:-1] or "an empty value"
            self._add(_say("PED002.name_no_word", name=written), node.at, path, code="PED002")
            return None
        if len(value) > MAX_NAME:
            self.problems.append(name_too_long(len(value), path, node.at))
            return None
        return value

    def _plain(self, node: _Node, path: Path) -> Any:
        if not node.plain or node.value is BAD:
            return node.value
        value = scalar(node.value)
        if isinstance(value, int) and abs(value) >= MAX_INTEGER:
            self._add(_say("PED003.too_large"), node.at, path, code="PED003")
            return BAD
        if node.cut is not None and isinstance(value, str) and _is_cut(value, node.cut[1], path):
            at, rest = node.cut
            end = " ".join(value.split()[-4:])
            message = _say("PED005", cut=shown(rest), end=shown(end))
            self.notes.append(Problem("PED005", message, path, at, args={"kept": value, "cut": rest}))
        return value


_TEXTS: tuple[Path, ...] = (("title",), ("context",), ("facts",), ("rules",))
"""What is written there are texts, also where they are of one word."""


def _is_cut(text: str, comment: str, path: Path) -> bool:
    """Whether a comment looks like the rest of the text before it, as #12 does, and as the end of a sentence does."""
    if " " not in text and path[:1] not in _TEXTS and not comment[1:2].isdigit():
        return False  # one word of a list, with a remark
    unfinished = path[:1] in (("facts",), ("rules",)) and text[-1] not in ".!?:;)"
    return bool(comment[1:2].strip(" #!")) or (unfinished and comment[-1] in ".!?")


def _position(text: str, index: int) -> Position:
    lines = NEWLINE.split(text[:index])
    return len(lines), len(lines[-1]) + 1
