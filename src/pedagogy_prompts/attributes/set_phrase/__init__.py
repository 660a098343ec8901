from __future__ import annotations

from typing import Literal

from ..kit import (
    ALWAYS,
    CLOSING,
    PRESSED,
    Attribute,
    Condition,
    Phrase,
    Statement,
    Statements,
    bound,
    choose,
    learner_move,
    named_slot,
    oblige,
)

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
        said = choose(named_slot("phrase", self.say), "said", when=when, param="say")
        length = bound("words", len(self.say.split()), None, when, param="say")
        yield Statement("say", oblige("say_set_phrase", when), said, length, param="at")
