"""What was found and what would mend it, told in the words of the questions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ...base.forms import put
from ...presets.editing import mended
from ...reports.report import Finding, Fix, Report
from .answers import Lesson, answer_in, answered
from .questions import Question, question_about, questions, words

_LABEL = re.compile(r"`([a-z][a-z_]*)`(?: \([a-z_]+: (?:[^()]|\([^()]*\))*\))?")
_COLUMNS = re.compile(r"(.+?)  +([a-z][a-z_]*)  +(.*)")
_INSTEAD = re.compile(r"\s*\(Instead of: .*\)$", re.DOTALL)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[“A-Z`])")
_MOST_WAYS = {"error": 4, "warning": 4, "info": 2}

Check = Callable[[Lesson], Report | None]
"""What is found in a lesson; None where it cannot be read."""


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a clash: the question it comes from and the answer given, or a name, and what the tutor is told."""

    who: str
    says: str
    question: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A finding in the words of the questions. `line` is its place in the preset, where no question leads to it."""

    severity: str
    head: str
    parties: tuple[Party, ...] = ()
    when: str = ""
    questions: tuple[str, ...] = ()
    line: int | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "severity": self.severity,
            "head": self.head,
            "parties": [
                {"who": p.who, "says": p.says, "question": p.question, "answer": p.answer} for p in self.parties
            ],
            "when": self.when,
            "questions": list(self.questions),
            "line": self.line,
        }


@dataclass(frozen=True, slots=True)
class Way:
    """One way to mend a finding: what to press, and the text of the preset that comes of it."""

    say: str
    text: str = field(repr=False)
    question: str = ""


def told(lesson: Lesson, finding: Finding) -> Told:
    """A finding in the words of the questions."""
    about = dict.fromkeys(one.id for slug in finding.attributes if (one := question_about(slug)))
    line = finding.places[0].line if finding.places and (lesson.preset is None or not about) else None
    parties = tuple(_parties(lesson, finding))
    if parties:
        when = next((text for text in finding.details if not _COLUMNS.fullmatch(text)), "")
        return Told(finding.severity, words()["clash"]["head"], parties, when, tuple(about), line)
    return Told(finding.severity, _message(finding), questions=tuple(about), line=line)


def _parties(lesson: Lesson, finding: Finding) -> Iterator[Party]:
    """The sides of a clash, which a finding lists as lines of place, attribute and words."""
    for detail in finding.details:
        found = _COLUMNS.fullmatch(detail)
        if not found:
            continue
        asked = question_about(found[2])
        if asked is None:
            yield Party(put(words()["clash"]["rule"], name=_plain(found[2])), found[3])
        else:
            yield Party(asked.ask, found[3], asked.id, _said(lesson, asked))


def _said(lesson: Lesson, asked: Question) -> str:
    """The answer given to a question, as its option has it; nothing where it is in words of the author's own."""
    value = answer_in(lesson, asked).value
    return asked.options[value].say if isinstance(value, int) else ""


def _message(finding: Finding) -> str:
    own = words()["messages"].get(finding.code)
    if own is not None:
        return put(own, **finding.args)
    if finding.code.startswith("PED00"):  # it is about how the preset is written
        return finding.message
    kept = [one for one in _SENTENCE.split(_LABEL.sub(_name, finding.message)) if "`" not in one]
    message = " ".join(kept)
    return message[:1].upper() + message[1:]


def _name(found: re.Match[str]) -> str:
    asked = question_about(found[1])
    if asked is not None:
        return put(words()["names"]["answer"], ask=asked.ask)
    return put(words()["names"]["attribute"], name=_plain(found[1]))


def _plain(slug: str) -> str:
    return slug.replace("_", " ")


def ways(lesson: Lesson, finding: Finding, check: Check) -> list[Way]:
    """What would mend a finding: the fixes it brings, and other answers that do where none is among them."""
    found: dict[str, Way] = {}
    for fix in finding.fixes:
        if way := _way(lesson, fix):
            found.setdefault(way.say, way)
    if not any(way.question for way in found.values()):
        for way in _other_answers(lesson, finding, check):
            found.setdefault(way.say, way)
    return sorted(found.values(), key=lambda way: not way.question)[: _MOST_WAYS[finding.severity]]


def _way(lesson: Lesson, fix: Fix) -> Way | None:
    try:
        text = mended(lesson.text, fix.edits)
    except LookupError:
        return None
    after = lesson.with_text(text)
    for asked in questions():
        value = answer_in(after, asked).value
        if isinstance(value, int) and value != answer_in(lesson, asked).value:
            return _answer(asked, value, text)
    slugs = [str(edit.path[1]) for edit in fix.edits if edit.path[:1] == ("attributes",) and len(edit.path) > 1]
    if not slugs:
        return Way(fix.label, text) if "`" not in fix.label and "{" not in fix.label else None
    asked_of = question_about(slugs[0])
    name = asked_of.ask if asked_of else f"{_plain(slugs[0]).capitalize()}:"
    effect = _INSTEAD.sub("", fix.effect)
    if not effect:
        return Way(put(words()["fixes"]["out"], name=_plain(slugs[0])), text)
    return Way(put(words()["fixes"]["effect"], name=name, effect=effect), text)


def _answer(asked: Question, value: int, text: str) -> Way:
    return Way(put(words()["fixes"]["answer"], ask=asked.ask, say=asked.options[value].say), text, asked.id)


def _other_answers(lesson: Lesson, finding: Finding, check: Check) -> Iterator[Way]:
    """Other answers to the questions a finding is about that remove it and bring nothing else that is wrong."""
    before = _wrong(check(lesson) or ())
    about = {one.id: one for slug in finding.attributes if (one := question_about(slug)) and one.options}
    for asked in about.values():
        now = answer_in(lesson, asked).value
        for value in (*range(1, len(asked.options)), 0):  # the first says nothing about it, so it comes last
            if value == now:
                continue
            try:
                text = answered(lesson, asked, value)
            except LookupError:
                continue
            report = check(lesson.with_text(text))
            if report is None or _key(finding) in {_key(one) for one in report} or _wrong(report) - before:
                continue
            yield _answer(asked, value, text)


def _wrong(found: Iterable[Finding]) -> set[Any]:
    return {_key(one) for one in found if one.severity != "info"}


def _key(finding: Finding) -> Any:
    return finding.code, finding.attributes
