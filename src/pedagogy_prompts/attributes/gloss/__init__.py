from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Phrase, Statement, Statements, choose, oblige


class Gloss(Attribute):
    """Give hard words in the learner's own language beside them, or in a list.

    Why: One unknown word can close a whole task; a word in brackets opens it, and the sentence stays in the language
    that is learnt.
    Use it when: learners follow the subject but not yet the language it is taught in.
    Do not use it when: guessing words from the context is what is practised.
    """

    family = "adaptation"
    evidence = ("abraham2008",)
    samples = {"language": ["Ukrainian", "Tigrinya"]}

    language: Phrase | None = None
    """The language of the glosses; the learner's first language, as far as it is known, if unset."""
    how: Literal["brackets", "word_list"] = "brackets"
    """In brackets after the word, or as a list at the end of the turn."""
    of: Literal["hard_words", "key_terms", "task_words"] = "hard_words"
    """Which words: those likely to be unknown; the terms of the subject; the verbs that say what to do."""

    def statements(self) -> Statements:
        norms = [oblige("gloss_words", every=False), choose("gloss_form", self.how)]
        if self.how == "word_list":
            norms += [oblige("end_with_list", every=False), oblige("use_lists", every=False)]
        yield Statement("gloss", *norms, param="how")
