"""An explanation as one HTML file."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from ...presets.yaml_writer import write_yaml
from ..forms.html import page, table
from .text import citation_text


def attribute_html(data: Mapping[str, Any]) -> str:
    body = [f"<p>{escape(data['summary'])}</p>"]
    for title, key in (("Why", "why"), ("Use it when", "use_when"), ("Do not use it when", "avoid_when")):
        body += [f"<p><strong>{title}:</strong> {escape(data[key])}</p>"] if data[key] else []
    body.append("<h2>Parameters</h2>")
    rows = [(p["name"], p["values"], p["default"] or "required", p["about"]) for p in data["parameters"]]
    body.append(table(("parameter", "values", "default", "meaning"), rows) if rows else "<p>None of its own.</p>")
    example = data["example"]
    body += ["<h2>What the tutor is told</h2>", _code(write_yaml({data["slug"]: example["value"]}))]
    for title, key in (("In full", "words"), ("In brief", "brief")):
        body.append(f"<p>{title}:</p><blockquote>{escape(example[key]).replace(chr(10), '<br>')}</blockquote>")
    body.append("<h2>What it clashes with</h2>")
    clashes = [(c["own"], f"{c['other']}: {c['value']}", c["code"]) for c in data["clashes"]]
    columns = ("with these settings", "meets", "finding")
    body.append(table(columns, clashes) if clashes else "<p>Nothing, whatever its settings.</p>")
    for sense in data["also"]:
        body += _sense(data["slug"], sense)
    sources = "".join(f"<li>{escape(citation_text(source))}</li>" for source in data["sources"])
    practice = "<p>Practice: tutor builders ask for it; no study of it is cited here.</p>"
    body += ["<h2>Sources</h2>", f"<ul>{sources}</ul>" if sources else practice]
    return page(data["slug"], body)


def code_html(data: Mapping[str, Any]) -> str:
    body = [
        f"<p>Severity: {escape(data['severity'])}.</p><p>{escape(data['meaning'].strip())}</p>",
        f"<p><strong>Why it matters:</strong> {escape(data['why'].strip())}</p>",
    ]
    for title, key in (("This triggers it", "triggers"), ("This is mended", "mended")):
        if data.get(key):
            body += [f"<h2>{title}</h2>", _code(data[key])]
    return page(f"{data['code']} {data['name']}", body)


def word_html(data: Mapping[str, Any]) -> str:
    return page(data["name"], [line for sense in data["senses"] for line in _sense(data["name"], sense)])


def _sense(name: str, sense: Mapping[str, Any]) -> list[str]:
    body = [f"<h2>{escape(name)}, {escape(sense['kind'])}</h2>", f"<p>{escape(sense['about'])}</p>"]
    body += [_code(sense["write"])] if sense["write"] else []
    return [*body, table(sense["head"], sense["rows"])] if sense["rows"] else body


def _code(text: str) -> str:
    return f"<pre><code>{escape(text.rstrip())}</code></pre>"
