"""Fixes put into a preset's own text: comments, order and quoting stay as the author wrote them."""

from __future__ import annotations

import io
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from ._report import Edit, Fix, Report


def safe_fixes(report: Report, source: str) -> list[Fix]:
    """The safe fixes of a report that change `source` and nothing else, one a finding."""
    found: list[Fix] = []
    for finding in report:
        for fix in finding.fixes:
            if fix.safe and fix.edits and all(edit.source == source for edit in fix.edits) and fix not in found:
                found.append(fix)
                break
    return found


def mended(text: str, edits: Iterable[Edit]) -> str:
    """The YAML text with these edits made. Raises LookupError where an edit's path is not there."""
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 4096
    mapping, dash = _indents(text)
    yaml.indent(mapping=mapping, sequence=dash + 2, offset=dash)
    data = yaml.load(text)
    for edit in edits:
        _apply(data, edit)
    stream = io.StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()


def _indents(text: str) -> tuple[int, int]:
    """How far the author indents mappings, and the dashes of lists."""
    mapping, dash = 2, 0
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    for above, line in pairwise(lines):
        depth = len(line) - len(line.lstrip()) - (len(above) - len(above.lstrip()))
        if above.split(" #")[0].rstrip().endswith(":") and depth >= 0:
            if line.lstrip().startswith("- "):
                dash = depth
            elif depth:
                mapping = depth
    return mapping, dash


def _apply(data: Any, edit: Edit) -> None:
    *above, last = edit.path
    node: Any = data
    for step in above:
        inner = node[step] if isinstance(node, list) or step in node else None  # type: ignore[index]
        if not isinstance(inner, dict | list):
            if edit.op == "remove":
                raise LookupError(f"There is nothing at {'.'.join(map(str, edit.path))}.")
            inner = _flow({})
            node[step] = inner
        node = inner
    if edit.op == "remove":
        del node[last]
        if not node and above:  # an empty list or mapping says nothing
            _apply(data, Edit(edit.source, tuple(above), "remove"))
    else:
        node[last] = _flow(edit.value)


def _flow(value: Any) -> Any:
    """A value in the short form: {attempts: 3+}."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    if isinstance(value, dict):
        mapping = CommentedMap((key, _flow(part)) for key, part in value.items())
        mapping.fa.set_flow_style()
        return mapping
    if isinstance(value, list | tuple):
        sequence = CommentedSeq(_flow(part) for part in value)
        sequence.fa.set_flow_style()
        return sequence
    return value
