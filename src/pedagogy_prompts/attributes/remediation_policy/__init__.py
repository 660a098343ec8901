from __future__ import annotations

from typing import Literal

from ..kit import FAILED, SHOWN, Attribute, Statement, Statements, choose, oblige

Error = Literal["guess", "misinterpretation", "careless", "right_idea", "imprecise", "unclear"]
Strategy = Literal[
    "explain_concept",
    "ask_question",
    "hint",
    "name_strategy",
    "worked_example",
    "minor_correction",
    "similar_task",
    "simplify",
    "affirm",
    "encourage",
]
Intention = Literal[
    "motivate",
    "elicit",
    "correct",
    "self_correct",
    "hint_at_mistake",
    "clarify",
    "understand",
    "diagnose",
    "support_thinking",
    "explain_mistake",
    "signal",
]
_ACT: dict[Strategy, str] = {
    "explain_concept": "explain_concept",
    "ask_question": "ask_guiding_question",
    "hint": "give_hint",
    "name_strategy": "name_strategy",
    "worked_example": "show_similar_example",
    "minor_correction": "correct_error",
    "similar_task": "set_parallel_task",
    "simplify": "use_simpler_problem",
    "affirm": "name_right_part",
    "encourage": "encourage",
}


class RemediationPolicy(Attribute):
    """Answer each kind of error in its own way.

    Why: Experts first settle what kind of error they see, then what to do and what for; replies built on such a
    decision were judged far better, and on a random one far worse. Write one instance for each kind of error.
    Use it when: you know how your subject's errors differ, or a novice tutor shall learn it.
    Do not use it when: one treatment for all errors is enough.
    """

    family = "feedback"
    evidence = ("wang2024bridge",)

    error: Error = "careless"
    """The kind of error: a guess, a misreading of the task, carelessness, a right idea carried out wrongly, an
    imprecise answer, or one whose cause is unclear."""
    strategy: Strategy = "hint"
    """What is done: explain the concept, ask, hint, name the strategy, show a worked example, correct in passing, set a
    similar task, simplify, affirm what is right, or encourage."""
    intention: Intention | None = None
    """What for: to motivate, to draw them out, to put it right or let them do so, to let them notice, to clear up, to
    make the matter understood, to find the cause, to support their thinking, to explain the mistake, or to show where
    they stand."""

    def statements(self) -> Statements:
        norms = [oblige(_ACT[self.strategy], FAILED, every=False)]
        if self.strategy == "minor_correction":
            norms.append(oblige("correct_error", FAILED & SHOWN, every=False))  # a slip in what they wrote too
            norms.append(choose("error_treatment", "explicit", "recast", when=FAILED))
        yield Statement("answer", *norms, param="strategy")
