"""What is worked on and who learns, as a lesson says it: all words of a locale speak so.

A lesson's words are a private variant of its locale, written as BCP 47 has it: "en-x-essay-pupil". Tables say
"learner", and ask for the rest by holes such as `{{ work }}`; both are filled when a table is read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any, Literal, get_args

from . import files

Work = Literal[
    "task", "problem", "exercise", "question", "essay", "text", "source", "code", "proof", "experiment",
    "conversation", "project", "case",
]  # fmt: skip
"""What is worked on."""
LearnerWord = Literal[
    "learner", "pupil", "student", "child", "participant", "trainee", "apprentice", "colleague", "reader", "parent"
]
"""Who learns."""
WORKS: tuple[Work, ...] = get_args(Work)
LEARNER_WORDS: tuple[LearnerWord, ...] = get_args(LearnerWord)

_PRIVATE = "-x-"
_HOLE = re.compile(r"\{\{\s*(\w+)(\s*\|\s*capitalize)?\s*\}\}")
_ANY_HOLE = r"\{\{.*?\}\}|\{%.*?%\}|\{\w*\}"


def variant(locale: str, work: Work | None, learner_word: LearnerWord | None) -> str:
    """The locale in which a lesson speaks; the locale itself where the lesson speaks as every lesson does."""
    own = [word for word, usual in ((work, "task"), (learner_word, "learner")) if word and word != usual]
    return f"{locale}{_PRIVATE}{'-'.join(own)}" if own and _PRIVATE not in locale else locale


def working_on(locale: str, work: Work) -> str:
    """The variant of a locale that speaks of this work, and of who learns as before."""
    own = locale.partition(_PRIVATE)[2].split("-")
    return variant(base_of(locale), work, next((word for word in LEARNER_WORDS if word in own), None))


def work_of(locale: str) -> Work:
    """What a variant of a locale speaks of as worked on."""
    own = locale.partition(_PRIVATE)[2].split("-")
    return next((word for word in WORKS if word in own), "task")


def base_of(locale: str) -> str:
    """The locale whose files are read."""
    return locale.partition(_PRIVATE)[0]


def is_variant(locale: str) -> bool:
    """Whether what is private in the name of a locale, if anything, says what is worked on or who learns."""
    _, private, own = locale.partition(_PRIVATE)
    return not private or all(word in WORKS or word in LEARNER_WORDS for word in own.split("-"))


def spoken(data: Any, locale: str, *, but: Collection[str] = ()) -> Any:
    """The texts in data, speaking of a locale's work and learner; holes named in `but` stay as they are."""
    return _speech(locale).said(data, but)


def spoken_phrases(locale: str) -> tuple[str, ...]:
    """The names of the phrases that every table may ask for."""
    return tuple(_forms(base_of(locale))["work"]["task"])


class _Speech:
    """The phrases of one kind of work, and the words for who learns."""

    def __init__(self, phrases: Mapping[str, str], usual: Mapping[str, str], learner: Mapping[str, str]) -> None:
        self.phrases = phrases
        self.learner = learner if learner is not usual else None
        one, many, article = (re.escape(usual[form]) for form in ("one", "many", "article"))
        self.usual = re.compile(rf"{_ANY_HOLE}|\b(?:({article}) )?(?:({many})\b('(?!s))?|({one})\b)", re.I | re.DOTALL)

    def said(self, data: Any, but: Collection[str]) -> Any:
        if isinstance(data, Mapping):
            return {key: self.said(value, but) for key, value in data.items()}
        if isinstance(data, list):
            return [self.said(value, but) for value in data]
        return self._text(data, but) if isinstance(data, str) else data

    def _text(self, text: str, but: Collection[str]) -> str:
        def phrase(hole: re.Match[str]) -> str:
            found = None if hole[1] in but else self.phrases.get(hole[1])
            if found is None:
                return hole[0]
            return _like("A", found) if hole[2] else found

        if "{{" in text:
            text = _HOLE.sub(phrase, text)
        return text if self.learner is None else self.usual.sub(self._learner, text)

    def _learner(self, found: re.Match[str]) -> str:
        assert self.learner is not None
        article, many, owns, one = found.groups()
        if many:
            word = _like(many, self.learner["many"])
            word += "" if owns is None else "'" if word.endswith("s") else "'s"
        elif one:
            word = _like(one, self.learner["one"])
        else:
            return found[0]
        return f"{_like(article, self.learner['article'])} {word}" if article else word


def _like(first: str, word: str) -> str:
    """The word with a capital where another word, which it stands for, has one."""
    return word[:1].upper() + word[1:] if first[:1].isupper() else word


@lru_cache(maxsize=256)
def _speech(locale: str) -> _Speech:
    forms, own = _forms(base_of(locale)), locale.partition(_PRIVATE)[2].split("-")
    learner = next((word for word in own if word in LEARNER_WORDS), "learner")
    usual = forms["learner"]["learner"]
    return _Speech({**forms["work"]["task"], **forms["work"][work_of(locale)]}, usual, forms["learner"][learner])


@lru_cache(maxsize=8)
def _forms(base: str) -> Mapping[str, Any]:
    return files.data_of(f"wording/speech.{base}.toml")
