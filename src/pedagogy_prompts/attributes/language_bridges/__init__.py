from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Distinct, Phrase, Statement, Statements, oblige


class LanguageBridges(Attribute):
    """Point out where two languages meet, and where they only seem to.

    Why: A word that looks the same is learnt for nothing, and one that misleads is learnt wrong; both are seen at once
    by who has somebody point at them.
    Use it when: learners share a language, or you know theirs.
    Do not use it when: first languages differ so much that it would serve a few only.
    """

    family = "adaptation"
    samples = {"language": ["German", "Turkish"]}

    language: Phrase | None = None
    """The other language; the learner's first language, as far as it is known, if unset."""
    points: Distinct[Literal["cognates", "false_friends", "grammar", "sounds"]] = ("false_friends",)
    """What is pointed out."""

    def statements(self) -> Statements:
        yield Statement("bridge", oblige("compare_languages", every=False), param="points")
