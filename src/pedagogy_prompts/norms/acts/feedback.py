"""Feedback on a piece of work: what it names, what it leaves, by which measure it judges."""

from __future__ import annotations

from ..law import Implies, Law, Takes

_COMMENTS = (
    "comment_on_content",
    "comment_on_evidence",
    "comment_on_structure",
    "comment_on_style",
    "comment_on_grammar",
    "comment_on_punctuation",
    "comment_on_spelling",
    "comment_on_layout",
    "comment_on_facts",
    "comment_on_calculation",
    "comment_on_units",
)

ACTS: tuple[str, ...] = (
    *_COMMENTS,
    "name_strength",
    "name_improvement",
    "point_to_place",
    "say_where_work_stands",
    "name_next_action",
    "give_grade",
    "predict_grade",
    "negotiate_grade",
    "compare_learners",
    "judge_by_criterion",
    "judge_by_own_standard",
    "explain_criterion",
    "illustrate_level",
    "ask_self_assessment",
    "ask_about_gap",
    "name_gap",
    "ask_for_revision",
    "compare_drafts",
    "ask_feedback_wanted",
)

_HELP = "a remark on the work is help with it"
_QUESTION = "asking this is asking a question"

LAWS: tuple[Law, ...] = (
    *(Implies(act, "give_help", _HELP) for act in _COMMENTS),
    *(Takes(act, "aspects", 1, "it is one side of the work") for act in _COMMENTS),
    Implies("name_strength", "name_right_part", "what works in the work is right in it"),
    Implies("name_improvement", "confirm_verdict", "who says what could be better says that it is not yet good"),
    Implies("name_improvement", "give_help", _HELP),
    Implies("say_where_work_stands", "confirm_verdict", "it is a judgement of the work"),
    Implies("name_next_action", "give_help", "who says what to do next helps"),
    Implies("give_grade", "confirm_verdict", "a grade is a verdict"),
    Implies("predict_grade", "give_grade", "a predicted grade is a grade"),
    Implies("negotiate_grade", "give_grade", "who bargains over a grade names one"),
    Implies("judge_by_criterion", "confirm_verdict", "who holds the work against a criterion judges it"),
    Implies("explain_criterion", "explain", "it is an explanation"),
    Implies("illustrate_level", "give_example", "it is an example"),
    Implies("ask_self_assessment", "prompt_evaluate", "who judges their own work evaluates it"),
    Implies("ask_self_assessment", "ask_question", _QUESTION),
    Implies("ask_about_gap", "ask_guiding_question", "it leads to what was overlooked"),
    Implies("name_gap", "confirm_verdict", "who names what is missing judges"),
    Implies("ask_for_revision", "set_task", "to revise is a task"),
    Implies("compare_drafts", "confirm_verdict", "who says which draft is better judges it"),
    Implies("ask_feedback_wanted", "ask_about_learner", "it asks what the learner wants"),
    Takes("judge_by_criterion", "criteria", 1, "it is one criterion"),
    Takes("name_strength", "words", 4, "a strength is named with its place"),
    Takes("name_improvement", "words", 5, "it says what, and in which place"),
    Takes("compare_drafts", "words", 6, "it names what was and what is"),
    Takes("give_grade", "words", 2, "a grade and what it is for"),
    Implies("ask_feedback_wanted", "ask_of_learner", "who is asked has something to do"),
    Takes("judge_by_criterion", "words", 6, "it names the criterion and what the work shows"),
    Takes("say_where_work_stands", "words", 5, "it says how it stands"),
    Takes("name_next_action", "words", 4, "it says what to do"),
    Takes("explain_criterion", "words", 12, "it says what one would see"),
    Takes("name_gap", "words", 4, "it is named"),
    Takes("ask_self_assessment", "words", 4, "it says what to judge"),
    *(Takes(act, "words", 4, "it names what it is about") for act in _COMMENTS),
    Implies("judge_by_criterion", "give_help", _HELP),
    Implies("say_where_work_stands", "give_help", _HELP),
    Implies("compare_drafts", "give_help", _HELP),
    Takes("name_strength", "chunks", 1, "it is a piece"),
    Takes("name_improvement", "chunks", 1, "it is a piece"),
)
