"""What an attribute is made of: one door to all that an attribute is written with."""

from __future__ import annotations

from pydantic import Field

from ...base.inline import shown
from ...base.text import line
from ...norms.condition import (
    ALWAYS,
    CLOSING,
    OPENING,
    PROBLEM_BEGINS,
    WRONG_IDEA,
    Condition,
    ConditionLike,
    as_condition,
    at_least,
    learner_move,
    run_of,
)
from ...norms.norm import Amount, Norm, bound, choose, forbid, oblige, permit
from ...norms.only import only
from ...norms.spelling import did_you_mean, with_figures
from ...norms.theory import Fact
from ...norms.vocabulary import named_open, named_shut, named_slot, order_slots
from .address import addressed
from .attribute import Attribute, Family, Statement, Statements
from .levels import CEFR, READING_AT, bounds_at, level_named
from .told import (
    KNOWN_BY_WORDS,
    acts_said,
    acts_with,
    decimal_marks,
    emoji_allowing,
    language_of,
    left_out,
    manners_of,
    positive,
    sides_left_out,
    sides_named,
    taken_up,
)
from .types import Distinct, Known, Listed, Many, Phrase, Release, Told, closed, released

ANSWERED = Condition(last_answer=["correct", "wrong", "partial"])
"""The learner has tried an answer."""
FAILED = Condition(last_answer=["wrong", "partial"])
"""The learner's last answer was not, or not wholly, right."""
SHOWN = learner_move("shows_work")
"""The learner sends work of their own."""
PRESSED = Condition(asks_for_answer=True)
"""The learner asks for the answer."""

__all__ = [
    "ALWAYS",
    "ANSWERED",
    "CEFR",
    "CLOSING",
    "FAILED",
    "KNOWN_BY_WORDS",
    "OPENING",
    "PRESSED",
    "PROBLEM_BEGINS",
    "READING_AT",
    "SHOWN",
    "WRONG_IDEA",
    "Amount",
    "Attribute",
    "Condition",
    "ConditionLike",
    "Distinct",
    "Fact",
    "Family",
    "Field",
    "Known",
    "Listed",
    "Many",
    "Norm",
    "Phrase",
    "Release",
    "Statement",
    "Statements",
    "Told",
    "acts_said",
    "acts_with",
    "addressed",
    "as_condition",
    "at_least",
    "bound",
    "bounds_at",
    "choose",
    "closed",
    "decimal_marks",
    "did_you_mean",
    "emoji_allowing",
    "forbid",
    "language_of",
    "learner_move",
    "left_out",
    "level_named",
    "line",
    "manners_of",
    "named_open",
    "named_shut",
    "named_slot",
    "oblige",
    "only",
    "order_slots",
    "permit",
    "positive",
    "released",
    "run_of",
    "shown",
    "sides_left_out",
    "sides_named",
    "taken_up",
    "with_figures",
]
