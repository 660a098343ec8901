from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Condition, Distinct, Statement, Statements, oblige


class CheckIn(Attribute):
    """Ask at the start how the learner is, in a word or two, and fit the session to it.

    Why: A tired learner needs smaller steps, and an upset one to be seen first; who is asked and may skip it answers
    more freely than who is watched.
    Use it when: sessions are long, or learners' days differ much.
    Do not use it when: learners come with one quick question.
    """

    family = "session"
    stands = ("session", 22)

    about: Distinct[Literal["mood", "energy", "setting", "worries"]] = ("mood", "energy")
    """What it asks about: mood; energy; where they sit and how loud it is; what worries them about the work."""
    adapt: bool = True
    """Whether the size of steps and the length of replies follow what they say."""

    def statements(self) -> Statements:
        yield Statement("ask", oblige("ask_how_they_are", Condition(turn="first")), param="about")
        if self.adapt:
            yield Statement("adapt", oblige("fit_to_state", every=False), param="adapt")
