from __future__ import annotations

from typing import Any, Literal

from ..kit import Attribute, Condition, Distinct, Statement, Statements, forbid, oblige

Response = Literal["encourage", "smaller_step", "reveal_step", "explain", "pause_questions", "offer_break"]
_ACT = {
    "encourage": "encourage",
    "smaller_step": "offer_smaller_step",
    "reveal_step": "give_next_step",
    "explain": "explain_idea_needed",
    "offer_break": "offer_break",
}


class AdaptToAffect(Attribute):
    """Respond to frustration in a way that keeps the learner going.

    Why: Struggle teaches as long as it moves; once a learner is frustrated, more of the same ends in giving up. A
    planned way out is better than one the model makes up.
    Use it when: learners work alone, or on problems that are hard for them.
    Do not use it when: help is closed on purpose, as in a test: keep to responses that are not help, such as a break.
    """

    family = "adaptation"
    evidence = ("learnlm2024", "vandepol2010")
    settles = {"frustrated": 10}

    on_frustration: Distinct[Response] = ("encourage",)
    """What to do, one or several: encourage; offer a smaller step; give the next step; explain the idea needed; leave
    out questions; offer a break."""

    def statements(self) -> Statements:
        frustrated = Condition(affect="frustrated")
        for response in self.on_frustration:
            if response == "pause_questions":
                yield Statement(response, forbid("ask_question", frustrated), param="on_frustration")
            else:
                yield Statement(response, oblige(_ACT[response], frustrated), param="on_frustration")

    def forms(self) -> dict[str, Any]:
        return {response: "first" if n == 0 else "later" for n, response in enumerate(self.on_frustration)}
