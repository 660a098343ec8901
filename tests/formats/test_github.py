from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from pedagogy_prompts.reports.formats.github import format_github
from pedagogy_prompts.reports.report import Finding, Place, Report

from .strategies import REPORTS, TEXT

_COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::([^\n\r]*)")


def _read(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as GitHub's runner takes it apart."""
    match = _COMMAND.fullmatch(line)
    assert match, line
    properties = dict(part.split("=", 1) for part in match[2].split(","))
    return match[1], {key: _unescaped(value) for key, value in properties.items()}, _unescaped(match[3])


def _unescaped(text: str) -> str:
    for code, character in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, character)
    return text


def test_a_finding_is_one_command() -> None:
    finding = Finding.of(
        "PED101",
        "It gives the answer, and it must not: 100 %.",
        places=(Place("year 7, set a/lesson.yaml", line=9, column=24),),
        details=("They meet once four hints have failed.",),
    )
    assert format_github(Report.of([finding])) == (
        "::error file=year 7%2C set a/lesson.yaml,line=9,col=24,title=PED101 duty-meets-ban::"
        "It gives the answer, and it must not: 100 %25.%0AThey meet once four hints have failed."
    )


def test_an_info_is_a_notice_and_a_source_stands_in_for_a_place() -> None:
    report = Report.of([Finding.of("PED601", "Nobody checked this rule.")])
    assert format_github(report) == "::notice title=PED601 rule-not-checked::Nobody checked this rule."
    assert format_github([("a.yaml", report)]) == (
        "::notice file=a.yaml,title=PED601 rule-not-checked::Nobody checked this rule."
    )


@given(st.lists(st.tuples(TEXT, REPORTS), max_size=3))
def test_whatever_a_finding_holds_arrives_as_it_was(pairs: list[tuple[str, Report]]) -> None:
    findings = [(source, finding) for source, report in pairs for finding in report]
    text = format_github(pairs)
    lines = text.split("\n") if text else []
    assert len(lines) == len(findings)
    for line, (source, finding) in zip(lines, findings, strict=True):
        kind, properties, message = _read(line)
        assert kind == {"error": "error", "warning": "warning", "info": "notice"}[finding.severity]
        assert message == "\n".join((finding.message, *finding.details))
        file = (finding.places[0].source if finding.places else None) or source
        assert properties.get("file", "") == file
        assert properties["title"] == f"{finding.code} {finding.name}"
