"""From a draft and a choice of wordings to an instruction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ..base.cached import cached_property, kept
from ..base.version import __version__
from ..instructions.common import Common, Shared
from ..instructions.contents import lesson_parts
from ..instructions.frame.template import Frame
from ..instructions.instruction import SystemInstruction
from ..instructions.learner import NOTHING, learner_told
from ..instructions.section import Section
from ..reports.report import Report
from ..wording.words import Words
from .background import Drafted
from .draft import DETAILS, WISHES, Draft, Lengths, Unit

if TYPE_CHECKING:
    from ..checking.gather import Composition
    from ..instructions.allowance import Allowance
    from ..tokens.meter import Counted, Counting

Choice = Mapping[int, Lengths]
"""How each unit of a draft is worded, in the order of the text; units that are not in it are left out."""


class Rulebook:
    """What the authors ask for, in any wording: the same for many lessons, and for every learner."""

    def __init__(
        self,
        drafted: Draft,
        frame: Frame,
        words: Words,
        setting: str | None,
        counted: Counted,
    ) -> None:
        self.draft = drafted
        self.frame = frame
        self.words = words
        self.setting = setting
        self.counted = counted

    @cached_property
    def own_words(self) -> str:
        """What the frame says in the library's words."""
        return _role(self.words, self.setting, plays=False).text

    @cached_property
    def whole(self) -> Common:
        """All of it in full; most texts are that."""
        return _common(self, tuple(self.draft.in_full.items()), None)

    def common(self, choice: Choice, *, in_full: frozenset[str] | None, wishes: bool) -> Common:
        """In these wordings, and without the learner's wishes unless they are wanted too."""
        if choice is self.draft.in_full and in_full is None and wishes:
            return self.whole
        units = self.draft.units
        return _common(self, tuple(one for one in choice.items() if wishes or not units[one[0]].wished), in_full)


@kept(256)
def _rulebook(drafted: Draft, frame: Frame, words: Words, setting: str | None, counted: Counted) -> Rulebook:
    return Rulebook(drafted, frame, words, setting, counted)


class Writer:
    """Writes one composition with this or that wording for each unit of its draft."""

    def __init__(
        self, composition: Composition, drafted: Draft, frame: Frame, words: Words, counting: Counting
    ) -> None:
        self.composition = composition
        self.draft = drafted
        self.frame = frame
        self.counting = counting
        self.words = words
        context = composition.context
        self._book = _rulebook(drafted, frame, words, context.setting, counting.counted)
        told = lesson_parts(context, composition.facts, words)
        self._lesson = frame.told("lesson", [name for name, _ in told], [text for _, text in told])

    def write(
        self,
        choice: Choice,
        report: Report,
        *,
        in_full: frozenset[str] | None = None,
        learner: bool = True,
        allowance: Allowance | None = None,
    ) -> SystemInstruction:
        """The instruction with these units said in these wordings; units not in `choice` are left out.

        `in_full` are the terms of the glossary that are worded in full; None means all of them. Without `learner`,
        neither the learner part nor the learner's wishes are written.
        """
        common = self._book.common(choice, in_full=in_full, wishes=learner)
        told = NOTHING
        if learner:
            facts = self.composition.context.learner.__dict__
            told = learner_told(facts, common.forms, common.around, common.tags)
        return SystemInstruction(Shared(common, self._lesson, report, self.composition.sources, allowance), told)

    @property
    def own_words(self) -> str:
        """What the frame says in the library's words in every text."""
        return self._book.own_words

    def role(self, *, plays: bool) -> Section:
        """Who the tutor is, unless a persona says so, and whom the rules bind."""
        return _role(self.words, self._book.setting, plays=plays)


def _role(words: Words, setting: str | None, *, plays: bool) -> Section:
    forms = words.frame["role"]
    told = [] if plays else [forms["tutor"]]
    return Section("role", "role", words.joined([*told, forms[setting or "unset"]]), item=False)


@kept(256)
def _common(book: Rulebook, choice: tuple[tuple[int, Lengths], ...], in_full: frozenset[str] | None) -> Common:
    drafted, words, frame = book.draft, book.words, book.frame
    units = [(drafted.units[i], lengths) for i, lengths in choice]
    everything = _said_once(units)
    said = [section for section in everything if section.group != WISHES]
    told = {section.text for section in said}
    persona = any(unit.attribute.speaks_as_tutor and not unit.wished for unit, _ in units)
    played = sum(section.group == "role" for section in said) if persona else 0
    stated = [*said[:played], _role(words, book.setting, plays=played > 0), *said[played:]]
    own = [book.own_words, *(unit.own_words(lengths) for unit, lengths in units if not unit.wished)]
    stated += glossary("\n".join(own), drafted.terms, in_full)
    closing = [section for section in everything if section.group == WISHES and section.text not in told]
    if drafted.reminder is not None:
        closing.append(drafted.reminder)
    return Common(
        rules=frame.block("rules", _fenced(stated, frame)),
        closing=frame.block("closing", _fenced(closing, frame)),
        norms=tuple(norm for unit, _ in units for norm in unit.norms),
        style=frame.style,
        locale=words.locale,
        titles=frame.titles,
        forms=words.frame["learner"],
        around=frame.around,
        tags=frame.tags,
        frame=frame.fingerprint if frame.own else "",
        words=words.own.data if words.own else {},
        library=__version__,
        counted=book.counted,
        background=Drafted(draft=drafted, choice=choice),
    )


def _fenced(sections: Iterable[Section], frame: Frame) -> list[Section]:
    return [section._replace(text=frame.fenced(section.text)) for section in sections]


@kept(256)
def glossary(text: str, words: Words, in_full: frozenset[str] | None) -> list[Section]:
    """The entries of the terms that `text` uses."""
    return [
        Section("glossary", "words", words.entry(term, detail), detail=detail)
        for term in words.glossary(text)
        for detail in DETAILS
        if (detail == "full") is (in_full is None or term["term"] in in_full)
    ]


def _said_once(units: Iterable[tuple[Unit, Lengths]]) -> list[Section]:
    """What several attributes say in the same words is said once, with all its origins."""
    kept: dict[tuple[str, str], Section] = {}
    for unit, lengths in units:
        for section in unit.say(lengths):
            key = (section.group, section.text)
            before = kept.get(key)
            kept[key] = section if before is None else section.joined(before)
    return list(kept.values())
