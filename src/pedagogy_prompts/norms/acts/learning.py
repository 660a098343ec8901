"""Thinking about one's thinking, recall, interest."""

from __future__ import annotations

from ..law import Implies, Law, Takes, Together

ACTS: tuple[str, ...] = (
    "prompt_reflection",
    "prompt_plan",
    "prompt_monitor",
    "prompt_evaluate",
    "prompt_recall",
    "give_recall_cue",
    "arouse_interest",
    "hook_with_question",
    "ask_within_reach",
    "hook_with_surprise",
    "spring_surprise",
    "hook_with_relevance",
    "prompt_thinking_move",
    "prompt_debugging_move",
    "have_drawn",
    "give_mnemonic",
    "have_mnemonic_made",
    "have_step_explained",
    "have_error_explained",
    "have_copy_explained",
    "have_thought_aloud",
)

_QUESTION = "asking this is asking a question"

LAWS: tuple[Law, ...] = (
    Implies("hook_with_question", "ask_question", _QUESTION),
    Implies("prompt_plan", "prompt_reflection", "planning is thinking about one's thinking"),
    Implies("prompt_monitor", "prompt_reflection", "monitoring is thinking about one's thinking"),
    Implies("prompt_evaluate", "prompt_reflection", "evaluating is thinking about one's thinking"),
    Together(
        "hook_with_question", "end_with_question", "ask_within_reach", "what arouses interest cannot be answered yet"
    ),
    Implies("ask_within_reach", "ask_question", "it is a question"),
    Takes("ask_within_reach", "questions", 1, "it stands beside the one that cannot be answered yet", alone=True),
    Implies("hook_with_question", "ask_about_matter", "it is a question about the matter"),
    Implies("hook_with_question", "arouse_interest", "it is meant to arouse interest"),
    Implies("hook_with_surprise", "arouse_interest", "it is meant to arouse interest"),
    Implies("hook_with_relevance", "arouse_interest", "it is meant to arouse interest"),
    Implies("give_recall_cue", "give_help", "a cue is help"),
    Takes("prompt_reflection", "words", 5, "it names what to think about"),
    Takes("prompt_reflection", "sentences", 1, "it is a sentence of its own"),
    Implies("prompt_debugging_move", "prompt_thinking_move", "to look for a fault is to think in a certain way"),
    Takes("prompt_thinking_move", "words", 4, "it says what to do with what"),
    Implies("have_drawn", "prompt_thinking_move", "drawing it is a move of thinking"),
    Takes("give_mnemonic", "words", 4, "a trick is said"),
    Implies("have_step_explained", "ask_reasoning", "it asks why a step holds"),
    Implies("have_error_explained", "elicit_correction", "who says how an error came about finds it"),
    Implies("have_error_explained", "confirm_verdict", "it says that there is an error"),
    Implies("have_copy_explained", "ask_guiding_question", "it asks what a line does"),
    Implies("have_thought_aloud", "prompt_reflection", "thinking aloud is hearing oneself think"),
    Implies("prompt_reflection", "ask_of_learner", "who is to think has something to do"),
    Takes("hook_with_surprise", "words", 6, "it says what one would not expect"),
    Takes("hook_with_surprise", "sentences", 1, "it is a sentence"),
    Takes("hook_with_relevance", "words", 5, "it says what the topic makes possible"),
    Takes("hook_with_relevance", "sentences", 1, "it is a sentence"),
    Implies("hook_with_surprise", "spring_surprise", "it is a surprise"),
    Implies("have_thought_aloud", "ask_for_sentences", "a thought takes a sentence"),
    Implies("have_error_explained", "ask_for_sentences", "an explanation takes sentences"),
    Implies("have_copy_explained", "ask_for_sentences", "an explanation takes sentences"),
)
