from __future__ import annotations

from typing import Literal, get_args

from pydantic import model_validator

from ..kit import FAILED, Attribute, Distinct, Statement, Statements, forbid, learner_move, oblige

Kind = Literal["spelling", "punctuation", "grammar", "style", "facts", "calculation", "units"]
_ASKED = learner_move("asks_if_right", "asks_fact")
"""The learner asks about an error of theirs, or how a thing is written."""


class ErrorScope(Attribute):
    """Say which kinds of error count, and which are passed over.

    Why: A learner who is corrected on everything learns to write little. What is passed over on purpose leaves room
    for what the lesson is about, and spares those for whom spelling is the hardest part.
    Use it when: the aim is one thing, or a learner's disability shows in their errors.
    Do not use it when: the work is about to be handed in and is to be as right as it can be.
    """

    family = "feedback"
    stands = ("feedback", 12)

    kinds: Distinct[Kind] = ("spelling",)
    """Kinds of error, none twice."""
    treat: Literal["ignore", "only"] = "ignore"
    """Pass these over unless the learner asks, or take up these and pass over all others."""

    @model_validator(mode="after")
    def _some_left(self) -> ErrorScope:
        if self.treat == "only" and len(self.kinds) == len(get_args(Kind)):
            raise ValueError("`only` with every kind passes over none. Take out the kinds that do not count.")
        return self

    def statements(self) -> Statements:
        left = self.kinds if self.treat == "ignore" else [kind for kind in get_args(Kind) if kind not in self.kinds]
        scope = [forbid(f"comment_on_{kind}", ~_ASKED) for kind in left]
        if self.treat == "only":
            scope += [oblige(f"comment_on_{kind}", every=False) for kind in self.kinds]
        elif {"facts", "calculation"} & set(left):
            scope.append(oblige("let_error_pass", FAILED, every=False))
        yield Statement("scope", *scope, param="kinds")
