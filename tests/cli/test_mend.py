"""Edits made in a preset's text: what they change, and that they change nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pedagogy_prompts.base.path import Path
from pedagogy_prompts.presets.editing import mended
from pedagogy_prompts.presets.reading.yaml import read_yaml
from pedagogy_prompts.reports.report import Edit

from ..characters import CHARACTERS
from ..each import each


def put(path: str, value: Any) -> Edit:
    return Edit("lesson.yaml", _path(path), "set", value)


def drop(path: str) -> Edit:
    return Edit("lesson.yaml", _path(path), "remove")


def _path(path: str) -> Path:
    return tuple(int(step) if step.isdigit() else step for step in path.split("."))


class Case(NamedTuple):
    name: str
    before: str
    edits: tuple[Edit, ...]
    after: str


FLOW_LINES = "a: {\n  b: 1, # one\n  c: 2 # two\n}\n"
SHARED = "a: &x {k: 1}\nb: *x\nc: [*x , 2]\n"
MERGED = "a: &x {k: 1, m: {z: 1}}\nb:\n  <<: *x\n  own: 1 # own\n"

CASES = [
    # set: an existing value
    Case("spacing stays", 'a:   "x"\nb: { c: { d: 3 } }\n', (put("b.c.d", "4+"),), 'a:   "x"\nb: { c: { d: 4+ } }\n'),
    Case("the comment behind stays", "a: 1   # one\nb: 2\n", (put("a", "x"),), "a: x   # one\nb: 2\n"),
    Case(
        "a scalar becomes a mapping",
        "a: x # c\n",
        (put("a", {"b": "3+", "c": [1, True]}),),
        "a: {b: 3+, c: [1, true]} # c\n",
    ),
    Case(
        "nothing becomes a value",
        "a:   # c\nb: {c, d: , e}\n",
        (put("a", 1), put("b.c", 2), put("b.d", 3), put("b.e", 4)),
        "a: 1   # c\nb: {c: 2, d: 3 , e: 4}\n",
    ),
    Case("an empty item becomes a value", "a:\n  - # c\n  - x\n", (put("a.0", 1),), "a:\n  - 1 # c\n  - x\n"),
    Case("a value becomes nothing", "a: 1 # c\n", (put("a", None),), "a: null # c\n"),
    Case(
        "a value over two lines",
        "a: 'b\n  c' # c\nd: e\n  f\ng: 1\n",
        (put("a", 1), put("d", 2)),
        "a: 1 # c\nd: 2\ng: 1\n",
    ),
    Case(
        "a folded text elsewhere",
        'a: "b\n  c"\nd: >-\n  e\n  f\ng: 1\n',
        (put("g", 2),),
        'a: "b\n  c"\nd: >-\n  e\n  f\ng: 2\n',
    ),
    Case("a text block", "a: |  # c\n  x\n\n  y\n\n# d\nb: 1\n", (put("a", "z"),), "a: z  # c\n\n# d\nb: 1\n"),
    Case(
        "a mapping in lines",
        "a: # c\n  # d\n  b: 1\n  c: 2 # e\n# f\ng: 3\n",
        (put("a", {"b": 1}),),
        "a: {b: 1} # c\n# f\ng: 3\n",
    ),
    Case("a list in lines", "a:\n- b\n- c\nd: 1\n", (put("a", ["e"]),), "a: [e]\nd: 1\n"),
    Case(
        "a mapping behind a dash",
        "a:\n  -   b: 1\n      c: 2 # c\n  - d\n",
        (put("a.0", "x"),),
        "a:\n  -   x # c\n  - d\n",
    ),
    Case("a mapping below a dash", "a:\n  - # c\n    b: 1\n  - d\n", (put("a.0", "x"),), "a:\n  - x # c\n  - d\n"),
    Case("a value on the next line", "a:\n  # c\n  text\n", (put("a", "b"),), "a:\n  # c\n  b\n"),
    Case("the same value", "a:   { b: 1 } # c\n", (put("a", {"b": 1}),), "a:   { b: 1 } # c\n"),
    Case("true is not 1", "a: 1\n", (put("a", True),), "a: true\n"),
    Case(
        "quotes only where needed",
        "a: 1\nb: {c: 1}\n",
        (put("a", "x, y"), put("b.c", "x, y"), put("b.d", "3")),
        'a: x, y\nb: {c: "x, y", d: "3"}\n',
    ),
    Case("hard texts", "a: 1\n", (put("a", "b: # c\n\u00e9"),), 'a: "b: # c\\n\u00e9"\n'),
    # set: a new key
    Case(
        "a new key in lines",
        "a:\n    b: 1 # c\n    # d\ne: 1\n",
        (put("a.f", {"g": 1}),),
        "a:\n    b: 1 # c\n    f: {g: 1}\n    # d\ne: 1\n",
    ),
    Case("a new key at the top", "a:\n  b:\n    c: 1\n", (put("d", "x"),), "a:\n  b:\n    c: 1\nd: x\n"),
    Case("a new key in a list", "a:\n  - b: 1\n  - c\n", (put("a.0.d", 1),), "a:\n  - b: 1\n    d: 1\n  - c\n"),
    Case(
        "a new key after a text block",
        "a:\n  b: |+\n    c\n\nd: 1\n",
        (put("a.e", 1),),
        "a:\n  b: |+\n    c\n\n  e: 1\nd: 1\n",
    ),
    Case("a new key in brackets", "a: { b: 1 } # c\n", (put("a.c", 2),), "a: { b: 1, c: 2 } # c\n"),
    Case("a new key after a comma", "a: {b: 1,}\n", (put("a.c", 2),), "a: {b: 1, c: 2,}\n"),
    Case(
        "a new key in empty brackets",
        "a: {}\nb: { }\nc: { # d\n  }\n",
        (put("a.x", 1), put("b.x", 1), put("c.x", 1)),
        "a: {x: 1}\nb: {x: 1}\nc: {x: 1 # d\n  }\n",
    ),
    Case(
        "a new key in bracketed lines", FLOW_LINES, (put("a.d", 3),), "a: {\n  b: 1, # one\n  c: 2, # two\n  d: 3\n}\n"
    ),
    Case(
        "a new key in lines with commas",
        FLOW_LINES.replace("2", "2,"),
        (put("a.d", 3),),
        "a: {\n  b: 1, # one\n  c: 2, # two\n  d: 3,\n}\n",
    ),
    Case(
        "missing parents",
        "a:\nb: x # c\nd: ~\n",
        (put("a.k.l", 1), put("b.k", 2), put("d.k", 3), put("e.k", 4)),
        "a: {k: {l: 1}}\nb: {k: 2} # c\nd: {k: 3}\ne: {k: 4}\n",
    ),
    Case("an empty text", "", (put("a.b", 1),), "a: {b: 1}\n"),
    Case("comments only", "---\n# c", (put("a", 1),), "---\n# c\na: 1"),
    Case(
        "an item at the end",
        "a:\n  -   b # c\nd: [x]\n",
        (put("a.1", "e"), put("d.1", "z")),
        "a:\n  -   b # c\n  -   e\nd: [x, z]\n",
    ),
    Case(
        "a list that only grows",
        "remove:\n- a # why\n- b\n",
        (put("remove", ["a", "b", "c", "d"]),),
        "remove:\n- a # why\n- b\n- c\n- d\n",
    ),
    # remove
    Case(
        "a key in lines", "a: 1\n# above\nb: 2 # own\n\n# next\nc: 3\n", (drop("b"),), "a: 1\n# above\n\n# next\nc: 3\n"
    ),
    Case("a key with lines below", "a:\n  b:\n    # d\n    - c\n  e: 1\n", (drop("a.b"),), "a:\n  e: 1\n"),
    Case("an item in lines", "a:\n  - b # c\n  - d # e\n", (drop("a.1"),), "a:\n  - b # c\n"),
    Case("the key behind a dash", "a:\n  - b: 1 # c\n    d: 2 # e\n", (drop("a.0.b"),), "a:\n  - d: 2 # e\n"),
    Case(
        "the key behind a dash, comment below",
        "a:\n  - b: 1\n    # c\n    d: 2\n",
        (drop("a.0.b"),),
        "a:\n  -\n    # c\n    d: 2\n",
    ),
    Case("a list in a list", "a:\n- - b\n  - c\n", (drop("a.0.0"),), "a:\n- - c\n"),
    Case("in brackets", "a: {b: 1, c: 2, d: 3}\n", (drop("a.c"),), "a: {b: 1, d: 3}\n"),
    Case("first in brackets", "a: [ b, c ] # d\n", (drop("a.0"),), "a: [ c ] # d\n"),
    Case("last in brackets", "a: { b: 1, c: 2 }\nd: [e, f,]\n", (drop("a.c"), drop("d.1")), "a: { b: 1 }\nd: [e,]\n"),
    Case("a bracketed line", FLOW_LINES, (drop("a.b"),), "a: {\n  c: 2 # two\n}\n"),
    Case("the last bracketed line", FLOW_LINES, (drop("a.c"),), "a: {\n  b: 1 # one\n}\n"),
    Case(
        "a comment between brackets", "a: {b: 1, # one\n  # two\n  c: 2}\n", (drop("a.b"),), "a: {\n  # two\n  c: 2}\n"
    ),
    Case(
        "what becomes empty",
        "a:\n  b: {c: {d: 1}} # c\n  e:\n    - f\ng: 1\n",
        (drop("a.b.c.d"), drop("a.e.0")),
        "g: 1\n",
    ),
    Case("all there is", "# c\na: {b: 1} # d\n# e\n", (drop("a.b"),), "# c\n{}\n# e\n"),
    Case("the last line, without an end", "a: 1\r\nb: 2", (drop("b"),), "a: 1"),
    # the file as a whole
    Case(
        "CRLF, mark, dashes, no end",
        "\ufeff---\r\na: # c\r\n  b: 1\r\n# d",
        (put("a.e", 2), put("f", 3)),
        "\ufeff---\r\na: # c\r\n  b: 1\r\n  e: 2\r\nf: 3\r\n# d",
    ),
    Case("a comment at the very end", "a: &unused 1\nb: 2\n# end", (put("b", 3),), "a: &unused 1\nb: 3\n# end"),
    # anchors and aliases
    Case("through an alias", SHARED, (put("b.k", 2),), "a: &x {k: 1}\nb: {k: 2}\nc: [*x , 2]\n"),
    Case("an alias itself", SHARED, (put("b", 2), drop("c.0")), "a: &x {k: 1}\nb: 2\nc: [2]\n"),
    Case("remove through an alias", "a: &x {k: 1, l: 2}\nb: *x\n", (drop("b.k"),), "a: &x {k: 1, l: 2}\nb: {l: 2}\n"),
    Case("below an anchor", SHARED, (put("a.k", 2),), "a: &x {k: 2}\nb: {k: 1}\nc: [{k: 1} , 2]\n"),
    Case("an anchored value", "a: &x v\nb: *x\n", (put("a", "z"),), "a: &x z\nb: v\n"),
    Case("an anchor that goes", "a: {b: &x v, c: 1}\nd: *x\ne: 1\n", (drop("a"),), "d: v\ne: 1\n"),
    Case("an anchor before lines", "a: &x # c\n  b: 1\nd: *x\n", (put("a", 2),), "a: &x 2 # c\nd: {b: 1}\n"),
    Case("an anchor before nothing", "a: &x\nb: *x\n", (put("a", 2),), "a: &x 2\nb: null\n"),
    Case("another anchor", "a: &x 1\nb: &y 2\nc: *x\n", (put("b", 3),), "a: &x 1\nb: &y 3\nc: *x\n"),
    Case("a merged key", MERGED, (put("b.k", 2),), MERGED + "  k: 2\n"),
    Case("through a merged key", MERGED, (put("b.m.v", 2),), MERGED + "  m: {z: 1, v: 2}\n"),
    Case(
        "what others merge",
        MERGED,
        (put("a.k", 2),),
        MERGED.replace("{k: 1", "{k: 2").replace("*x", "{k: 1, m: {z: 1}}"),
    ),
]


@each("case", CASES)
def test_an_edit_changes_what_it_must(case: Case) -> None:
    assert mended(case.before, case.edits) == case.after
    assert mended(case.after, [edit for edit in case.edits if edit.op == "set"][-1:]) == case.after


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("a: 1\n", drop("b")),
        ("a: 1\n", drop("a.b")),
        ("a: [1]\n", drop("a.1")),
        ("a: [1]\n", drop("a.b")),
        ("a: [1]\n", put("a.2", 1)),
        ("a: [1]\n", put("a.b", 1)),
        ("a: [1]\n", put("a.1000.b", 1)),
        ("a: [1]\n", Edit(None, ("a", -1), "remove")),
        ("a: 1\n", Edit(None, (), "remove")),
        ("", drop("a")),
        ("a: [1\n", put("a", 1)),
        ("a: *b\n", put("a", 1)),
        ("a: &b [*b]\n", put("a", 1)),
        ("a: 1\n---\nb: 1\n", put("a", 2)),
        ("a: 1\na: 2\nb: 3\n", drop("a")),
        (MERGED, drop("b.k")),
        ("a: [x: 1, y] # c\n", put("a.0.z", 2)),
        ("a:\r\n  b: |\r\n    x", put("a.c", 1)),
    ],
)
def test_an_edit_that_cannot_be_made_is_a_lookup_error(text: str, edit: Edit) -> None:
    with pytest.raises(LookupError) as caught:
        mended(text, [edit])
    assert caught.type is LookupError and str(caught.value)


# Random documents, written in every style at once

SCALARS = st.sampled_from(
    [None, True, False, 0, 3, 0.5, "never", "3+", "a b", "x: y", "# no", "yes", "3", "", "it's", "-"]
)
VALUES = st.recursive(
    SCALARS | st.text(CHARACTERS, max_size=4),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["p", "q", "r: s"]), inner, max_size=2),
    max_leaves=4,
)


class Document(NamedTuple):
    text: str
    data: dict[str, Any]
    lines: list[tuple[str, Path]]
    """Each line, with the path of the part of the data that it belongs to."""


class _Writer:
    """Draws data and writes them down at once, with comments, anchors and changing styles."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.count = 0
        self.anchors: list[tuple[str, Any]] = []

    def one(self, *options: Any) -> Any:
        return self.draw(st.sampled_from(options))

    def name(self, prefix: str) -> str:
        self.count += 1
        return f"{prefix}{self.count}"

    def comment(self) -> str:
        return self.one("", "", " # ", "   # {, ") and f" # {self.name('c')}, }} : -"

    def scalar(self) -> tuple[str, Any]:
        value = self.draw(SCALARS)
        plain = {None: "null", True: "true", False: "false"}
        if not isinstance(value, str):
            return plain[value] if value is None or isinstance(value, bool) else str(value), value
        quoted = [json.dumps(value), "'" + value.replace("'", "''") + "'"]
        return self.one(*quoted, *([value] if value in ("never", "3+", "a b", "it's") else [])), value

    def flow(self, depth: int) -> tuple[str, Any]:
        kind = self.one("scalar", "alias", "list", "mapping") if depth else "scalar"
        if kind == "alias" and self.anchors:
            name, value = self.one(*self.anchors)
            return f"*{name}", value
        if kind in ("scalar", "alias"):
            return self.scalar()
        pad, comma = self.one("", " "), self.one("", ",")
        # An alias has a space behind it, for its name may hold a comma or a bracket.
        written = [self.flow(depth - 1) for _ in range(self.one(1, 2, 3))]
        parts = [(part + " " if part.startswith("*") else part, value) for part, value in written]
        between = self.one(", ", ",  ", ",\n          ", f", # {self.name('c')}\n          ")
        if kind == "list":
            return f"[{pad}{between.join(part for part, _ in parts)}{comma}{pad}]", [value for _, value in parts]
        named = {self.name("k"): part for part in parts}
        text = between.join(f"{key}: {part}" for key, (part, _) in named.items())
        return f"{{{pad}{text}{comma}{pad}}}", {key: value for key, (_, value) in named.items()}

    def entry(self, head: str, path: Path, indent: int, depth: int) -> tuple[list[tuple[str, Path]], Any]:
        """The lines of a key or dash with what stands behind and below it."""
        kind = self.one("nothing", "flow", "flow", "text", "mapping", "list") if depth else "flow"
        anchor = self.name("x") if self.one(False, False, True) else ""
        mark = f" &{anchor}" if anchor else ""
        value: Any = None
        if kind in ("nothing", "flow"):
            text, value = self.flow(2) if kind == "flow" else ("", None)
            if text.startswith("*"):
                anchor, mark = "", ""
            lines = f"{head}{mark}{self.one(' ', '   ') if text else ''}{text}{self.comment()}".split("\n")
            found = [(line, path) for line in lines]
        elif kind == "text":
            value = "one\n\n  # two\n"
            body = [(" " * (indent + 4) + line if line else "", path) for line in value.split("\n")[:-1]]
            found = [(f"{head}{mark} |{self.comment()}", path), *body]
        else:
            deeper = indent + self.one(2, 4) if kind == "mapping" or head.endswith("-") else indent + self.one(0, 2)
            below, value = (self.mapping if kind == "mapping" else self.list)(path, deeper, depth - 1)
            if head.endswith("-") and not mark and self.one(True, False) and not below[0][0].lstrip().startswith("#"):
                first, owner = below[0]
                found = [(head + first[len(head) :], owner), *below[1:]]
            else:
                found = [(f"{head}{mark}{self.comment()}", path), *below]
        if anchor:
            self.anchors.append((anchor, value))
        return found, value

    def above(self, path: Path, indent: int) -> Iterator[tuple[str, Path]]:
        if self.one(False, False, True):
            yield f"{' ' * indent}# {self.name('c')}", (*path, "#")

    def mapping(self, path: Path, indent: int, depth: int) -> tuple[list[tuple[str, Path]], dict[str, Any]]:
        lines: list[tuple[str, Path]] = []
        data: dict[str, Any] = {}
        for _ in range(self.one(1, 2, 3)):
            key = self.name("k")
            lines += self.above(path, indent)
            written = self.one(key, key, f'"{key}"')
            found, data[key] = self.entry(f"{' ' * indent}{written}:", (*path, key), indent, depth)
            lines += found
        return lines, data

    def list(self, path: Path, indent: int, depth: int) -> tuple[list[tuple[str, Path]], list[Any]]:
        lines: list[tuple[str, Path]] = []
        data: list[Any] = []
        for at in range(self.one(1, 2, 3)):
            lines += self.above(path, indent)
            found, value = self.entry(f"{' ' * indent}-", (*path, at), indent, depth)
            lines += found
            data.append(value)
        return lines, data


