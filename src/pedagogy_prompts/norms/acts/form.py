"""The surface of a turn: emphasis, lists, code, links, and parts that return in each reply."""

from __future__ import annotations

from ..law import Implies, Law, Takes

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
    "write_protocol",
)

LAWS: tuple[Law, ...] = (
    Implies("give_unlisted_link", "give_link", "it is a link"),
    Takes("suggest_replies", "words", 4, "two replies of two words"),
)
