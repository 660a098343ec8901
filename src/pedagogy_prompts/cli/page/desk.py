"""The desk at which a page works: texts and answers come in, and what came of them goes out as plain data.

In a browser a worker calls it, on a person's own machine a server does; both send the name of a request and its
arguments as JSON. It keeps nothing but the last lesson, so that what is asked about it next need not be read again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import Any

from ...base.errors import PedagogyError
from ...checking.check import check
from ...composing.compose import compose
from ...instructions.instruction import SystemInstruction
from ...presets.loading import read_text
from ...presets.shipped import shipped_presets, shipped_text
from ...reports.errors import CompositionError
from ...reports.report import Report
from ...tokens.counter import count_tokens
from ...views.table.build import decision_table
from ...views.table.html import table_body
from .answers import Lesson, Read, answer_in, answered
from .questions import question, questions, words
from .speaking import speaking
from .telling import told, ways

SOURCE = "lesson.yaml"
NOTHING_YET = "PED306"
START = "socratic-tutor"
"""The preset the page shows first."""


@dataclass(frozen=True)
class Work:
    """A lesson, what was found in it, and its instruction where there is one."""

    lesson: Lesson
    report: Report
    instruction: SystemInstruction | None

    @classmethod
    def of(cls, lesson: Lesson) -> Work:
        if lesson.preset is None:
            return cls(lesson, lesson.report, None)
        try:
            instruction = compose(lesson.preset)
        except CompositionError as error:
            return cls(lesson, error.report, None)
        return cls(lesson, instruction.report, instruction)

    def to_dict(self) -> dict[str, Any]:
        """The whole of it as the page shows it at once."""
        text = self.instruction and self.instruction.text
        return {
            "yaml": self.lesson.text,
            "title": (self.lesson.preset and self.lesson.preset.title) or "",
            "answers": {one.id: self._answer(one) for one in questions()} if self.readable else None,
            "text": text,
            "findings": [asdict(told(self.lesson, finding)) for finding in self.report],
            "bare": any(finding.code == NOTHING_YET for finding in self.report),
        }

    @property
    def readable(self) -> bool:
        """Whether the text can be read, though it may be no preset: else it says nothing of any question."""
        return self.lesson.preset is not None or bool(self.lesson.data)

    def _answer(self, asked: Any) -> dict[str, Any]:
        found = answer_in(self.lesson, asked)
        says = ""
        if found.more and self.instruction is not None:
            mine = [one.text for one in self.instruction.sections if set(asked.slugs) & {one.name, *one.attributes}]
            says = " ".join(dict.fromkeys(mine))
        return {"value": found.value, "more": found.more, "says": says}


class Desk:
    """Answers the page's requests. `source` is what findings call the preset, and `read` reads one."""

    def __init__(self, source: str = SOURCE, read: Read = read_text) -> None:
        self._source = source
        self._read = read
        self._last: Work | None = None

    def handle(self, name: str, arguments: str) -> str:
        """The answer to a request with its arguments, as JSON: `{"ok": ...}`, or `{"error": ...}` in a sentence."""
        try:
            given = json.loads(arguments)
            if name not in _REQUESTS or not isinstance(given, dict) or not isinstance(given.get("text", ""), str):
                raise LookupError(f"There is no request '{name}' with these arguments.")
            return json.dumps({"ok": getattr(self, name)(**given)})
        except (PedagogyError, LookupError, TypeError, ValueError) as error:
            return json.dumps({"error": str(error.args[0]) if error.args else type(error).__name__})

    def run(self, text: str) -> dict[str, Any]:
        """What comes of a preset's text."""
        return self._work(text).to_dict()

    def answer(self, text: str, question_id: str, value: int | str) -> dict[str, Any]:
        """What comes of a preset's text with this answer to a question."""
        work = self._work(text)
        if not work.readable:
            raise LookupError(words()["desk"]["unreadable"])
        return self.run(answered(work.lesson, question(question_id), value))

    def fixes(self, text: str, finding: int) -> list[dict[str, str]]:
        """What would mend a finding, by its number: what to press, and the text that comes of it."""
        work = self._work(text)
        found = work.report.findings[finding]
        return [asdict(way) for way in ways(work.lesson, found, _checked)]

    def table(self, text: str) -> dict[str, Any]:
        """What the tutor will do, as HTML, what is open, and what else speaks of a question without an answer.

        `open` are the questions about moments nobody has answered, and `silent` the moments nothing of their own is
        said of, each with its question if that is answered.
        """
        lesson = self._work(text).lesson
        if lesson.preset is None:
            return {"html": "", "open": [], "silent": [], "speaks": {}}
        table = decision_table(lesson.preset)
        answers = {one.id: answer_in(lesson, one).value for one in questions()}
        gaps = {row.key for row in table.rows if row.gap}
        every = {row.key for row in table.rows}  # that some adult is to help says nothing of who that is
        left = [one for one in questions() if not answers[one.id] and one.moment in (every if one.into else gaps)]
        by_moment = {one.moment: one for one in questions() if one.moment}
        telling = tuple(row for row in table.rows if row.says)
        html = "\n".join(table_body(replace(table, sources=(), rows=telling)))
        return {
            "html": re.sub(r"<(/?)h2>", r"<\1h3>", html),  # a part of the page has its heading above it
            "open": [one.id for one in left],
            "silent": [
                {"moment": row.situation, "question": one.id if (one := by_moment.get(row.key)) else ""}
                for row in table.rows
                if not row.says and by_moment.get(row.key) not in left
            ],
            "speaks": {
                one.id: found
                for one in questions()
                if one.options and answers[one.id] == 0 and (found := speaking(table, one, self._source))
            },
        }

    def count(self, text: str, model: str | None = None) -> dict[str, Any]:
        """The tokens of an instruction, in words, and what the number rests on."""
        found = count_tokens(text, model=model or None)
        return {"said": str(found), "basis": found.basis}

    def start(self, preset: str | None = None, text: str = "", begun: str = "") -> dict[str, Any]:
        """What comes of the preset that the page begins with, of a shipped one, or with "" of an empty one.

        What `text` answers about the class is `kept`, where the preset that was `begun` with did not say it.
        """
        new, kept = start_text(START if preset is None else preset), []
        now, first = self._work(text).lesson, Lesson.of(start_text(begun), self._source)
        for one in questions() if text else ():
            value = answer_in(now, one).value
            if one.kept and value and value != answer_in(first, one).value:
                new = answered(Lesson.of(new, self._source), one, value)
                kept.append(one.id)
        return {**self.run(new), "kept": kept}

    def _work(self, text: str) -> Work:
        if self._last is None or self._last.lesson.text != text:
            self._last = Work.of(Lesson.of(text, self._source, self._read))
        return self._last


_REQUESTS = ("run", "answer", "fixes", "table", "count", "start")


def start_text(preset: str) -> str:
    """The text to begin with: a copy of a shipped preset, to be changed freely. Raises LookupError for no such name."""
    if not preset:
        return "format: 1\ntitle: My tutor\n"
    text = shipped_text(preset)
    return text[text.index("\nformat:") + 1 :]


@cache
def starts() -> Mapping[str, tuple[str, str]]:
    """The presets to begin with, by name: the title, and what each is for in a sentence."""
    found = {}
    for name in shipped_presets():
        lesson = Lesson.of(shipped_text(name), name)
        head = lesson.text.split("\nformat:")[0].replace("\n#  ", "").splitlines()
        about = next((line for line in head if line.startswith("# Take it when:")), "")
        title = (lesson.preset and lesson.preset.title) or name
        found[name] = (title, about.removeprefix("# Take it when:").strip())
    return found


def _checked(lesson: Lesson) -> Report | None:
    return None if lesson.preset is None else check(lesson.preset)