@st.composite
def documents(draw: st.DrawFn) -> Document:
    writer = _Writer(draw)
    lines, data = writer.mapping((), 0, 3)
    text = writer.one("", "---\n") + "\n".join(line for line, _ in lines) + "\n# end" + writer.one("", "\n")
    return Document(writer.one("", "\ufeff") + text.replace("\n", writer.one("\n", "\r\n")), data, lines)


@st.composite
def documents_and_edits(draw: st.DrawFn) -> tuple[Document, Edit]:
    document = draw(documents())
    steps: list[str | int] = []
    node: Any = document.data
    op = draw(st.sampled_from(["set", "remove"]))
    while True:
        choices: list[str | int] = [*node] if isinstance(node, dict) else [*range(len(node))]
        if op == "set":
            choices.append(len(node) if isinstance(node, list) else "new")
        step = draw(st.sampled_from(choices))
        steps.append(step)
        node = node[step] if step in (node if isinstance(node, dict) else range(len(node))) else None
        if not isinstance(node, dict | list) or not node or draw(st.booleans()):
            break
    if op == "set" and not isinstance(node, dict | list) and draw(st.booleans()):
        steps.append("new")
    return document, Edit("lesson.yaml", tuple(steps), "set" if op == "set" else "remove", draw(VALUES))


