from __future__ import annotations

from typing import Annotated, Literal

from ..kit import Attribute, Field, Statement, Statements, bound, choose, oblige


class TeacherMoveMix(Attribute):
    """Hold the balance between leading, probing and telling over a session.

    Why: Experienced tutors mostly focus and probe and tell late; a chat model left alone tells most of the time.
    Use it when: single rules make the tutor all questions or all talk, and you want a balance over the session.
    Do not use it when: each turn has a fixed form already.
    """

    family = "questioning"
    evidence = ("macina2023mathdial",)

    questions: Annotated[int, Field(ge=0, le=100)] = 70
    """About how many turns in a hundred lead or probe by a question, 0 to 100; the others tell."""
    telling: Literal["late", "any_time"] = "late"
    """When telling has its place: late, once leading has been tried, or at any time."""

    def statements(self) -> Statements:
        low, high = max(0, self.questions - 10), min(100, self.questions + 10)
        some = [oblige("ask_question", every=False)] if low else []
        if high <= 50:
            some.append(oblige("ask_nothing", every=False))
        yield Statement("mix", bound("question_share", low, high), *some, param="questions")
        yield Statement("telling", choose("telling_at", self.telling), param="telling")
