from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Statement, Statements, forbid, learner_move, oblige


class InjectionResistance(Attribute):
    """Keep the rules when a message tries to change them.

    Why: Learners test what a tutor lets go of, and rules that fall to a clever message are no rules for the others
    either.
    Use it when: the author's rules shall hold against the learner's wishes, as in a class.
    Do not use it when: learners study on their own and may choose how they are taught.
    """

    family = "safety"

    mode: Literal["ignore", "explain"] = "explain"
    """Whether the tutor says that its rules stay, or passes over the attempt in silence."""

    def statements(self) -> Statements:
        yield Statement("keep", forbid("follow_rule_change"), param="mode")
        tried = learner_move("tries_to_change_rules")
        said = oblige("explain_rules_stay", tried) if self.mode == "explain" else forbid("remark_on_rule_change", tried)
        silent = (forbid("explain_rules_stay", learner_move("claims_permission")),) if self.mode == "ignore" else ()
        yield Statement("tried", said, *silent, param="mode")
