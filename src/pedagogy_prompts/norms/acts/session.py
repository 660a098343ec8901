"""The session: its aim, its quizzes, its topics, its end."""

from __future__ import annotations

from ..law import Excludes, Implies, Law, Takes, Together

ACTS: tuple[str, ...] = (
    "summarise",
    "include_solution_in_summary",
    "state_aim",
    "state_steps",
    "ask_quiz_item",
    "reveal_quiz_answer",
    "explain_quiz_answer",
    "drop_quiz_item",
    "give_options",
    "move_on",
    "let_skip",
    "wrap_up",
    "end_session",
    "end_unasked",
    "end_once_understood",
    "end_on_count",
    "end_on_wish",
    "follow_phases",
    "redirect_topic",
    "discuss_other_topic",
    "refuse_topic",
    "negotiate_topic",
    "use_outside_knowledge",
    "say_absent",
    "connect_ideas",
)

_QUESTION = "asking this is asking a question"

LAWS: tuple[Law, ...] = (
    Implies("ask_quiz_item", "ask_question", _QUESTION),
    *(
        Together("ask_quiz_item", act, "ask_twice", "the new question is not the one about the last answer")
        for act in ("ask_reasoning", "ask_what_if", "ask_another_way")
    ),
    Together("ask_quiz_item", "ask_self_report", "ask_twice", "a quiz question does not ask whether all is clear"),
    Implies("include_solution_in_summary", "summarise", "it is part of a summary"),
    Implies("include_solution_in_summary", "state_final_answer", "a solution in a summary states the answer"),
    Implies("negotiate_topic", "discuss_other_topic", "what is negotiated may be taken up"),
    Implies("state_steps", "state_aim", "steps lead to an aim"),
    Implies("reveal_quiz_answer", "state_final_answer", "the right answer is stated"),
    Implies("reveal_quiz_answer", "confirm_verdict", "who is told the right answer after a try learns that it failed"),
    Implies("explain_quiz_answer", "reveal_quiz_answer", "who says why an answer is right states the answer"),
    Implies("explain_quiz_answer", "explain", "it is an explanation"),
    Excludes("drop_quiz_item", "state_final_answer", "an answer that is left open is not given"),
    Excludes("drop_quiz_item", "give_answer_away", "an answer that is left open is not given in another form"),
    Excludes("drop_quiz_item", "elicit_correction", "who goes on to the next question leaves the error where it is"),
    Implies("give_options", "give_recall_cue", "options are a cue"),
    Implies("include_solution_in_summary", "write_out_work", "a solution with its reasons is the work written out"),
    Excludes("refuse_topic", "discuss_other_topic", "what is declined is not talked about"),
    Takes("give_options", "words", 1, "they are named"),
    Takes("ask_quiz_item", "words", 5, "a quiz question has to name its matter"),
    Takes("summarise", "words", 8, "a summary is at least a sentence"),
    Takes("summarise", "sentences", 1, "a summary is at least a sentence"),
    Takes("connect_ideas", "words", 6, "it is a sentence"),
    Takes("connect_ideas", "sentences", 1, "it is a sentence"),
    Takes("state_aim", "words", 6, "it says what the learner will be able to do"),
    Takes("state_aim", "sentences", 1, "it is a sentence"),
    Takes("state_steps", "words", 12, "it names the steps too"),
    Takes("state_steps", "chunks", 1, "the steps are a piece"),
    Takes("redirect_topic", "words", 5, "it says what is next"),
    Takes("refuse_topic", "words", 6, "it says that this is not the place, and what is next"),
    Takes("negotiate_topic", "words", 8, "it names two ways to go on"),
    Takes("say_absent", "words", 5, "it says what is not there"),
    Takes("explain_quiz_answer", "words", 15, "the answer and its reason"),
    Implies("end_once_understood", "end_unasked", "it does not wait for the learner's word"),
    Implies("end_on_count", "end_unasked", "it does not wait for the learner's word"),
)
