"""A decision table as Markdown."""

from __future__ import annotations

import re

from .table import ALWAYS, DOES, DOES_NOT, ELSEWHERE, GAP, MOMENTS, RULES, SOMETIME, SOURCES, DecisionTable, Line, lines

_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~#])")


def _md(text: str) -> str:
    """Text as Markdown that shows it as it is, on one line."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def table_markdown(table: DecisionTable) -> str:
    """The table as Markdown (GitHub's tables)."""

    def marked(text: str, numbers: tuple[int, ...]) -> str:
        return _md(text) + (f" ({', '.join(map(str, numbers))})" if numbers else "")

    def cell(told: list[Line]) -> str:
        return "<br>".join(marked(*line) for line in told)

    out = [f"# {_md(table.title)}", ""]
    if table.known:
        out += [_md(table.known_line), ""]
    if table.unsettled:
        out += [f"**{_md(table.unsettled_line)}**", "", *(f"- {_md(told)}" for told in table.unsettled), ""]
    for title, items in ((ALWAYS, table.always), (SOMETIME, table.sometime)):
        if items:
            out += [f"## {title}", "", *(f"- {marked(*line)}" for line in lines(items)), ""]
    out += [f"## {MOMENTS}", "", f"| Situation | {DOES} | {DOES_NOT} |", "|---|---|---|"]
    for row in table.rows:
        does = cell(row.does_lines) or ("" if row.says else f"*{GAP}*")
        out.append(f"| {_md(row.situation)} | {does} | {cell(row.does_not_lines)} |")
    out.append("")
    if table.elsewhere:
        out += [f"## {ELSEWHERE}", "", *(f"- {marked(*line)}" for line in table.elsewhere_lines), ""]
    if table.rules:
        out += [f"## {RULES}", "", *(f"- {_md(rule)}" for rule in table.rules), ""]
    if table.sources:
        out += [f"## {SOURCES}", ""]
        out += [f"{one.number}. **{_md(one.label)}**: {_md(one.text)}" for one in table.sources]
    return "\n".join(out).rstrip()
