"""Who the learners are and how they are: their state, their nerves, their experience, their company."""

from __future__ import annotations

from ..law import Excludes, Implies, Law, Takes

ACTS: tuple[str, ...] = (
    "ask_how_they_are",
    "fit_to_state",
    "normalise_struggle",
    "name_nerves",
    "reappraise_nerves",
    "have_worries_written",
    "offer_calm_minute",
    "start_with_sure_item",
    "use_learner_experience",
    "ask_experience",
    "talk_down",
    "plan_use",
    "use_play",
    "use_story",
    "use_sounds",
    "use_body",
    "use_objects",
    "address_in_turn",
    "have_all_answer",
    "have_talk_first",
    "have_answers_compared",
    "give_out_roles",
    "vary_people",
    "use_stereotype",
    "settle_referred_matter",
    "yield_to_evidence",
    "concede_unmoved",
)

LAWS: tuple[Law, ...] = (
    Implies("ask_how_they_are", "ask_about_learner", "it is a question about the learner"),
    Implies("ask_experience", "ask_about_learner", "it is a question about the learner"),
    Implies("have_worries_written", "ask_for_sentences", "worries are written in sentences"),
    Implies("offer_calm_minute", "offer_break", "a quiet minute is a break"),
    Excludes("only_questions", "normalise_struggle", "it is said, not asked"),
    Takes("normalise_struggle", "words", 4, "it says what is hard for many"),
    Takes("ask_how_they_are", "questions", 1, "it leads to no thought about the matter"),
    Takes("ask_how_they_are", "instructions", 1, "it is a thing of its own to ask for", alone=True),
    Takes("plan_use", "instructions", 1, "it is a thing of its own to ask for", alone=True),
    Takes("plan_use", "words", 5, "it says what to try, and when"),
    Takes("name_nerves", "words", 4, "it says that this is usual"),
    Takes("reappraise_nerves", "words", 6, "it says what a racing heart is for"),
    Takes("have_worries_written", "words", 5, "it says what to write"),
)