def edited(data: Any, path: Path, edit: Edit) -> Any:
    """Data with an edit made, as a new value; None for a collection that has become empty."""
    step, *rest = path
    whole = dict(enumerate(data)) if isinstance(data, list) else dict(data) if isinstance(data, dict) else {}
    inner = edited(whole.get(step), tuple(rest), edit) if rest else edit.value if edit.op == "set" else None
    if edit.op == "remove" and inner is None:
        del whole[step]
    else:
        whole[step] = inner
    if edit.op == "remove" and not whole:
        return None
    return list(whole.values()) if isinstance(data, list) else whole


def changed(data: Any, edit: Edit) -> Path:
    """The path of what an edit changes: what would be left empty goes too."""
    path = edit.path
    while edit.op == "remove" and len(path) > 1:
        parent = data
        for step in path[:-1]:
            parent = parent[step]
        if len(parent) > 1:
            break
        path = path[:-1]
    return path


def loaded(text: str) -> Any:
    document, problems = read_yaml(text)
    assert document is not None and not problems
    return document.data


@given(documents())
def test_random_documents_are_what_they_are_meant_to_be(document: Document) -> None:
    assert loaded(document.text) == document.data


@given(documents_and_edits())
def test_the_result_is_the_old_data_with_the_edit(drawn: tuple[Document, Edit]) -> None:
    document, edit = drawn
    after = mended(document.text, [edit])
    assert repr(loaded(after)) == repr(edited(document.data, edit.path, edit) or {})
    assert mended(after, [edit] if edit.op == "set" else []) == after


