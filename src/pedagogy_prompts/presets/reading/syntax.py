"""What ruamel.yaml says of a text that is no YAML, in a teacher's words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ruamel.yaml.error import MarkedYAMLError

from .problem import Position, Problem

COMPARISON = re.compile(r"([<>])(=?)\s*(\d{1,6})")
NEWLINE = re.compile("\r\n|\n|\r")

TEMPLATE = (
    "{{ }} is not a template here: what a preset says is sent as it stands. "
    "Write the value itself, or put the whole value in quotes if the braces are meant."
)


def comparison(found: re.Match[str]) -> str:
    sign, equal, number = found[1], found[2], int(found[3])
    if sign == "<":
        return f"Comparisons are not written with signs: write 0-{number if equal else max(number - 1, 0)}."
    least = number if equal else number + 1
    return f"Comparisons are not written with signs: for {least} or more write {least}+."


_QUOTE = "Put the whole value in quotes"


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
    (
        "quoted scalar",
        "escape",
        "A backslash begins an escape in double quotes. Use single quotes, or write \\\\.",
        "before",
    ),
    (
        "quoted scalar",
        "",
        "This quote is never closed. Add the closing quote; an apostrophe in single quotes is written ''.",
        "start",
    ),
    (
        "",
        "^expected ',' or .*'\\]'",
        "This bracket is not closed properly: put commas between its parts and ] at its end.",
        "start",
    ),
    (
        "",
        "^expected ',' or",
        "This bracket is not closed properly: put commas between its parts and }} at its end.",
        "start",
    ),
    ("block scalar", "", "A value cannot begin with {char}. {quote}.", "start"),
    (
        "",
        "^mapping values are not allowed",
        (
            "A second colon stands where no name can stand. {quote} if the colon belongs to the text; otherwise begin "
            "a new line, indented like its neighbours."
        ),
        "at",
    ),
    (
        "",
        "^sequence entries are not allowed",
        "A list cannot begin behind a name. Begin a new line with `- `, or write [a, b].",
        "at",
    ),
    (
        "",
        "^could not find expected ':'",
        "This line is neither `name: value` nor `- item`. Add the colon and a space, or indent it.",
        "start",
    ),
    ("", "^found character.*cannot start", "A value cannot begin with {char}. {quote}.", "at"),
    ("alias|anchor", "^expected alphabetic", "A value cannot begin with {char}. {quote}.", "start"),
    ("tag", "", "A value cannot begin with !. {quote}.", "start"),
    ("", "tag handle", "A value cannot begin with !. {quote}.", "at"),
    (
        "",
        "^expected <block end>.*scalar",
        "There is more text after the end of the value. {quote}, with '' for an apostrophe inside.",
        "at",
    ),
    (
        "",
        "^expected <block end>",
        "The indentation does not fit the lines above. Indent this line exactly like its neighbours.",
        "at",
    ),
    ("", "^expected the node content", "A value cannot begin with {char}. {quote}.", "at"),
    ("directive", "", "Lines that begin with % are directives; a preset needs none. Delete the line.", "at"),
    (
        "",
        "YAML document|directive",
        "Lines that begin with % are directives; a preset needs none. Delete the line.",
        "at",
    ),
    (
        "",
        "document",
        "The preset has ended before this. Delete what is too much, or look for a bracket closed twice.",
        "at",
    ),
)
"""What is in ruamel.yaml's context and problem, what to say then, and where; the first that fits."""


def syntax_problem(error: MarkedYAMLError, text: str) -> Problem:
    """ruamel.yaml's error in a teacher's words."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Problem("PED001", f"This is not YAML: {error.problem}.", at=(1, 1))
    at = (mark.line + 1, mark.column + 1)
    begun = error.context_mark
    start = (begun.line + 1, begun.column + 1) if begun is not None else at
    fault = _Fault(str(error.problem or ""), str(error.context or ""), at, start, NEWLINE.split(text))
    message, place = _typed(fault) or _told(fault)
    return Problem("PED001", message, at=place)


def _typed(fault: _Fault) -> tuple[str, Position] | None:
    """What the line itself shows, whatever the parser says: a tab, a template's marks, a comparison."""
    number, column = fault.at
    line = fault.lines[number - 1] if number <= len(fault.lines) else ""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent and column <= len(indent) + 1:
        message = "A tab indents this line. YAML indents with spaces: use two for each level."
        return message, (number, indent.index("\t") + 1)
    for marks in ("{{", "{%"):
        if marks in line:
            return TEMPLATE, (number, line.index(marks) + 1)
    for found in COMPARISON.finditer(line):
        if found.start() + 1 in (column, column - 1, fault.start[1]):
            return comparison(found), (number, found.start() + 1)
    return None


def _told(fault: _Fault) -> tuple[str, Position]:
    for context, problem, message, place in _FAULTS:
        if re.search(context, fault.context) and re.search(problem, fault.problem):
            at = fault.start if place == "start" else fault.at
            said = message.format(char=fault.char(at) or "this", quote=_QUOTE)
            return said, (at[0], max(at[1] - 1, 1)) if place == "before" else at
    return f"This is not YAML: {fault.problem}.", fault.at
