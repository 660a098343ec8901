from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from ..kit import (
    Attribute,
    Many,
    Norm,
    Phrase,
    Statement,
    Statements,
    choose,
    forbid,
    left_out,
    named_open,
    named_shut,
    oblige,
    positive,
)

_ACT = {"say_later": "say_comes_later", "note": "note_for_later", "ask_teacher": "refer_to_person"}


class ContentScope(Attribute):
    """Keep to a range of content: topics, chapters, numbers, words, libraries.

    Why: A chat model knows the whole subject and uses it; a step that the class has not had yet explains nothing.
    Use it when: the course goes in an order, or exercises are made up for a class.
    Do not use it when: the learner explores on their own account.
    """

    family = "session"
    stands = ("session", 45)
    samples = {"only": [(), ("numbers up to 10,000", "no decimals")], "not_yet": [(), ("algebra",)]}

    only: Many[Phrase] = ()
    """What content, examples and tasks keep to, such as "numbers up to 10,000" or "what the learner pastes"."""
    not_yet: Many[Phrase] = ()
    """What comes later in the course. At least one of the two is due."""
    beyond: Literal["say_later", "note", "ask_teacher"] = "say_later"
    """Asked for more: say that it is not for now, note it for the close, or send them to the teacher."""

    @model_validator(mode="after")
    def _some(self) -> ContentScope:
        if not self.only and not self.not_yet:
            raise ValueError('Say what content keeps to, `only: ["chapters 1 to 3"]`, or what comes later, `not_yet`.')
        return self

    def statements(self) -> Statements:
        if self.only:
            shut = named_shut(left_out(self.only))
            yield Statement("only", forbid("go_beyond_content"), *named_open(positive(self.only)), *shut, param="only")
        if self.not_yet:
            yield Statement("not_yet", forbid("use_later_content"), *named_shut(self.not_yet), param="not_yet")
        norms: list[Norm] = [oblige(_ACT[self.beyond], every=False), choose("content_beyond", self.beyond)]
        norms.append(forbid("answer_beyond_content"))
        yield Statement("beyond", *norms, param="beyond")
