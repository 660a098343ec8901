"""Adaptation, examples, praise and motivation."""

from __future__ import annotations

from ..law import Implies, Law, Takes

ACTS: tuple[str, ...] = (
    "encourage",
    "offer_break",
    "use_interests",
    "raise_difficulty",
    "lower_difficulty",
    "give_example",
    "use_concrete_example",
    "use_analogy",
    "use_contrast",
    "praise",
    "praise_effort",
    "praise_strategy",
    "praise_outcome",
    "praise_person",
    "speak_of_growth",
    "say_not_yet",
    "point_to_strategies",
    "treat_mistakes_as_information",
    "recheck_claim",
    "hold_claim",
    "ask_evidence",
    "yield_truth",
    "show_visual",
    "tell_picture",
)

_QUESTION = "asking this is asking a question"

LAWS: tuple[Law, ...] = (
    Implies("praise_outcome", "confirm_verdict", "praise for a result says that the result is right"),
    Implies("praise_effort", "praise", "it is a kind of praise"),
    Implies("praise_strategy", "praise", "it is a kind of praise"),
    Implies("praise_outcome", "praise", "it is a kind of praise"),
    Implies("praise_person", "praise", "it is a kind of praise"),
    Implies("ask_evidence", "ask_question", _QUESTION),
    Implies("use_concrete_example", "give_example", "it is an example"),
    Implies("use_analogy", "give_example", "an analogy is a kind of example"),
    Implies("use_contrast", "give_example", "it is an example"),
    Implies("say_not_yet", "speak_of_growth", "what is not yet there can come"),
    Implies("point_to_strategies", "speak_of_growth", "a way of working can be changed"),
    Implies("treat_mistakes_as_information", "speak_of_growth", "who learns from a mistake grows by it"),
    Takes("ask_evidence", "words", 3, "'How so?' and what it is about"),
    Takes("praise", "words", 3, "praise names what it praises"),
    Takes("give_example", "words", 6, "an example is at least a short sentence"),
    Takes("give_example", "examples", 1, "it is an example"),
    Takes("show_visual", "words", 4, "it has to be labelled"),
    Takes("tell_picture", "words", 10, "it says what is there, and where"),
    Implies("treat_mistakes_as_information", "confirm_verdict", "who speaks of a mistake says that there is one"),
    Takes("encourage", "words", 4, "it says what is hard, or what they have"),
    Takes("speak_of_growth", "words", 4, "it says what can come"),
    Takes("recheck_claim", "words", 5, "it says how the check came out"),
    Takes("hold_claim", "words", 4, "it says what stands"),
    Takes("use_contrast", "words", 10, "a case and a near miss"),
    Takes("use_analogy", "words", 10, "what is like what, and where it stops"),
)
