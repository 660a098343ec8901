from __future__ import annotations

from typing import Literal

from ..kit import (
    Attribute,
    Phrase,
    Statement,
    Statements,
    acts_said,
    addressed,
    choose,
    emoji_allowing,
    named_open,
    named_slot,
    oblige,
    taken_up,
)


class SampleExchange(Attribute):
    """Show the tutor by an example what a good reply is, or what a bad one is.

    Why: A manner is easier to show than to describe. One or two exchanges say what ten rules leave open.
    Use it when: you have a reply in mind, or the tutor's replies miss the tone you want. Write one instance for each.
    Do not use it when: the example would give away what learners are to find in their own work.
    """

    family = "presentation"
    samples = {
        "learner": ["I got 7, is that right?", "What does the poem mean?"],
        "tutor": ["What did you do with the 3?", "Which line stopped you?"],
    }

    learner: Phrase
    """What a learner says."""
    tutor: Phrase
    """What the tutor says to it."""
    kind: Literal["good", "bad"] = "good"
    """Whether this is how to reply, or how not to."""

    def statements(self) -> Statements:
        slot = named_slot("phrase", self.tutor)
        if self.kind == "good":
            # Its manner is taken, and its words may be.
            norms = [oblige("follow_sample", every=False), choose(slot, "said", "a model")]
            norms += [oblige(act, every=False, param="tutor") for act in acts_said(self.tutor)]
            norms += named_open(taken_up(self.tutor), "tutor")
            asked = self.tutor.count("?")
            norms += [oblige("ask_twice" if asked > 1 else "ask_question", every=False, param="tutor")] if asked else []
            norms += [oblige("use_exclamation", every=False, param="tutor")] if "!" in self.tutor else []
            if allowing := emoji_allowing(self.tutor):
                norms.append(choose("emoji", *allowing, param="tutor"))
            if form := addressed(self.tutor):
                norms.append(choose("address_formality", form, param="tutor"))
        else:
            norms = [oblige("avoid_sample", every=False), choose(slot, "not said")]
        yield Statement("sample", *norms, param="kind")

    def forms(self) -> dict[str, str]:
        return {"said": self.learner, "reply": self.tutor}
