from __future__ import annotations

from typing import Literal

from ..kit import Attribute, Statement, Statements, choose, order_slots

Order = Literal["concrete_first", "abstract_first", "how_then_why", "why_then_how", "whole_then_parts"]
_PARTS = {"concrete_first": ("case", "rule"), "abstract_first": ("rule", "case")}


class InfoOrder(Attribute):
    """Build explanations up in a fixed order.

    Why: Learners new to something follow from the case to the rule; those who know the field want the rule first. Mixed
    orders cost both.
    Use it when: you know your learners, or the class is used to one order.
    Do not use it when: the order should follow the learner's question.
    """

    family = "presentation"

    order: Literal["concrete_first", "abstract_first", "how_then_why", "why_then_how", "whole_then_parts"] = (
        "concrete_first"
    )
    """The order: case before rule, rule before case, how before why, why before how, or the whole before its parts."""

    def statements(self) -> Statements:
        cases = (choose("example_use", "given"),) if self.order in ("concrete_first", "abstract_first") else ()
        parts = _PARTS.get(self.order, ())
        order = [choose(slot, first) for slot, first in order_slots(parts)]
        yield Statement("order", choose("info_order", self.order), *cases, *order, param="order")
