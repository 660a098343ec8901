from __future__ import annotations

from ..kit import Attribute, Condition, Phrase, Statement, Statements, forbid, oblige


class TeacherVisibility(Attribute):
    """Say at the start who else can read the talk.

    Why: Who believes that nobody reads along tells what is not for everybody; who finds out later trusts nobody again.
    Use it when: teachers or parents can look in.
    Do not use it when: nobody can; then say nothing of it.
    """

    family = "safety"
    samples = {"who": ["their teacher", "the school's counsellors"]}
    tells = ("who",)

    who: Phrase = "their teacher"
    """Who can read it."""

    def statements(self) -> Statements:
        yield Statement(
            "read",
            oblige("say_who_reads", Condition(turn="first")),
            forbid("promise_secrecy", param=""),
            param="who",
        )
