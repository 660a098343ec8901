"""The answers to a profile, as findings, as text and as data."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...base.errors import ArgumentError
from ...base.inline import shown
from ...base.text import line
from ...base.visible import visible
from ...instructions.instruction import SystemInstruction
from ...norms.spelling import did_you_mean
from ...presets.packs import Pack
from ...reports.report import Finding, Place, Report
from ...reports.saying import Sentences
from ...wording.phrases import flat
from ...wording.words import words_for
from ..diff import is_rule
from .answers import ANSWERS, Answer, ClauseAnswer, answers_of
from .profile import Profile

_say = Sentences("views/profile")

CODES: Mapping[Answer, str] = {"contradicted": "PED901", "silent": "PED902", "not decidable": "PED903"}
"""The findings that say what is not fulfilled."""


@dataclass(frozen=True, slots=True)
class ProfileReport:
    """What one instruction says of a profile's clauses. `str(report)` tells it."""

    profile: str
    """What the profile is called."""
    source: str | None
    """The preset that was asked, the innermost where there are several."""
    answers: tuple[ClauseAnswer, ...]
    """For each clause, in the profile's order."""
    unread: int = 0
    """How many rules in their author's own words the instruction has that nobody has read."""
    locale: str = "en"

    @property
    def ok(self) -> bool:
        """True where no clause is contradicted."""
        return not self.of("contradicted")

    def of(self, answer: Answer) -> tuple[ClauseAnswer, ...]:
        """The clauses with this answer. Raises `ArgumentError`, also a TypeError, for what is no answer."""
        if answer not in ANSWERS:
            near = did_you_mean(answer, ANSWERS)
            raise ArgumentError(f"There is no answer {shown(answer)}.{near} Answers: {', '.join(ANSWERS)}.")
        return tuple(one for one in self.answers if one.answer == answer)

    @property
    def report(self) -> Report:
        """What is not fulfilled, as findings: contradicted is an error, silent a warning, not decidable an info."""
        return Report.of(self._finding(one) for one in self.answers if one.answer != "fulfilled")

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "profile": self.profile,
            "source": self.source,
            "ok": self.ok,
            "answers": [one.to_dict() for one in self.answers],
            "unread_rules": self.unread,
        }

    def __str__(self) -> str:
        return profile_report_text(self)

    def _finding(self, one: ClauseAnswer) -> Finding:
        silent, broken = one.answer == "silent", one.answer == "contradicted"
        source = line(one.clause.source)
        places = tuple(held.place for held in one.statements) if one.answer == "contradicted" else ()
        return Finding.of(
            CODES[one.answer],
            _say(
                ("PED902.in_part" if one.statements else "PED902.silent")
                if silent
                else "PED901"
                if broken
                else "PED903",
                profile=self.profile,
                clause=line(one.clause.clause),
                source=source,
            ),
            args={"profile": self.profile, "clause": one.clause.clause, "source": source, "answer": one.answer},
            attributes=tuple(dict.fromkeys(held.attribute for held in one.statements)),
            when=one.when or None,
            witness=one.witness,
            places=places or (Place(self.source),),
            details=tuple(self.details(one)),
        )

    def details(self, one: ClauseAnswer) -> Iterator[str]:
        """What stands behind an answer, line by line."""
        for held in one.statements:
            yield _say("profile.statement", where=held.source, text=flat(held.text))
        if one.when:
            yield _say("profile.broken_when" if one.answer == "contradicted" else "profile.silent_when", when=one.when)
        if one.example and (one.answer == "contradicted" or one.when):
            yield _say("profile.example", example=one.example)
        if one.note:
            yield one.note


def check_profile(instruction: SystemInstruction, profile: Profile, *, packs: Iterable[Pack] = ()) -> ProfileReport:
    """What an instruction, just composed or stored, says of each clause of a profile.

    A clause is fulfilled where who follows the instruction cannot but keep it, in every state of which it speaks;
    contradicted where somebody who follows the instruction breaks it, or is allowed to, in one of them; silent where
    nothing of the kind is said, and not decidable where no instruction can show it. What a budget left out does not
    count, and what is only wished for keeps nothing.

    Raises `ArgumentError`, also a TypeError, for what is no instruction or no profile, and `PedagogyError` for one that
    was stored by a version which kept nothing to tell it from.
    """
    if not isinstance(instruction, SystemInstruction):
        raise ArgumentError(f"A profile asks an instruction, not {type(instruction).__name__}: compose it first.")
    if not isinstance(profile, Profile):
        told = f"load_profile({shown(profile)})" if isinstance(profile, str) else "load_profile(name)"
        raise ArgumentError(f"`profile` is a Profile, not {type(profile).__name__}: hand in {told}.")
    common = instruction.shared.common
    ground = common.background.ground
    meant = {one.held.attribute for one in ground.standing}
    sources = [one["source"] for one in instruction.shared.sources]
    return ProfileReport(
        profile.profile,
        sources[-1] if sources else None,
        answers_of(ground, profile, packs),
        sum(1 for one in common.rules.sections if is_rule(one) and one.name not in meant),
        common.locale,
    )


def profile_report_text(report: ProfileReport, width: int = 100) -> str:
    """The answers for a terminal `width` columns wide (at least 40): every clause, and what stands behind it."""
    width = max(width, 40)
    words = words_for(report.locale)
    told = words.views["profile"]
    counts = [f"{len(found)} {told['answers'][name]}" for name in ANSWERS if (found := report.of(name))]
    out = textwrap.wrap(told["heading"].format(profile=report.profile, counts=words.separated(counts)), width)
    for one in report.answers:
        out += textwrap.wrap(
            f"{one.answer + ':':<15} {flat(one.clause.clause)} ({flat(one.clause.source)})",
            width,
            initial_indent="  ",
            subsequent_indent=" " * 18,
        )
        for detail in report.details(one):
            out += textwrap.wrap(detail, width, initial_indent=" " * 18, subsequent_indent=" " * 20)
    if report.unread and report.of("silent"):
        out += textwrap.wrap(told["unread"], width, initial_indent="  ", subsequent_indent="  ")
    return visible("\n".join(out))
