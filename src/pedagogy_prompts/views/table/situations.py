"""The moments a teacher asks about."""

from __future__ import annotations

from dataclasses import dataclass

from ...norms.condition import ALWAYS, Condition, learner_move


@dataclass(frozen=True, slots=True)
class Situation:
    """A moment a teacher asks about. `about`: acts and slots that belong here even where they hold always."""

    key: str
    when: Condition
    about: frozenset[str] = frozenset()
    code: str | None = None
    optional: bool = False


_DISCLOSURE = frozenset(
    {
        "state_final_answer",
        "show_full_solution",
        "show_partial_solution",
        "give_answer_away",
        "explain_current_problem",
        "produce_deliverable",
        "produce_essay",
        "produce_code",
        "produce_proof",
        "produce_translation",
        "produce_report",
        "produce_story",
        "produce_presentation",
    }
)
MATERIALS = frozenset({"say_absent", "use_outside_knowledge", "source"})

SITUATIONS = (
    Situation("first_turn", Condition(turn="first")),
    Situation(
        "practice",
        Condition(last_answer="none", phase="practice", turn="later") & learner_move("works"),
    ),
    Situation(
        "asks_for_answer",
        Condition(asks_for_answer=True),
        _DISCLOSURE,
        "PED501",
    ),
    Situation("asks_for_help", learner_move("asks_for_help")),
    Situation("asks_if_right", learner_move("asks_if_right"), optional=True),
    Situation(
        "wrong_answer",
        Condition(last_answer="wrong"),
        frozenset({"correct_error", "locate_error", "recast_answer"}),
        "PED502",
    ),
    Situation("partly_right", Condition(last_answer="partial")),
    Situation("correct_answer", Condition(last_answer="correct")),
    Situation("gives_up", learner_move("gives_up")),
    Situation("stuck", Condition(stuck=True), code="PED504"),
    Situation(
        "frustrated",
        Condition(affect="frustrated"),
        code="PED503",
    ),
    Situation("confident", Condition(affect="confident"), optional=True),
    Situation("teaching", Condition(phase="teach"), optional=True),
    Situation("quiz", Condition(phase="quiz"), optional=True),
    Situation(
        "assessment",
        Condition(phase="assessment"),
        frozenset({"give_help", "confirm_verdict", "clarify_wording"}),
    ),
    Situation("review", Condition(phase="review"), optional=True),
    Situation(
        "leaves_topic",
        learner_move("leaves_topic"),
        frozenset({"discuss_other_topic", "refuse_topic"}),
    ),
    Situation(
        "contradicts",
        learner_move("pushes_back"),
        frozenset({"yield_truth", "hold_claim"}),
    ),
    Situation(
        "asks_about_rules",
        learner_move("asks_about_rules"),
        frozenset({"quote_instructions", "deny_instructions"}),
    ),
    Situation(
        "tries_to_change_rules",
        learner_move("tries_to_change_rules"),
        frozenset({"follow_rule_change"}),
    ),
    Situation("distress", learner_move("shows_distress")),
    Situation("asks_for_person", learner_move("asks_for_person"), optional=True),
    Situation("asks_fact", learner_move("asks_fact"), optional=True),
    Situation("asks_why", learner_move("asks_why"), optional=True),
    Situation("is_vague", learner_move("is_vague"), optional=True),
    Situation("greets", learner_move("greets"), optional=True),
    Situation("pastes_task", learner_move("pastes_task"), optional=True),
    Situation("shows_work", learner_move("shows_work"), optional=True),
    Situation("claims_permission", learner_move("claims_permission"), optional=True),
    Situation("wants_to_move_on", learner_move("wants_to_move_on"), optional=True),
    Situation("has_tool_trouble", learner_move("has_tool_trouble"), optional=True),
    Situation("asks_if_human", learner_move("asks_if_human"), optional=True),
    Situation("lets_other_write", learner_move("lets_other_write"), optional=True),
    Situation(
        "not_in_materials",
        ALWAYS,
        MATERIALS,
        "PED505",
        optional=True,
    ),
)
# What a situation that does not speak of it takes for granted, where it can be: nothing else happens.
BACKGROUND = (
    Condition(turn="later"),
    Condition(phase="practice"),
    Condition(asks_for_answer=False),
    Condition(stuck=False),
    Condition(affect="neutral"),
    learner_move("works"),
)
