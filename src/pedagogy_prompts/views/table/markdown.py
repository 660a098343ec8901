"""A decision table as Markdown."""

from __future__ import annotations

from ..forms.markdown import as_is
from .table import DecisionTable, Line, lines


def table_markdown(table: DecisionTable) -> str:
    """The table as Markdown (GitHub's tables)."""

    def marked(text: str, numbers: tuple[int, ...]) -> str:
        return as_is(text) + (f" ({', '.join(map(str, numbers))})" if numbers else "")

    def cell(told: list[Line]) -> str:
        return "<br>".join(marked(*line) for line in told)

    words = table.words
    out = [f"# {as_is(table.title)}", ""]
    if table.known:
        out += [as_is(table.known_line), ""]
    if table.unsettled:
        out += [f"**{as_is(table.unsettled_line)}**", "", *(f"- {as_is(told)}" for told in table.unsettled), ""]
    for title, items in ((words["always"], table.always), (words["sometime"], table.sometime)):
        if items:
            out += [f"## {title}", "", *(f"- {marked(*line)}" for line in lines(items)), ""]
    out += [
        f"## {words['moments']}",
        "",
        f"| {words['situation']} | {words['does']} | {words['does_not']} |",
        "|---|---|---|",
    ]
    for row in table.rows:
        does = cell(row.does_lines) or ("" if row.says else f"*{words['gap']}*")
        out.append(f"| {as_is(row.situation)} | {does} | {cell(row.does_not_lines)} |")
    out.append("")
    if table.elsewhere:
        out += [f"## {words['elsewhere']}", "", *(f"- {marked(*line)}" for line in table.elsewhere_lines), ""]
    if table.rules:
        out += [f"## {words['rules']}", "", *(f"- {as_is(rule)}" for rule in table.rules), ""]
    if table.sources:
        out += [f"## {words['sources']}", ""]
        out += [f"{one.number}. **{as_is(one.label)}**: {as_is(one.text)}" for one in table.sources]
    return "\n".join(out).rstrip()
