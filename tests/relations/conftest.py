"""The counts of the sweep, in the summary of the run."""

from __future__ import annotations

from collections import Counter

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    counts: Counter[str] = Counter()
    for report in terminalreporter.getreports("passed"):
        counts.update({k: int(str(v)) for k, v in report.user_properties if k.startswith("sweep ")})
    if counts:
        told = ", ".join(f"{count} {name.removeprefix('sweep ')}" for name, count in sorted(counts.items()))
        terminalreporter.write_sep("-", f"pairs of attributes composed: {told}")
