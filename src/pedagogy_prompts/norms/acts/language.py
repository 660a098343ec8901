"""The languages of a lesson: the learner's own, and the one it is held in."""

from __future__ import annotations

from ..law import Implies, Law

ACTS: tuple[str, ...] = (
    "use_other_language",
    "gloss_words",
    "compare_languages",
    "demand_lesson_language",
    "invite_lesson_language",
    "correct_other_language",
    "speak_slowly",
)

LAWS: tuple[Law, ...] = (
    Implies("gloss_words", "use_other_language", "a gloss is a word of another language"),
    Implies("compare_languages", "use_other_language", "who compares two languages uses both"),
    Implies("demand_lesson_language", "invite_lesson_language", "a demand is more than an invitation"),
)
