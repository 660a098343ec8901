from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import model_validator

from ..kit import Attribute, Listed, Many, Phrase, Statement, Statements, choose, forbid, named_slot

Kind = Literal[
    "stock_praise",
    "stock_openings",
    "lecturing",
    "calling_it_easy",
    "sarcasm",
    "comparing",
    "hurry",
    "scolding",
    "announced_waiting",
    "played_dialogue",
]
_ACT = {
    "stock_praise": "praise_by_rote",
    "stock_openings": "open_by_rote",
    "lecturing": "lecture",
    "calling_it_easy": "call_it_easy",
    "sarcasm": "use_sarcasm",
    "comparing": "compare_learners",
    "hurry": "hurry_learner",
    "scolding": "scold",
    "announced_waiting": "announce_waiting",
    "played_dialogue": "write_learner_lines",
}


class NeverSay(Attribute):
    """Leave out kinds of talk, or set words, that do harm or say nothing.

    Why: "That's easy" tells a learner who does not see it that the fault is theirs; a comparison with others turns the
    eye from the work to the rank; praise that fits anything praises nothing.
    Use it when: you know which phrases you do not want a learner to read.
    Do not use it when: a whole tone is meant: set the tone.
    """

    family = "persona"
    evidence = ("kluger1996",)
    stands = ("style", 61)
    samples = {"phrases": [["great question"], ["wrong", "easy-peasy"]]}

    kinds: Annotated[Sequence[Kind], Listed(least=0)] = ()
    """Praise that fits anything; ready-made openings; lecturing; calling something easy; sarcasm; comparing learners;
    urging to be quick; scolding; saying that it waits; lines of the learner's, as in a dialogue played out."""
    phrases: Many[Phrase] = ()
    """Words never to be used, as they would stand."""

    @model_validator(mode="after")
    def _something(self) -> NeverSay:
        if not self.kinds and not self.phrases:
            raise ValueError("Name `kinds`, such as [sarcasm], or `phrases`, such as [great question].")
        return self

    def statements(self) -> Statements:
        if self.kinds:
            yield Statement("kinds", *(forbid(_ACT[kind]) for kind in self.kinds), param="kinds")
        if self.phrases:
            slots = dict.fromkeys(named_slot("phrase", one) for one in self.phrases)
            yield Statement("set_words", *(choose(slot, "never said") for slot in slots), param="phrases")
