"""The fix loop: safe fixes are written into presets' texts, each on what the last one left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from ..reports.report import Finding, Fix, Report
from .editing import mended

MOST = 100
"""So many fixes are made in one go."""


@dataclass(frozen=True, slots=True)
class Made:
    """A fix that was written into a text: the finding it mends, and the text as it was and as it is."""

    source: str
    finding: Finding
    before: str
    after: str


def settle(
    texts: Mapping[str, str],
    check: Callable[[Mapping[str, str]], Iterable[tuple[str, Report]]],
    told: Callable[[Made], object] = lambda _: None,
) -> dict[str, str]:
    """The YAML texts of some sources with their safe fixes made, one after another.

    `check` reports on the texts as they stand, source by source; it is asked again after every fix, and `told` hears of
    each. What cannot be written into a text stays as it is, and so do fixes beyond the hundredth.
    """
    after = dict(texts)
    for _ in range(MOST):
        made = next((made for source, report in check(after) for made in _ways(after, source, report)), None)
        if made is None:
            break
        after[made.source] = made.after
        told(made)
    return after


def _ways(texts: Mapping[str, str], source: str, report: Report) -> Iterator[Made]:
    """The safe fixes that change `source` and nothing else, where they can be written into its text."""
    for finding in report:
        if fix := next((fix for fix in finding.fixes if _is_ours(fix, source)), None):
            with suppress(LookupError):
                yield Made(source, finding, texts[source], mended(texts[source], fix.edits))


def _is_ours(fix: Fix, source: str) -> bool:
    return fix.safe and bool(fix.edits) and all(edit.source == source for edit in fix.edits)
