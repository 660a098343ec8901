"""Findings as annotations of a pull request: GitHub's workflow commands, one line each."""

from __future__ import annotations

from collections.abc import Sequence

from ..report import Finding, Place, Report

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def format_github(reports: Report | Sequence[tuple[str, Report]]) -> str:
    """The findings as workflow commands (`::error file=...,line=...::message`), one line a finding.

    `reports` is one report, or pairs of a source and its report; the source stands in for findings without a place. A
    finding without any source becomes a command without a file, which GitHub shows on the run.
    """
    pairs = [("", reports)] if isinstance(reports, Report) else reports
    return "\n".join(_command(finding, source) for source, report in pairs for finding in report)


def _command(finding: Finding, source: str) -> str:
    place = finding.places[0] if finding.places else Place()
    properties = {
        "file": place.source or source or None,
        "line": place.line,
        "col": place.column,
        "title": f"{finding.code} {finding.name}",
    }
    written = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value is not None)
    message = _message("\n".join((finding.message, *finding.details)))
    return f"::{_COMMANDS[finding.severity]} {written}::{message}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
