"""The fix loop: safe fixes are written into presets' texts, each on what the last one left."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from ..reports.report import Finding, Fix, Report
from .editing import steps

MOST = 100
"""So many fixes are made in one go."""
MOST_WORK = 2_000_000
"""So much is checked again, in characters; a value counts for more of them than it has, as it is dearer to check."""
_VALUE = 2_000


@dataclass(frozen=True, slots=True)
class Made:
    """A fix that was written into a text: the finding it mends, the line, and what stood and stands there."""

    source: str
    finding: Finding
    line: int
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Settled:
    """The texts with their fixes made, and whether more may be left, as a bound was met."""

    texts: dict[str, str]
    more: bool = False


Together = Callable[[Sequence[Finding]], Sequence[Finding]]
"""Tells those of some findings whose fixes can be made in one go."""


def settle(
    texts: Mapping[str, str],
    check: Callable[[Mapping[str, str]], Iterable[tuple[str, Report]]],
    told: Callable[[Made], object] = lambda _: None,
    together: Together = lambda _: (),
) -> Settled:
    """The YAML texts of some sources with their safe fixes made, one after another.

    `check` reports on the texts as they stand, source by source; it is asked again after every fix, or after all that
    `together` says can be made in one go. `told` hears of each. What cannot be written into a text stays as it is, and
    so do fixes beyond a bound of how many are made and how much is checked.
    """
    after = dict(texts)
    left, work = MOST, MOST_WORK
    while True:
        ways = (way for source, report in check(after) for way in _ways(after, source, report, together))
        way = next(ways, None)
        if way is None:
            return Settled(after)
        source, findings, written = way
        if left <= 0 or work <= 0:
            return Settled(after, more=True)
        made = list[Made]()
        for finding, text in list(zip(findings, written, strict=True))[:left]:
            made.append(Made(source, finding, *_changed(after[source], text)))
            after[source] = text
        for one in reversed(made):  # line by line
            told(one)
        left -= len(findings)
        work -= sum(map(_cost, after.values()))


def _cost(text: str) -> int:
    """What it takes to check a text again, roughly."""
    return len(text) + _VALUE * sum(map(text.count, (": ", ":\n", "- ")))


_Way = tuple[str, Sequence[Finding], Sequence[str]]
"""A source, what is mended in it, and its text after each."""


def _ways(texts: Mapping[str, str], source: str, report: Report, together: Together) -> Iterator[_Way]:
    """The safe fixes that change `source` and nothing else, where they can be written into its text."""
    fixes = ((finding, next((fix for fix in finding.fixes if _is_ours(fix, source)), None)) for finding in report)
    ours = {id(finding): (finding, fix) for finding, fix in fixes if fix}
    several = [ours[id(finding)] for finding in together([finding for finding, _ in ours.values()])]
    # From the end of a list to its beginning, so that none moves what another one means.
    several.sort(key=lambda one: [(isinstance(step, str), step) for step in one[1].edits[0].path], reverse=True)
    for group in [several, *([one] for one in ours.values())]:
        with suppress(LookupError):
            if group:
                written = steps(texts[source], [fix.edits for _, fix in group])
                yield source, [finding for finding, _ in group], written


def _is_ours(fix: Fix, source: str) -> bool:
    return fix.safe and bool(fix.edits) and all(edit.source == source for edit in fix.edits)


def _changed(before: str, after: str) -> tuple[int, str, str]:
    """The first line that differs, and what stood and what stands from there to the last one that does."""
    shorter = min(len(before), len(after))
    same = _most(shorter, lambda n: before[:n] == after[:n])
    start = before.rfind("\n", 0, same) + 1
    same = _most(shorter - start, lambda n: before[len(before) - n :] == after[len(after) - n :])
    end = before.find("\n", len(before) - same)
    rest = 0 if end < 0 else len(before) - end - 1
    old, new = (text[start : len(text) - rest].splitlines() for text in (before, after))
    line = before.count("\n", 0, start) + 1
    while old and new and old[0] == new[0]:
        line += 1
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    was, now = (" / ".join(line.strip() for line in lines) or "(nothing)" for lines in (old, new))
    return line, was, now


def _most(limit: int, holds: Callable[[int], bool]) -> int:
    """The largest number up to `limit` that something holds for, which holds for all below it too."""
    return bisect_left(range(limit + 1), True, key=lambda n: not holds(n)) - 1