@given(documents_and_edits())
def test_every_line_that_an_edit_does_not_touch_stays(drawn: tuple[Document, Edit]) -> None:
    document, edit = drawn
    after = mended(document.text, [edit])
    path = changed(document.data, edit)

    def apart(owner: Path) -> bool:
        return any(a != b for a, b in zip(owner, path, strict=False))

    # What follows a key or an item that is removed behind a dash takes its place there.
    moves = edit.op == "remove" and any(isinstance(step, int) for step in path[:-1])
    kept = [line for line, owner in document.lines if line and apart(owner) and "*" not in line]
    lines = iter([line.lstrip(" -") if moves else line for line in after.removeprefix("\ufeff").splitlines()])
    for line in kept:
        assert (line.lstrip(" -") if moves else line) in lines
    crlf = "\r\n" in document.text
    assert after.count("\r\n") == after.count("\n") * crlf and after.count("\r") == after.count("\n") * crlf
    for mark in ("\ufeff", "\ufeff---", "---"):
        assert after.startswith(mark) == document.text.startswith(mark)
    assert after.endswith("# end" + document.text.rpartition("# end")[2])


STEPS = st.sampled_from(["k1", "k2", "k3", "new", 0, 1, -1, 99])


@given(documents(), st.lists(STEPS, max_size=4), VALUES)
def test_what_is_not_there_is_refused_in_one_way(document: Document, path: list[str | int], value: Any) -> None:
    for edit in (Edit(None, tuple(path), "set", value), Edit(None, tuple(path), "remove")):
        refused: type[BaseException] | None = None
        try:
            mended(document.text, [edit])
        except LookupError as error:
            refused = type(error)
        assert refused in (None, LookupError)
