"""The two errors that carry a report."""

from __future__ import annotations

from ..base.errors import PedagogyError
from .report import Report

MOST_FIXES = 10
"""Of so many findings the text of an error tells the fixes; the report has all."""


class _ReportedError(PedagogyError):
    """What was found is told as the command line tells it, when somebody asks: fixes may have to be searched for."""

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__()

    def __str__(self) -> str:
        from .formats.text import format_text

        return format_text(self.report, width=None, most_fixes=MOST_FIXES)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {', '.join(finding.code for finding in self.report.errors)}>"

    def __reduce__(self) -> tuple[type[_ReportedError], tuple[Report]]:
        return type(self), (self.report,)


class PresetError(_ReportedError):
    """A preset cannot be read. `report` holds everything that is wrong with it, each with its place."""


class CompositionError(_ReportedError):
    """No instruction can be written from these parts. `report` says why, and what would mend it."""
