"""What was found and what would mend it, told in the words of the questions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ...attributes.kit.attribute import attribute_class
from ...base.forms import put
from ...presets.editing import mended
from ...reports.report import Finding, Fix, Report
from ...reports.saying import Sentence
from .answers import Lesson, answer_in, answered
from .questions import Question, question_about, questions, words

_LABEL = re.compile(r"`([a-z][a-z_]*)`(?: \([a-z_]+: (?:[^()]|\([^()]*\))*\))?")
_COLUMNS = re.compile(r"(.+?)  +([a-z][a-z_]*)  +(.*)")
_LINE = re.compile(r"line (\d+)")
_QUOTED = re.compile(r"`([^`]+)`|(?<!\w)'([^']+)'(?!\w)")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[“A-Z`])")
_MEANT = re.compile(r"Did you mean '([^']+)'(?: or '([^']+)')?")
_WORD = re.compile(r"""['"]?([^\s:,\[\]{}'"#]+)""")
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
    line: int | None = None
    """Where it stands in the preset, where no question leads to it."""


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
                {"who": p.who, "says": p.says, "question": p.question, "answer": p.answer, "line": p.line}
                for p in self.parties
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
        plainly = (text for text in finding.details if not (_COLUMNS.fullmatch(text) or _LABEL.search(text)))
        when = next(plainly, "")
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
            at = _LINE.fullmatch(found[1])
            yield Party(put(words()["clash"]["rule"], name=plain(found[2])), found[3], line=int(at[1]) if at else None)
        else:
            yield Party(asked.ask, found[3], asked.id, _said(lesson, asked))


def _said(lesson: Lesson, asked: Question) -> str:
    """The answer given to a question, as its option has it; nothing where it is in words of the author's own."""
    value = answer_in(lesson, asked).value
    return asked.options[value].say if isinstance(value, int) else ""


def _message(finding: Finding) -> str:
    said = finding.message
    if isinstance(said, Sentence) and (form := _form(finding, said.key)):
        args = {name: _quoted(_LABEL.sub(_name, str(value))) for name, value in said.args.items()}
        ask = asked.ask if (asked := _asked(finding)) else ""
        message = put(form, **{**args, "name": str(args.get("name", "")).strip("“”"), "ask": ask})
        return message[:1].upper() + message[1:]
    own = words()["messages"].get(finding.code)
    if own is not None:
        return put(own, **finding.args)
    if finding.code.startswith("PED00"):  # it is about how the preset is written
        return _quoted(" ".join(one for one in _SENTENCE.split(finding.message) if "pedagogy-prompts" not in one))
    kept = [one for one in _SENTENCE.split(_LABEL.sub(_name, finding.message)) if "`" not in one]
    message = " ".join(kept)
    return message[:1].upper() + message[1:]


def _form(finding: Finding, key: str) -> str | None:
    """The page's own words for a sentence; others where it is about an answer to a question."""
    forms: dict[str, str] = words()["messages"]
    return (forms.get(f"{key}.answer") if _asked(finding) else None) or forms.get(key)


def _asked(finding: Finding) -> Question | None:
    """The question whose answer a finding is about, where what is written there is one of its parameters."""
    path = finding.places[0].path if finding.places else ()
    asked = question_about(str(path[1])) if path[:1] == ("attributes",) and len(path) > 1 else None
    if asked is None or not asked.options:
        return None
    main = attribute_class(str(path[1])).parameters()[0]
    return asked if str(path[2] if len(path) > 2 else main) in asked.owned(str(path[1])) else None


def _quoted(text: str) -> str:
    return _QUOTED.sub(lambda found: f"“{found[1] or found[2]}”", text)


def _name(found: re.Match[str]) -> str:
    asked = question_about(found[1])
    if asked is not None:
        return put(words()["names"]["answer"], ask=asked.ask)
    return put(words()["names"]["attribute"], name=plain(found[1]))


def plain(slug: str) -> str:
    """The name of an attribute as words."""
    return slug.replace("_", " ")


def ways(lesson: Lesson, finding: Finding, check: Check) -> list[Way]:
    """What would mend a finding: the fixes it brings, and other answers that do where none is among them."""
    if lesson.preset is None:
        return list(_spelled(lesson, finding))
    found: dict[str, Way] = {}
    for fix in finding.fixes:
        if way := _way(lesson, fix):
            found.setdefault(way.say, way)
    if not any(way.question for way in found.values()):
        for way in _other_answers(lesson, finding, check):
            found.setdefault(way.say, way)
    return sorted(found.values(), key=lambda way: not way.question)[: _MOST_WAYS[finding.severity]]


def _spelled(lesson: Lesson, finding: Finding) -> Iterator[Way]:
    """What may have been meant by a misspelt word, put in its place."""
    meant, place = _MEANT.search(finding.message), finding.places[0] if finding.places else None
    if not meant or place is None or place.line is None or place.column is None:
        return
    lines = lesson.text.splitlines(keepends=True)
    at = sum(map(len, lines[: place.line - 1])) + place.column - 1
    wrong = _WORD.match(lesson.text, at)
    if not wrong or wrong[1] not in finding.message:
        return
    for word in filter(None, meant.groups()):
        after = lesson.with_text(lesson.text[: wrong.start(1)] + word + lesson.text[wrong.end(1) :])
        if _key_at(finding) in map(_key_at, after.report):
            continue
        asked = _asked(finding)
        value = answer_in(after, asked).value if asked else None
        if asked and isinstance(value, int) and value:
            yield _answer(asked, value, after.text)
        else:
            yield Way(put(words()["fixes"]["write"], name=word, wrong=wrong[1]), after.text)


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
    name = asked_of.ask if asked_of else f"{plain(slugs[0]).capitalize()}:"
    effect = fix.effect
    if isinstance(effect, Sentence) and effect.key == "fix.effect.instead":
        effect = effect.args["new"]
    whole = asked_of is None and all(edit.op == "remove" and len(edit.path) == 2 for edit in fix.edits)
    if not effect or whole:  # what it says stands above, under its name
        return Way(put(words()["fixes"]["out"], name=plain(slugs[0])), text)
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


def _key_at(finding: Finding) -> Any:
    return finding.code, finding.places, finding.message


def _key(finding: Finding) -> Any:
    return finding.code, finding.attributes
