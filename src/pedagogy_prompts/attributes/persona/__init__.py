from __future__ import annotations

from typing import Any, Literal

from ..kit import (
    Attribute,
    Many,
    Phrase,
    Statement,
    Statements,
    choose,
    manners_of,
    oblige,
    only,
)


class Persona(Attribute):
    """Keep one role towards the learner.

    Why: A role settles many small choices at once: who knows more, who judges, how close the two are. A tutor that is
    taught by the learner makes them put their own knowledge in order.
    Use it when: the tutor shall be somebody else than a plain tutor, or go by a name.
    Do not use it when: the role would only decorate; "an expert with thirty years of experience" changes no turn.
    """

    family = "persona"
    stands = ("role", 10)
    speaks_as_tutor = True
    samples = {
        "name": ["Dee", "Ms Vale"],
        "description": ["a curator who shows the learner round a museum of numbers", "a retired engineer"],
        "traits": [["curious"], ["dry", "exact"]],
    }

    role: Literal["tutor", "teacher", "coach", "mentor", "peer", "examiner", "student", "other"] = "tutor"
    """Who the tutor is to the learner; `other` is who `description` says. A student is taught by the learner."""
    name: Phrase | None = None
    """The name it goes by."""
    description: Phrase | None = None
    """Who it is, in the author's words; it follows "You are", or describes the role further."""
    traits: Many[Phrase] = ()
    """What it is like, such as "curious" or "dry"; nothing is said of it unless it is set."""
    own_stories: bool = False
    """Whether it tells, as the figure it plays, of its own life and learning."""

    def statements(self) -> Statements:
        role = f"other: {self.description}" if self.role == "other" and self.description else self.role
        yield Statement("role", choose("role", role), param="role")
        if self.role == "student":
            yield Statement("taught", *only(within="knowing"), param="role")
        if self.name:
            yield Statement("name", choose("role_name", self.name), param="name")
        if self.traits:
            manners = (choose(slot, *fitting) for slot, fitting in manners_of(self.traits))
            yield Statement("traits", choose("traits", ", ".join(self.traits)), *manners, param="traits")
        if self.own_stories:
            yield Statement("stories", oblige("tell_own_life", every=False), param="own_stories")

    def forms(self) -> dict[str, Any]:
        about = self.description or ""
        return {"about": about, "more": ("role" if self.role == "other" else "more") if about else "nothing"}
