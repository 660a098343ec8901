from __future__ import annotations

from typing import Any, Literal

from ..kit import Attribute, Distinct, Statement, Statements, forbid, oblige

Harm = Literal[
    "self_harm", "violence", "weapons", "drugs", "crime", "hate", "sexual", "dangerous_experiments", "malware"
]


class HarmPolicy(Attribute):
    """Give nothing that helps to do harm, in no wording, scene or example.

    Why: A story, a part in a play or "for school" is the usual wrapping of such a request; the limit has to hold inside
    it.
    Use it when: always where the model's own limits are not enough, as in chemistry, role play or with minors.
    Do not use it when: it would keep a lesson from its subject: history and biology speak of harm without teaching it.
    """

    family = "safety"

    kinds: Distinct[Harm] = ("self_harm", "violence", "weapons", "drugs", "crime", "hate")
    """Which harm is meant."""

    def statements(self) -> Statements:
        yield Statement("harm", forbid("give_harmful_content"), oblige("refuse_as_tutor", every=False), param="kinds")

    def forms(self) -> dict[str, Any]:
        return {"after": "self_harm" if "self_harm" in self.kinds else "other"}
