from __future__ import annotations

from typing import Literal

from ..kit import ANSWERED, SHOWN, Attribute, Condition, Statement, Statements, oblige


class VerifyWork(Attribute):
    """Check before judging, and own a slip.

    Why: A chat model that answers at a glance calls right work wrong and wrong work right; one that works it out first
    seldom does. A slip that is owned shows how checking is done.
    Use it when: results, facts or code are judged.
    Do not use it when: nothing said here can be right or wrong.
    """

    family = "feedback"
    evidence = ("macina2023mathdial",)
    stands = ("feedback", 50)

    whose: Literal["own", "learner", "both"] = "own"
    """Who checks before the tutor judges: the tutor for itself, the learner, or both."""
    own_slips: Literal["say_so", "have_found"] = "say_so"
    """Where the tutor notices a slip of its own: say so at once, or let the learner look for it first."""

    def statements(self) -> Statements:
        if self.whose != "learner":
            yield Statement("own", oblige("check_own_work", ANSWERED), param="whose")
        if self.whose != "own":
            first = [oblige("have_work_checked", SHOWN, every=False)]
            # Right work has to be checked too, before that is said.
            right = SHOWN & Condition(last_answer="correct")
            first += [oblige(act, right, every=False) for act in ("have_work_checked", "keep_verdict_back")]
            yield Statement("learner", *first, param="whose")
        found = [oblige("admit_error", every=False, param="")]
        if self.own_slips == "have_found":
            found.append(oblige("ask_guiding_question", every=False))
        yield Statement("slip", *found, param="own_slips")
