"""The two errors that carry a report."""

from __future__ import annotations

from ..base.errors import PedagogyError
from .report import Report


class _ReportedError(PedagogyError):
    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__(str(report))

    def __reduce__(self) -> tuple[type[_ReportedError], tuple[Report]]:
        return type(self), (self.report,)


class PresetError(_ReportedError):
    """A preset cannot be read. `report` holds everything that is wrong with it, each with its place."""


class CompositionError(_ReportedError):
    """No instruction can be written from these parts. `report` says why, and what would mend it."""
