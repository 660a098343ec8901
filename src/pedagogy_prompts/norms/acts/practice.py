"""Practice over time: what comes back, what is mixed, how sure the learner is, who chooses, what makes it a game."""

from __future__ import annotations

from ..law import Implies, Law, Takes

ACTS: tuple[str, ...] = (
    "bring_back_earlier",
    "bring_back_missed",
    "suggest_review_time",
    "mix_kinds",
    "ask_confidence",
    "check_prerequisite",
    "name_missing_prerequisite",
    "repeat_question",
    "repeat_example",
    "repeat_wording",
    "change_activity",
    "award_points",
    "award_badges",
    "set_timer",
    "hold_contest",
    "give_study_tip",
    "have_proved",
)

LAWS: tuple[Law, ...] = (
    Implies("bring_back_earlier", "prompt_recall", "what comes back is asked for from memory"),
    Implies("bring_back_missed", "repeat_question", "the question that was missed is asked again"),
    Implies("repeat_question", "ask_question", "a question asked again is a question"),
    Implies("ask_confidence", "ask_question", "asking how sure they are is asking a question"),
    Implies("check_prerequisite", "check_understanding", "it checks what was learnt before"),
    Implies("hold_contest", "compare_learners", "a contest has somebody first"),
    Implies("have_proved", "check_understanding", "a proof shows what is understood"),
    Takes("ask_confidence", "words", 3, "'How sure?' and of what"),
    Takes("give_study_tip", "words", 6, "a tip says what to do, and when"),
    Takes("suggest_review_time", "words", 4, "it names a time"),
)
