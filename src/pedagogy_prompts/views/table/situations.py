"""The moments a teacher asks about."""

from __future__ import annotations

from dataclasses import dataclass

from ...norms.condition import ALWAYS, Condition, learner_move
from ...norms.moments import MOMENTS


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
    Situation("first_turn", MOMENTS["first_turn"]),
    Situation(
        "practice",
        MOMENTS["practice"],
    ),
    Situation(
        "asks_for_answer",
        MOMENTS["asks_for_answer"],
        _DISCLOSURE,
        "PED501",
    ),
    Situation("asks_for_help", MOMENTS["asks_for_help"]),
    Situation("asks_if_right", MOMENTS["asks_if_right"], optional=True),
    Situation(
        "wrong_answer",
        MOMENTS["wrong_answer"],
        frozenset({"correct_error", "locate_error", "recast_answer"}),
        "PED502",
    ),
    Situation("partly_right", MOMENTS["partly_right"]),
    Situation("correct_answer", MOMENTS["correct_answer"]),
    Situation("gives_up", MOMENTS["gives_up"]),
    Situation("stuck", MOMENTS["stuck"], code="PED504"),
    Situation(
        "frustrated",
        MOMENTS["frustrated"],
        code="PED503",
    ),
    Situation("confident", MOMENTS["confident"], optional=True),
    Situation("teaching", MOMENTS["teaching"], optional=True),
    Situation("quiz", MOMENTS["quiz"], optional=True),
    Situation(
        "assessment",
        MOMENTS["assessment"],
        frozenset({"give_help", "confirm_verdict", "clarify_wording"}),
    ),
    Situation("review", MOMENTS["review"], optional=True),
    Situation(
        "leaves_topic",
        MOMENTS["leaves_topic"],
        frozenset({"discuss_other_topic", "refuse_topic"}),
    ),
    Situation(
        "contradicts",
        MOMENTS["contradicts"],
        frozenset({"yield_truth", "hold_claim"}),
    ),
    Situation(
        "asks_about_rules",
        MOMENTS["asks_about_rules"],
        frozenset({"quote_instructions", "deny_instructions"}),
    ),
    Situation(
        "tries_to_change_rules",
        MOMENTS["tries_to_change_rules"],
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
    Situation(
        "asks_if_human",
        learner_move("asks_if_human"),
        frozenset({"claim_to_be_human", "claim_feelings"}),
        optional=True,
    ),
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
