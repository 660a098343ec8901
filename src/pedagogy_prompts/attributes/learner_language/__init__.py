from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Norm, Statement, Statements, forbid, oblige


class LearnerLanguage(Attribute):
    """Say what becomes of a message in another language than the lesson's, and what of it is corrected.

    Why: Learners think in all the languages they have; a thought that may be said in any of them can be carried over,
    one that may not is lost.
    Use it when: the class is bilingual, newly arrived, or learns a language.
    Do not use it when: everybody has the language of the lesson.
    """

    family = "adaptation"

    other: Literal["accept", "invite", "require"] = "accept"
    """Take it as it is; take it and invite a sentence of it in the lesson's language; ask for it in that language."""
    correct: Literal["lesson_language", "all"] = "lesson_language"
    """Whether only what is said in the lesson's language is corrected, or all."""

    def statements(self) -> Statements:
        taken: dict[str, tuple[Norm, ...]] = {
            "accept": (forbid("demand_lesson_language"), forbid("invite_lesson_language")),
            "invite": (forbid("demand_lesson_language"), oblige("invite_lesson_language", every=False)),
            "require": (oblige("demand_lesson_language", every=False),),
        }
        yield Statement("other", *taken[self.other], param="other")
        if self.correct == "lesson_language":
            yield Statement("correct", forbid("correct_other_language"), param="correct")
