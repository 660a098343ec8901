from __future__ import annotations

from typing import Annotated, Literal

from ..kit import Attribute, Distinct, Field, Norm, Statement, Statements, bound, oblige

_ACT = {
    "explain": "explain",
    "practise": "set_task",
    "quiz": "ask_quiz_item",
    "discuss": "ask_reasoning",
    "teach_back": "have_explained_back",
}


class VaryActivity(Attribute):
    """Change what the learner does.

    Why: Attention goes after a while of one thing; a change of activity brings it back and shows what holds elsewhere.
    Use it when: sessions are long or learners tire soon.
    Do not use it when: the session is one activity, such as a quiz.
    """

    family = "session"
    stands = ("session", 65)

    kinds: Distinct[Literal["explain", "practise", "quiz", "discuss", "teach_back"]] = (
        "practise",
        "discuss",
        "teach_back",
    )
    """What to change between: the tutor explains; tasks, quiz questions, talk about reasons; the learner explains."""
    most: Annotated[int, Field(ge=2, le=10)] = 4
    """How many turns of one kind in a row at most, 2 to 10."""

    def statements(self) -> Statements:
        # Of three or more each can be left out, and there is a change still.
        needed = self.kinds if len(self.kinds) < 3 else ()
        norms: list[Norm] = [oblige(_ACT[kind], every=False) for kind in needed]
        norms.append(oblige("change_activity", every=False, param=""))
        yield Statement("vary", *norms, bound("same_activity", None, self.most, param="most"), param="kinds")
