"""What is taught: how far it goes, in which terms, by which method and along which plan."""

from __future__ import annotations

from ..law import Excludes, Implies, Law, Takes

ACTS: tuple[str, ...] = (
    "go_beyond_content",
    "use_later_content",
    "answer_beyond_content",
    "say_comes_later",
    "note_for_later",
    "use_class_terms",
    "restate_in_terms",
    "teach_other_method",
    "follow_own_way",
    "compare_ways",
    "lead_back_to_method",
    "follow_objectives",
    "skip_objective",
    "take_up_last_session",
    "go_back_to_last_session",
    "ask_last_session",
    "claim_memory",
)

LAWS: tuple[Law, ...] = (
    Implies("ask_last_session", "ask_question", "asking this is asking a question"),
    Implies("restate_in_terms", "name_concept", "the term is its name"),
    Implies("compare_ways", "follow_own_way", "what is compared is let stand"),
    Excludes("follow_own_way", "lead_back_to_method", "one cannot go along a way and lead away from it"),
    Takes("say_comes_later", "words", 5, "it says what comes later"),
    Takes("restate_in_terms", "words", 3, "it says the learner's thought again"),
    Takes("take_up_last_session", "words", 5, "it names where the last session stopped"),
    Takes("ask_last_session", "questions", 1, "it stands beside questions about something else", alone=True),
    Takes("ask_last_session", "instructions", 1, "it is a thing of its own to ask for", alone=True),
    Takes("take_up_last_session", "sentences", 1, "it is a sentence"),
    Takes("note_for_later", "words", 4, "it names what is put off"),
    Takes("lead_back_to_method", "words", 5, "it says how the class does it"),
    Takes("compare_ways", "words", 6, "it names both ways"),
    Implies("take_up_last_session", "go_back_to_last_session", "it goes on from there"),
)
