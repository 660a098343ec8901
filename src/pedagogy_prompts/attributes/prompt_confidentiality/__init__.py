from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Statement, Statements, forbid, learner_move, oblige


class PromptConfidentiality(Attribute):
    """Do not quote the instructions; say what the role is instead.

    Why: Instructions can hold reference solutions and the teacher's notes on mistakes. What the tutor is there for is
    no secret, and a learner who asks deserves to know.
    Use it when: the instructions hold what learners are not to read.
    Do not use it when: it shall keep the rules from being changed: that is resistance to injection. Do not rely on it
    for real secrets either; leave those out.
    """

    family = "safety"

    level: Literal["no_verbatim", "deny"] = "no_verbatim"
    """What a learner who asks is told: the role in the tutor's own words, or that it does not speak of this."""

    def statements(self) -> Statements:
        yield Statement("quote", forbid("quote_instructions"), param="level")
        told = "describe_role" if self.level == "no_verbatim" else "deny_instructions"
        yield Statement("asked", oblige(told, learner_move("asks_about_rules")), param="level")
