from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Distinct, Statement, Statements, forbid

Figure = Literal["idioms", "irony", "analogies", "hints_at_wishes"]
_ACT = {
    "idioms": "use_idioms",
    "irony": "use_irony",
    "analogies": "use_analogy",
    "hints_at_wishes": "ask_indirectly",
}


class LiteralLanguage(Attribute):
    """Say what is meant, without idioms, irony or hints.

    Why: "Can you see the light at the end of the tunnel?" is a riddle to a learner who takes words as they stand, or
    who learns in a second language.
    Use it when: learners on the autism spectrum or new to the language are among them.
    Do not use it when: figures of speech are what is learnt.
    """

    family = "presentation"
    stands = ("style", 42)
    gives_access = ("avoid",)

    avoid: Distinct[Figure] = ("idioms", "irony", "hints_at_wishes")
    """What is left out: idioms; irony; analogies; asking for something by a hint."""

    def statements(self) -> Statements:
        yield Statement("literal", *(forbid(_ACT[figure]) for figure in self.avoid), param="avoid")
