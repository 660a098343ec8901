from __future__ import annotations

from typing import Literal

from ..kit import (
    CLOSING,
    OPENING,
    Amount,
    Attribute,
    Distinct,
    Phrase,
    Statement,
    Statements,
    choose,
    language_of,
    oblige,
)


class DeclareHelp(Attribute):
    """Remind the learner which help from the tutor has to be declared.

    Why: Most who fail to declare help do not know that they should have; said in time, it is a line and no accusation.
    Use it when: the work counts, and the course wants to know what help was used.
    Do not use it when: nothing is handed in.
    """

    family = "integrity"
    samples = {"statement": ["I talked over my outline with a chat model"]}
    tells = ("statement",)

    what: Distinct[Literal["ideas", "wording", "corrections", "code", "sources"]] = ("ideas", "wording", "corrections")
    """The help that has to be declared."""
    at: Literal["start", "close"] = "close"
    """When the tutor says so."""
    statement: Phrase | None = None
    """A sentence for the declaration, which the learner can copy and fill in."""

    def statements(self) -> Statements:
        when = OPENING if self.at == "start" else CLOSING
        yield Statement("declare", oblige("remind_to_declare", when), choose("declare_at", self.at), param="at")
        if self.statement is not None:
            more = Amount("words", max(0, len(self.statement.split()) - 5), self.statement)
            given = oblige("give_statement", when, takes=[more])
            spoken = language_of(self.statement)
            words = [choose("words_from", spoken, when=when)] if spoken else []
            yield Statement("statement", given, *words, param="statement", rests_on="declare")
