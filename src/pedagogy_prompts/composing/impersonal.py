"""A report that is kept with an instruction says nothing of learners: not where they are kept, not what they wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ..reports.report import Finding, Place, Report
from ..reports.saying import Sentence

HIDDEN = "(not shown)"
"""Stands for what a learner wrote."""


def impersonal(report: Report) -> Report:
    """The report without sources of the learner's layer, and without what was found in a learner's own words."""
    if not any(_is_theirs(place) for finding in _all(report) for place in finding.places):
        return report
    accepted = tuple((_finding(finding), why) for finding, why in report.accepted)
    return Report(tuple(map(_finding, report.findings)), report.complete, accepted)


def _all(report: Report) -> Iterable[Finding]:
    return (*report.findings, *(finding for finding, _ in report.accepted))


def _is_theirs(place: Place) -> bool:
    return place.layer == "learner" or place.path[:2] == ("context", "learner")


def _finding(finding: Finding) -> Finding:
    theirs = [place for place in finding.places if _is_theirs(place)]
    if not theirs:
        return finding
    hidden = {place.source for place in theirs if place.layer == "learner" and place.source}
    if any(place.path[:2] == ("context", "learner") for place in theirs):
        hidden |= {found for found in [finding.args.get("found")] if isinstance(found, str) and found}
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(one)}(?!\w)|{re.escape(repr(one))}" for one in hidden) or "(?!)")

    def said(value: Any) -> Any:
        if isinstance(value, Sentence):
            return value.changed(said)
        return pattern.sub(HIDDEN, value) if isinstance(value, str) else value

    return replace(
        finding,
        message=said(finding.message),
        details=tuple(map(said, finding.details)),
        args={name: said(value) for name, value in finding.args.items()},
        places=tuple(
            replace(place, source=None, line=None, column=None) if place.layer == "learner" else place
            for place in finding.places
        ),
        remedy=None,
        _fixes=[()],
    )
