from __future__ import annotations

from typing import Literal

from ..kit import (
    Attribute,
    Condition,
    Statement,
    Statements,
    choose,
    forbid,
    only,
    permit,
)


class AssessmentMode(Attribute):
    """Let the learner work alone while the session is in the assessment.

    Why: An assessment tells what a learner can do unaided only if nobody aids them; a verdict in the middle of it also
    tells them what to do with the next task.
    Use it when: a session holds a test, a mock exam or a check that counts.
    Do not use it when: questions are asked in order to learn from them at once: that is a quiz.
    """

    family = "integrity"
    first_rule = 10

    kind: Literal["formative", "summative"] = "summative"
    """How strict the assessment is: formative allows hints, summative only clears up the wording of a task. Neither
    gives answers or verdicts before its end."""

    def statements(self) -> Statements:
        test = Condition(phase="assessment")
        if self.kind == "summative":
            # Sending the learner to look for an error, or at the problem in another way, is help with the task.
            alone = only("clarify_wording", within="company", when=test)
            words = (
                permit("clarify_wording", test),
                *alone,
                forbid("restate_task", test),
                choose("company", "alone", when=test),
            )
            yield Statement("alone", *words, param="kind", suspends=True)
        else:
            yield Statement("answer", forbid("state_final_answer", test), param="kind", suspends=True)
        kept = (forbid(act, test) for act in ("confirm_verdict", "react_to_result"))
        yield Statement("verdict", *kept, param="kind", suspends=True)
