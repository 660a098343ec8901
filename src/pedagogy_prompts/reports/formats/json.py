"""Findings for a program: one JSON object."""

from __future__ import annotations

import json

from ..report import Report


def format_json(report: Report) -> str:
    """The report as one JSON object with `ok`, `complete` and `findings`, the same as `Report.to_dict()`."""
    return json.dumps(report.to_dict(), ensure_ascii=False, indent=2)
