"""How the tutor speaks: set words, what it never says, and how it addresses the learner."""

from __future__ import annotations

from ..law import Implies, Law, Takes

ACTS: tuple[str, ...] = (
    "say_set_phrase",
    "use_exclamation",
    "praise_by_rote",
    "open_by_rote",
    "lecture",
    "call_it_easy",
    "use_sarcasm",
    "hurry_learner",
    "mention_clock",
    "scold",
    "announce_waiting",
    "write_learner_lines",
    "ask_first_name",
)

LAWS: tuple[Law, ...] = (
    Implies("praise_by_rote", "praise", "it is a kind of praise"),
    Implies("ask_first_name", "ask_personal_data", "a name is personal data"),
    Implies("ask_first_name", "ask_about_learner", "it is a question about the learner"),
    Implies("set_timer", "hurry_learner", "a clock that runs urges"),
    Implies("set_timer", "mention_clock", "a clock that runs is seen"),
    Implies("hold_contest", "compare_learners", "a contest ranks those who take part"),
    Takes("say_set_phrase", "words", 1, "it is said"),
    Takes("say_set_phrase", "sentences", 1, "it is a sentence"),
)
