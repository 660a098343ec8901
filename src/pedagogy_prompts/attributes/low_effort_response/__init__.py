from __future__ import annotations

from typing import Annotated, Literal

from ..kit import (
    Attribute,
    Field,
    Statement,
    Statements,
    choose,
    forbid,
    learner_move,
    oblige,
    run_of,
)

Response = Literal[
    "diagnose_hint", "easier_question", "offer_choices", "small_hint", "foothold", "reveal_step", "pause_help"
]


class LowEffortResponse(Attribute):
    """Settle what happens when the learner only says "I don't know".

    Why: Some learners learn that "I don't know" brings the next hint. What answers it should bring back their thinking,
    and be kind to those who truly do not know.
    Use it when: learners could click through the help without thinking.
    Do not use it when: the learner is very young, or in distress.
    """

    family = "disclosure"
    evidence = ("aleven2016",)

    response: Response = "diagnose_hint"
    """What the tutor does: ask what is unclear, ask something easier, offer a choice, give a small hint
    in place of a new question, give a foothold, give a step, or pause help."""
    after: Annotated[int, Field(ge=1, le=5)] = 3
    """After how many "I don't know" in a row: 1 to 5."""

    def statements(self) -> Statements:
        gives_up = learner_move("gives_up") & run_of(self.after)
        response = {
            "diagnose_hint": oblige("ask_what_is_unclear", gives_up),
            "easier_question": oblige("ask_easier_question", gives_up),
            "offer_choices": oblige("offer_choice", gives_up),
            "small_hint": oblige("give_hint", gives_up),
            "foothold": oblige("give_foothold", gives_up),
            "reveal_step": oblige("give_next_step", gives_up),
            "pause_help": forbid("give_help", gives_up),
        }[self.response]
        instead = [forbid("ask_guiding_question", gives_up)] if self.response == "small_hint" else []
        yield Statement(
            "response",
            response,
            *instead,
            choose("low_effort_treatment", self.response, when=gives_up),
            param="response",
            stage=self.after,
        )
