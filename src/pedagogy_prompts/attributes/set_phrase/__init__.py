from __future__ import annotations

import re
from typing import Literal

from ..kit import (
    ALWAYS,
    ANSWERED,
    CLOSING,
    PRESSED,
    Amount,
    Attribute,
    Condition,
    Phrase,
    Statement,
    Statements,
    acts_said,
    addressed,
    choose,
    decimal_marks,
    emoji_allowing,
    language_of,
    learner_move,
    named_open,
    named_slot,
    oblige,
    taken_up,
)

_AROUND = " \t\n\"'\u201c\u201d\u00ab\u00bb)]"
_ASKS = ("?", "\uff1f", "\u061f")
_ENDS = re.compile(r"[.!?\u2026\u3002]+(?=\s|$)")
_WHEN = {
    None: ALWAYS,
    "first_turn": Condition(turn="first"),
    "close": CLOSING,
    "right_answer": Condition(last_answer="correct"),
    "wrong_answer": Condition(last_answer="wrong"),
    "stuck": Condition(stuck=True),
    "asks_for_answer": PRESSED,
    "off_topic": learner_move("leaves_topic"),
    "rule_change": learner_move("tries_to_change_rules"),
    "asks_about_rules": learner_move("asks_about_rules"),
}


class SetPhrase(Attribute):
    """Say a sentence in exactly the words its author gave.

    Why: Some sentences have to be the same for everybody: a notice the school requires, a refusal that was agreed, the
    phrase by which a class knows that the talk is over.
    Use it when: the wording itself matters.
    Do not use it when: only the sense matters; a tutor that recites sounds like a form.
    """

    family = "persona"
    stands = ("style", 60)
    samples = {"say": ["Back to our poem.", "Great question."]}

    say: Phrase
    """The sentence, word for word."""
    at: (
        Literal[
            "first_turn",
            "close",
            "right_answer",
            "wrong_answer",
            "stuck",
            "asks_for_answer",
            "off_topic",
            "rule_change",
            "asks_about_rules",
        ]
        | None
    ) = None
    """When it is said; in each turn in which it holds if unset, so that `when` can say it."""

    def statements(self) -> Statements:
        when = _WHEN[self.at]
        words = len(self.say.split())
        norms = [choose(named_slot("phrase", self.say), "said", when=when, param="say")]
        if self.say.rstrip(_AROUND).endswith(_ASKS):
            norms.append(oblige("ask_question", when, takes=[Amount("words", words, self.say, asked=True)]))
        else:
            sentences = max(1, len(_ENDS.findall(self.say.strip(_AROUND))))
            more = [Amount("words", words - 1, self.say), Amount("sentences", sentences - 1, self.say)]
            norms.append(oblige("say_set_phrase", when, takes=more))
        acts = acts_said(self.say)
        norms += [oblige(act, when, param="say") for act in acts]
        if "confirm_verdict" in acts:
            norms.append(choose("reasoning_order", "after_verdict", when=when & ANSWERED, param="say"))
        norms += named_open(taken_up(self.say))
        if self.say.count("?") > 1:
            norms.append(oblige("ask_twice", when))
        if language := language_of(self.say):
            norms.append(choose("words_from", language, when=when, param="say"))
        norms += [choose("decimal_mark", mark, when=when, param="say") for mark in decimal_marks(self.say)]
        if form := addressed(self.say):
            norms.append(choose("address_formality", form, when=when, param="say"))
        if "!" in self.say:
            norms.append(oblige("use_exclamation", when, param="say"))
        if allowing := emoji_allowing(self.say):
            norms.append(choose("emoji", *allowing, when=when, param="say"))
        if self.at in ("right_answer", "wrong_answer"):
            norms.append(oblige("reply_by_verdict", when))
        if self.at == "rule_change":
            norms.append(oblige("remark_on_rule_change", when))
        yield Statement("say", *norms, param="at")
