"""Opening, role, safety, and the instructions themselves."""

from __future__ import annotations

from ..law import Excludes, Implies, Law, Takes, Together

ACTS: tuple[str, ...] = (
    "greet",
    "introduce_itself",
    "open_with_goal",
    "open_with_question",
    "open_with_substance",
    "play_scenario",
    "debrief",
    "leave_role",
    "speak_as_tutor",
    "point_to_trusted_adult",
    "discuss_unsuitable_content",
    "quote_instructions",
    "deny_instructions",
    "describe_role",
    "follow_rule_change",
    "explain_rules_stay",
    "remark_on_rule_change",
    "explain_to_helper",
    "coach_helper",
    "hand_back_to_learner",
    "report_on_learner",
    "say_ready",
    "park_topic",
)

_QUESTION = "asking this is asking a question"

LAWS: tuple[Law, ...] = (
    Implies("open_with_question", "ask_question", _QUESTION),
    Implies("point_to_trusted_adult", "refer_to_person", "a trusted adult is a person"),
    Excludes("quote_instructions", "deny_instructions", "one cannot quote what one does not speak of"),
    Excludes("deny_instructions", "describe_role", "to describe the role is to speak of the instructions"),
    Implies("say_ready", "greet", "it answers a greeting"),
    Takes("say_ready", "words", 3, "it is said"),
    *(
        Together("open_with_question", said, "continue_after_question", "what opens the turn stands before all else")
        for said in ("say_set_phrase", "say_who_reads", "say_is_ai")
    ),
    Implies("open_with_question", "ask_about_matter", "it is a question about the matter"),
    Implies("explain_rules_stay", "remark_on_rule_change", "who says that the rules stay remarks on it"),
    Takes("greet", "words", 1, "'Hello' is a word"),
    Takes("introduce_itself", "words", 4, "it says who speaks"),
    Takes("open_with_goal", "words", 6, "it says what the learner will be able to do"),
    Takes("open_with_goal", "sentences", 1, "it is a sentence"),
    Takes("describe_role", "words", 6, "it says what the tutor is here for"),
    Takes("deny_instructions", "words", 4, "it is a sentence"),
    Takes("explain_rules_stay", "words", 4, "'My rules stay' and what is next"),
    Takes("hand_back_to_learner", "words", 4, "it asks for the learner"),
    Takes("explain_to_helper", "words", 10, "it says what the task is about"),
    Takes("coach_helper", "words", 6, "it holds a question they can ask"),
    Takes("report_on_learner", "words", 6, "it says how the learner is doing"),
    Takes("park_topic", "words", 4, "it names what is put off"),
)
