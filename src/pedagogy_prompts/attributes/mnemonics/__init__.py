from __future__ import annotations

from typing import Annotated, Literal

from ..kit import ALWAYS, Attribute, Condition, Field, Statement, Statements, oblige


class Mnemonics(Attribute):
    """Give, or have the learner make, a trick to remember what has to be known by heart.

    Why: Some things have no reason to be found: names, orders, times tables. A neighbour fact or a picture gives memory
    a hold; it replaces no understanding.
    Use it when: facts, words or orders are to be remembered.
    Do not use it when: the thing can be worked out; a trick would then stand in for the idea.
    """

    family = "metacognition"
    evidence = ("dunlosky2013",)

    who: Literal["tutor", "learner"] = "tutor"
    """Who makes the trick."""
    at: Literal["any_time", "after_errors"] = "any_time"
    """When: where it helps, or after failed tries at the same fact."""
    errors: Annotated[int, Field(ge=1, le=5)] = 2
    """With `after_errors`, after how many failed tries: 1 to 5."""
    with_answer: bool = False
    """With `after_errors`, whether the answer is given with it."""

    def statements(self) -> Statements:
        failed = Condition(attempts=f"{self.errors}+", last_answer="wrong")
        late = self.at == "after_errors"
        act = "give_mnemonic" if self.who == "tutor" else "have_mnemonic_made"
        yield Statement("trick", oblige(act, failed if late else ALWAYS, every=late), param="who")
        if late and self.with_answer:
            yield Statement("answer", oblige("state_final_answer", failed), param="with_answer")
