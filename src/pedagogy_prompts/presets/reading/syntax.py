"""What ruamel.yaml says of a text that is no YAML, in a teacher's words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ruamel.yaml.error import MarkedYAMLError

from ...reports.saying import Sentence, Sentences
from .problem import Position, Problem

_say = Sentences("presets/reading")

COMPARISON = re.compile(r"([<>])(=?)\s*(\d{1,6})")
NEWLINE = re.compile("\r\n|\n|\r")


def template() -> Sentence:
    """What is said of the marks of a template."""
    return _say("PED001.template")


def comparison(found: re.Match[str]) -> Sentence:
    sign, equal, number = found[1], found[2], int(found[3])
    if sign == "<":
        return _say("PED001.comparison_less", most=number if equal else max(number - 1, 0))
    return _say("PED001.comparison_more", least=number if equal else number + 1)


@dataclass(frozen=True, slots=True)
class _Fault:
    """What ruamel.yaml says of a text that is no YAML, and the text around it."""

    problem: str
    context: str
    at: Position
    start: Position
    """Where the part began that is not complete."""
    lines: list[str]

    def char(self, at: Position) -> str:
        """The character at a position; nothing behind the last one."""
        return self.lines[at[0] - 1][at[1] - 1 : at[1]] if at[0] <= len(self.lines) else ""


_Place = Literal["at", "start", "before"]

_FAULTS: tuple[tuple[str, str, str, _Place], ...] = (
    ("quoted scalar", "escape", "escape", "before"),
    ("quoted scalar", "", "quote", "start"),
    ("", "^expected ',' or .*'\\]'", "square_bracket", "start"),
    ("", "^expected ',' or", "curly_bracket", "start"),
    ("block scalar", "", "begins_with", "start"),
    ("", "^mapping values are not allowed", "colon", "at"),
    ("", "^sequence entries are not allowed", "list", "at"),
    ("", "^could not find expected ':'", "neither", "start"),
    ("", "^found character.*cannot start", "begins_with", "at"),
    ("alias|anchor", "^expected alphabetic", "begins_with", "start"),
    ("tag", "", "begins_with_mark", "start"),
    ("", "tag handle", "begins_with_mark", "at"),
    ("", "^expected <block end>.*scalar", "more_text", "at"),
    ("", "^expected <block end>", "indentation", "at"),
    ("", "^expected the node content", "begins_with", "at"),
    ("directive", "", "directive", "at"),
    ("", "YAML document|directive", "directive", "at"),
    ("", "document", "ended", "at"),
)
"""What is in ruamel.yaml's context and problem, what to say then, and where; the first that fits."""


def syntax_problem(error: MarkedYAMLError, text: str) -> Problem:
    """ruamel.yaml's error in a teacher's words."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Problem("PED001", _say("PED001.not_yaml", why=str(error.problem)), at=(1, 1))
    at = (mark.line + 1, mark.column + 1)
    begun = error.context_mark
    start = (begun.line + 1, begun.column + 1) if begun is not None else at
    fault = _Fault(str(error.problem or ""), str(error.context or ""), at, start, NEWLINE.split(text))
    message, place = _typed(fault) or _told(fault)
    return Problem("PED001", message, at=place)


def _typed(fault: _Fault) -> tuple[Sentence, Position] | None:
    """What the line itself shows, whatever the parser says: a tab, a template's marks, a comparison."""
    number, column = fault.at
    line = fault.lines[number - 1] if number <= len(fault.lines) else ""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent and column <= len(indent) + 1:
        return _say("PED001.tab"), (number, indent.index("\t") + 1)
    for marks in ("{{", "{%"):
        if marks in line:
            return template(), (number, line.index(marks) + 1)
    for found in COMPARISON.finditer(line):
        if found.start() + 1 in (column, column - 1, fault.start[1]):
            return comparison(found), (number, found.start() + 1)
    return None


def _told(fault: _Fault) -> tuple[Sentence, Position]:
    for context, problem, key, place in _FAULTS:
        if re.search(context, fault.context) and re.search(problem, fault.problem):
            at = fault.start if place == "start" else fault.at
            said = _say(f"PED001.syntax.{key}", char=fault.char(at) or "this")
            return said, (at[0], max(at[1] - 1, 1)) if place == "before" else at
    return _say("PED001.not_yaml", why=str(fault.problem)), fault.at
