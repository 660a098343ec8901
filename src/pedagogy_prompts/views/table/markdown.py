"""A decision table as Markdown."""

from __future__ import annotations

from ..forms.markdown import as_is
from .table import ALWAYS, DOES, DOES_NOT, ELSEWHERE, GAP, MOMENTS, RULES, SOMETIME, SOURCES, DecisionTable, Line, lines


def table_markdown(table: DecisionTable) -> str:
    """The table as Markdown (GitHub's tables)."""

    def marked(text: str, numbers: tuple[int, ...]) -> str:
        return as_is(text) + (f" ({', '.join(map(str, numbers))})" if numbers else "")

    def cell(told: list[Line]) -> str:
        return "<br>".join(marked(*line) for line in told)

    out = [f"# {as_is(table.title)}", ""]
    if table.known:
        out += [as_is(table.known_line), ""]
    if table.unsettled:
        out += [f"**{as_is(table.unsettled_line)}**", "", *(f"- {as_is(told)}" for told in table.unsettled), ""]
    for title, items in ((ALWAYS, table.always), (SOMETIME, table.sometime)):
        if items:
            out += [f"## {title}", "", *(f"- {marked(*line)}" for line in lines(items)), ""]
    out += [f"## {MOMENTS}", "", f"| Situation | {DOES} | {DOES_NOT} |", "|---|---|---|"]
    for row in table.rows:
        does = cell(row.does_lines) or ("" if row.says else f"*{GAP}*")
        out.append(f"| {as_is(row.situation)} | {does} | {cell(row.does_not_lines)} |")
    out.append("")
    if table.elsewhere:
        out += [f"## {ELSEWHERE}", "", *(f"- {marked(*line)}" for line in table.elsewhere_lines), ""]
    if table.rules:
        out += [f"## {RULES}", "", *(f"- {as_is(rule)}" for rule in table.rules), ""]
    if table.sources:
        out += [f"## {SOURCES}", ""]
        out += [f"{one.number}. **{as_is(one.label)}**: {as_is(one.text)}" for one in table.sources]
    return "\n".join(out).rstrip()
