"""Findings for a person: the sentence, the line of the preset it is about, the details, the ways out."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping

from ...base.visible import visible
from ..report import Finding, Place, Report

Paint = Callable[[str, str], str]
"""Colours a text by the name of what it is; without colour it returns the text."""

WIDTH = 110
_NO_END = 1_000_000


def plain_paint(text: str, kind: str) -> str:  # noqa: ARG001
    """No colour at all."""
    return text


def format_text(
    report: Report,
    *,
    texts: Mapping[str, str] | None = None,
    paint: Paint = plain_paint,
    width: int | None = WIDTH,
    most_fixes: int | None = None,
) -> str:
    """The report as text, with control characters written out.

    `texts` are the sources' own texts, for the excerpts. Lines are at most `width` columns long, or as long as they
    are; of the first `most_fixes` findings the fixes are told, or of all.
    """
    if not report.findings:
        return ""
    wide = width or _NO_END
    parts = [
        _finding(finding, texts or {}, paint, wide, fixes=most_fixes is None or i < most_fixes)
        for i, finding in enumerate(report)
    ]
    if not report.complete:
        parts.append("This list is not complete.")
    return "\n".join(parts)


def _finding(finding: Finding, texts: Mapping[str, str], paint: Paint, width: int, *, fixes: bool) -> str:
    place = finding.places[0] if finding.places else None
    head = "" if place is None or (place.source is None and place.line is None) else f"{place}: "
    label = f"{finding.severity}: "
    message = visible(f"{head}{label}{finding.message}")
    lines = textwrap.wrap(message, width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
    lines[0] = lines[0].replace(label, paint(label, finding.severity), 1)
    if place is not None:
        lines += _excerpt(place, texts)
    for detail in finding.details:
        lines += _wrapped(visible(detail), width)
    if fixes and finding.fixes:
        lines.append("  Change one:" if len(finding.fixes) > 1 else "  Change:")
        lines += _fixes(finding, width)
    code = paint(f"{finding.code} {finding.name}", "code")
    lines.append(f"  {code}")
    return "\n".join(lines)


def _fixes(finding: Finding, width: int) -> list[str]:
    """The fixes, one a line; with the file each changes where the finding is about several."""
    several = len({place.source for place in finding.places}) > 1
    sources = [", ".join(sorted({edit.source or "" for edit in fix.edits} - {""})) for fix in finding.fixes]
    longest = max(len(fix.label) for fix in finding.fixes)
    lines = []
    for fix, source in zip(finding.fixes, sources, strict=True):
        lines.append(visible(f"    {fix.label:<{longest}}  in {source}" if several and source else f"    {fix.label}"))
        lines += [f"      {line}" for line in textwrap.wrap(visible(fix.effect), width - 6)]
    return lines


def _wrapped(detail: str, width: int) -> list[str]:
    return textwrap.wrap(
        detail,
        width,
        initial_indent="  ",
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
        replace_whitespace=False,
    )


def _excerpt(place: Place, texts: Mapping[str, str]) -> list[str]:
    text = texts.get(place.source or "")
    if text is None or place.line is None or place.column is None:
        return []
    lines = text.splitlines()
    if not 1 <= place.line <= len(lines):
        return []
    line = visible(lines[place.line - 1].replace("\t", " "))
    if len(line) > WIDTH:
        return []
    rest = line[place.column - 1 :].split(" #")[0].rstrip()
    if "{" in line[: place.column - 1] and rest[:1] not in "{[":
        rest = re.split(r"[,}\]]", rest)[0].rstrip()
    return [f"  {place.line:>4} | {line}", f"       | {' ' * (place.column - 1)}{'^' * max(1, len(rest))}"]
