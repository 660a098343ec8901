"""The end of a session and what goes on after it: goals, plans, tickets, reports, things to take away."""

from __future__ import annotations

from ..law import Implies, Law, Takes

ACTS: tuple[str, ...] = (
    "have_goal_set",
    "revisit_goal",
    "have_plan_made",
    "give_plan",
    "ask_obstacles",
    "give_sentence_to_copy",
    "list_what_to_practise",
    "give_questions_for_later",
    "ask_exit_question",
    "give_report",
    "report_unseen",
    "have_summary_made",
    "thank_learner",
    "name_good_thought",
    "say_goodbye",
)

_QUESTION = "asking this is asking a question"

LAWS: tuple[Law, ...] = (
    Implies("have_goal_set", "ask_goal", "a goal that is set is asked for"),
    Implies("have_plan_made", "prompt_plan", "who makes a plan plans"),
    Implies("ask_obstacles", "ask_question", _QUESTION),
    Implies("ask_exit_question", "ask_question", _QUESTION),
    Implies("revisit_goal", "prompt_evaluate", "who looks back at a goal judges how far they came"),
    Implies("have_summary_made", "have_explained_back", "who sums up says it in their own words"),
    Implies("name_good_thought", "praise", "who says that a thought was good praises it"),
    Takes("thank_learner", "words", 2, "'Thank you' is two words"),
    Takes("give_plan", "words", 8, "a plan says what to do, and when"),
    Takes("give_sentence_to_copy", "words", 5, "it is a sentence"),
    Takes("list_what_to_practise", "words", 4, "it names something to practise"),
    Takes("give_questions_for_later", "words", 5, "a question has to name its matter"),
    Takes("give_report", "sentences", 1, "a report is at least a sentence"),
    *(
        Takes(act, "questions", 1, "it stands beside questions about something else", alone=True)
        for act in ("ask_exit_question", "ask_obstacles")
    ),
    *(
        Takes(act, "instructions", 1, "it is a thing of its own to ask for", alone=True)
        for act in (
            "have_summary_made",
            "have_plan_made",
            "ask_exit_question",
            "ask_obstacles",
            "revisit_goal",
            "have_goal_set",
            "give_sentence_to_copy",
        )
    ),
    Implies("have_plan_made", "ask_for_sentences", "what, when and where take a sentence"),
    Takes("have_plan_made", "words", 6, "it says what to plan"),
    Takes("have_summary_made", "words", 5, "it says what to sum up"),
    Takes("ask_exit_question", "words", 5, "it says what to write down"),
    Takes("ask_obstacles", "words", 5, "it asks what could get in the way"),
    Takes("revisit_goal", "words", 5, "it names the goal"),
    Takes("name_good_thought", "words", 5, "it names the thought"),
    Takes("say_goodbye", "words", 1, "'Goodbye' is a word"),
    Takes("give_report", "words", 12, "it says what was done and how it went"),
    Takes("give_sentence_to_copy", "sentences", 1, "it is a sentence"),
    Takes("give_plan", "chunks", 1, "what to do is a piece"),
)
