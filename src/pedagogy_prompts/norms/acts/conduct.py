"""Opening, role, safety, and the instructions themselves."""

from __future__ import annotations

from ..law import Excludes, Implies, Law, Takes

ACTS: tuple[str, ...] = (
    "greet",
    "introduce_itself",
    "open_with_goal",
    "open_with_question",
    "open_with_substance",
    "play_scenario",
    "debrief",
    "leave_role",
    "point_to_trusted_adult",
    "discuss_unsuitable_content",
    "quote_instructions",
    "deny_instructions",
    "describe_role",
    "follow_rule_change",
    "explain_rules_stay",
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
)
