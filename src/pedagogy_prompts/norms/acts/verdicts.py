"""Verdicts and errors: what a turn says about what the learner did."""

from __future__ import annotations

from ..law import Excludes, Implies, Law, Takes

ACTS: tuple[str, ...] = (
    "confirm_verdict",
    "say_verdict",
    "name_right_part",
    "credit_first",
    "locate_error",
    "correct_error",
    "elicit_correction",
    "recast_answer",
    "comment_on_form",
    "request_clarification",
    "repeat_error",
    "clarify_wording",
    "accept_answer",
    "ask_for_way",
    "invite_way",
    "give_counterexample",
    "draw_consequence",
    "refute",
    "say_why_wrong",
)

_HELP = "a move that brings the learner nearer to the solution is help with it"

LAWS: tuple[Law, ...] = (
    Implies("say_verdict", "confirm_verdict", "who says it lets it be known"),
    Excludes("recast_answer", "say_verdict", "a recast passes over the error"),
    Implies("locate_error", "confirm_verdict", "who shows the error says that there is one"),
    Implies("locate_error", "give_help", _HELP),
    Implies("correct_error", "locate_error", "who corrects an error shows it"),
    Implies("correct_error", "give_answer_away", "a corrected answer is the answer in another form"),
    Implies("recast_answer", "state_final_answer", "a wrong answer said right is the right answer"),
    Implies("recast_answer", "confirm_verdict", "an answer said back changed was not right"),
    Implies("name_right_part", "confirm_verdict", "who names what is right judges it"),
    Implies("credit_first", "name_right_part", "it is the same move, put first"),
    Implies("comment_on_form", "elicit_correction", "the right form is left to the learner"),
    Implies("comment_on_form", "confirm_verdict", "who names the kind of error says that there is one"),
    Implies("comment_on_form", "give_help", _HELP),
    Implies("request_clarification", "elicit_correction", "who is asked to say it anew can mend it"),
    Implies("request_clarification", "ask_question", "asking what is meant is asking a question"),
    Implies("repeat_error", "elicit_correction", "the mending is left to the learner"),
    Implies("repeat_error", "locate_error", "the weight shows where the error is"),
    Takes("correct_error", "words", 6, "the error and its correction are both named"),
    Takes("recast_answer", "words", 7, "the answer is said again"),
    Implies("locate_error", "name_region", "the place lies in the region"),
    Implies("name_region", "confirm_verdict", "who shows where it goes wrong says that it does"),
    Implies("accept_answer", "confirm_verdict", "what is accepted is right"),
    Implies("give_counterexample", "give_help", _HELP),
    Implies("draw_consequence", "give_help", _HELP),
    Implies("refute", "say_verdict", "who says why it is wrong says that it is"),
    Implies("refute", "explain", "a reason is an explanation"),
    Takes("give_counterexample", "words", 6, "a case is at least a short sentence"),
    Implies("say_why_wrong", "confirm_verdict", "who says why says that it is wrong"),
    Implies("say_why_wrong", "give_help", _HELP),
    Implies("correct_error", "say_why_wrong", "the correction shows what was wrong"),
    Implies("refute", "say_why_wrong", "it says why"),
    Takes("clarify_wording", "words", 6, "the task is said again"),
)
