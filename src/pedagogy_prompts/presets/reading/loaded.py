"""What reading one preset yields: the preset, or what is wrong with it, told one by one up to a bound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from ...attributes.kit.attribute import attribute_slugs
from ...base.path import Path
from ...reports.codes import CODES
from ...reports.report import Finding, Place, Report
from ...reports.saying import Sentences
from ..parts import Contents
from .problem import MAX_MESSAGE, MAX_PROBLEMS, Position, Problem

_say = Sentences("presets/reading")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A preset with its ancestors taken in, or what is wrong with it and with them."""

    preset: Contents | None
    findings: tuple[Finding, ...]
    is_preset: bool = True
    """Whether it has a preset's keys and no others: of anything else no message may quote a word."""

    @property
    def result(self) -> tuple[Contents | None, Report]:
        # In the order of the text, file by file, rather than by code: it is read beside the text.
        sources = dict.fromkeys(finding.places[0].source for finding in self.findings)
        files = {source: i for i, source in enumerate(sources)}

        def order(finding: Finding) -> tuple[int, int, int]:
            place = finding.places[0]
            return files[place.source], place.line or 0, place.column or 0

        # What several presets extend is read once, and so are its findings.
        unique = {(finding.code, finding.message, finding.places): finding for finding in self.findings}
        complete = all(finding.code != "PED007" for finding in self.findings)
        return self.preset, Report(tuple(sorted(unique.values(), key=order)), complete).limited


def findings_of(
    problems: Sequence[Problem],
    source: str | None,
    layer: str = "lesson",
    positions: Mapping[Path, Position] = MappingProxyType({}),
    keys: Mapping[Path, Position] = MappingProxyType({}),
) -> tuple[Finding, ...]:
    """The problems of one text as findings: the first hundred, and how many more there are."""
    more = len(problems) - MAX_PROBLEMS
    if more > 0:
        problems = sorted(problems, key=lambda one: _position(one, positions, keys) or (0, 0))
    findings = [finding_of(one, source, layer, positions, keys) for one in problems[:MAX_PROBLEMS]]
    if more <= 0:
        return tuple(findings)
    message = _say("PED007", more=more, limit=MAX_PROBLEMS)
    last = replace(findings[-1].places[0], path=())
    args = {"more": more, "limit": MAX_PROBLEMS}
    severity = CODES[problems[-1].code].severity
    return (*findings, Finding.of("PED007", message, places=(last,), args=args, severity=severity))


def finding_of(
    problem: Problem,
    source: str | None,
    layer: str,
    positions: Mapping[Path, Position],
    keys: Mapping[Path, Position],
) -> Finding:
    line, column = _position(problem, positions, keys) or (None, None)
    written = problem.path in positions or problem.key or problem.at is not None or not positions
    places = [Place(source, layer, problem.path, line, column, written)]
    if problem.also is not None:
        places.append(Place(source, layer, problem.path, *problem.also))
    slug = problem.path[1] if len(problem.path) > 1 and problem.path[0] == "attributes" else None
    slugs = (slug,) if isinstance(slug, str) and slug in attribute_slugs() else ()
    message, args = problem.message, problem.args
    if len(message) > MAX_MESSAGE:
        message = f"{message[: MAX_MESSAGE - 4]} ..."
    if any(isinstance(value, str) and len(value) > MAX_MESSAGE for value in args.values()):
        args = {name: value[:MAX_MESSAGE] if isinstance(value, str) else value for name, value in args.items()}
    return Finding.of(problem.code, message, places=tuple(places), attributes=slugs, args=args)


def _position(problem: Problem, positions: Mapping[Path, Position], keys: Mapping[Path, Position]) -> Position | None:
    """Where a problem stands in the text; of what is not there, where that stands in which it would be."""
    at: Position | None = problem.at or (keys.get(problem.path) if problem.key else None)
    above = problem.path
    while at is None:
        at = positions.get(above)
        if not above:
            break
        above = above[:-1]
    return at
