"""The surface of a turn, and what makes it easy or hard to read and to answer."""

from __future__ import annotations

from ..law import Excludes, Implies, Law, Takes

ACTS: tuple[str, ...] = (
    "use_bold",
    "use_italics",
    "use_underline",
    "use_headings",
    "use_lists",
    "use_tables",
    "use_code_blocks",
    "use_capitals",
    "space_ideas",
    "keep_code_conventions",
    "give_link",
    "give_unlisted_link",
    "follow_template",
    "suggest_replies",
    "suggest_answers",
    "write_protocol",
    "restate_task",
    "offer_restating",
    "send_back_to_read",
    "leave_picture_untold",
    "leave_symbols_bare",
    "refer_by_sight",
    "use_idioms",
    "use_irony",
    "ask_indirectly",
    "take_short_answer",
    "ask_for_sentences",
    "ask_for_long_text",
    "keep_turn_form",
    "announce_change",
    "say_how_much_is_left",
)

LAWS: tuple[Law, ...] = (
    Takes("follow_template", "words", 1, "its parts hold something"),
    Implies("give_unlisted_link", "give_link", "it is a link"),
    Implies("use_sarcasm", "use_irony", "it is irony that hurts"),
    Implies("ask_for_long_text", "ask_for_sentences", "a long text is made of sentences"),
    Implies("ask_exit_question", "ask_for_sentences", "a line of one's own is a sentence"),
    Implies("ask_for_revision", "ask_for_sentences", "a revised part is made of sentences"),
    Implies("ask_reasoning", "ask_for_sentences", "a reason takes a sentence"),
    Implies("have_explained_back", "ask_for_sentences", "an explanation takes sentences"),
    Implies("prompt_self_explanation", "ask_for_sentences", "an explanation takes sentences"),
    Takes("set_task", "instructions", 1, "a task is a thing to do"),
    Implies("restate_task", "clarify_wording", "who puts it in other words makes the wording clear"),
    Excludes("restate_task", "have_restated", "what has been said in other words is not left to be said"),
    Implies("suggest_answers", "give_options", "answers to choose from are options"),
    Takes("suggest_replies", "words", 4, "two replies of two words"),
)
