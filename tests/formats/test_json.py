from __future__ import annotations

import json

from hypothesis import given

from pedagogy_prompts.reports.formats.json import format_json
from pedagogy_prompts.reports.report import Finding, Place, Report

from .strategies import REPORTS


def test_it_is_one_object() -> None:
    finding = Finding.of("PED601", "“é”", places=(Place("a.yaml", path=("rules", 0), line=2, column=5),))
    text = format_json(Report.of([finding]))
    assert "“é”" in text
    assert json.loads(text) == {
        "ok": True,
        "complete": True,
        "findings": [
            {
                "code": "PED601",
                "name": "rule-not-checked",
                "severity": "info",
                "message": "“é”",
                "args": {},
                "attributes": [],
                "when": None,
                "witness": None,
                "places": [
                    {
                        "source": "a.yaml",
                        "layer": "lesson",
                        "path": ["rules", 0],
                        "line": 2,
                        "column": 5,
                        "written": True,
                    }
                ],
                "fixes": [],
            }
        ],
    }


@given(REPORTS)
def test_reading_it_gives_the_report_back(report: Report) -> None:
    assert json.loads(format_json(report)) == report.to_dict()
