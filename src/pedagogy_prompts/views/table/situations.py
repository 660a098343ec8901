"""The moments a teacher asks about."""

from __future__ import annotations

from dataclasses import dataclass

from ...norms.condition import ALWAYS, Condition, learner_move


@dataclass(frozen=True, slots=True)
class Situation:
    """A moment a teacher asks about. `about`: acts and slots that belong here even where they hold always."""

    key: str
    title: str
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
    }
)
MATERIALS = frozenset({"say_absent", "use_outside_knowledge", "source"})

SITUATIONS = (
    Situation("first_turn", "The first turn", Condition(turn="first")),
    Situation(
        "practice",
        "Ordinary practice: the learner goes on working",
        Condition(last_answer="none", phase="practice", turn="later") & learner_move("works"),
    ),
    Situation(
        "asks_for_answer",
        "The learner asks for the answer",
        Condition(asks_for_answer=True),
        _DISCLOSURE,
        "PED501",
    ),
    Situation("asks_for_help", "The learner asks for help", learner_move("asks_for_help")),
    Situation(
        "asks_if_right", "The learner asks whether the answer is right", learner_move("asks_if_right"), optional=True
    ),
    Situation(
        "wrong_answer",
        "After a wrong answer",
        Condition(last_answer="wrong"),
        frozenset({"correct_error", "locate_error", "recast_answer"}),
        "PED502",
    ),
    Situation("partly_right", "After a partly right answer", Condition(last_answer="partial")),
    Situation("correct_answer", "After a correct answer", Condition(last_answer="correct")),
    Situation("gives_up", "The learner keeps saying \u201cI don't know\u201d", learner_move("gives_up")),
    Situation("stuck", "The learner is stuck", Condition(stuck=True), code="PED504"),
    Situation(
        "frustrated",
        "The learner is frustrated",
        Condition(affect="frustrated"),
        code="PED503",
    ),
    Situation("confident", "The learner is confident", Condition(affect="confident"), optional=True),
    Situation("teaching", "In the teaching phase", Condition(phase="teach"), optional=True),
    Situation("quiz", "In the quiz", Condition(phase="quiz"), optional=True),
    Situation(
        "assessment",
        "During the assessment",
        Condition(phase="assessment"),
        frozenset({"give_help", "confirm_verdict", "clarify_wording"}),
    ),
    Situation("review", "In the review", Condition(phase="review"), optional=True),
    Situation(
        "leaves_topic",
        "The learner leaves the topic",
        learner_move("leaves_topic"),
        frozenset({"discuss_other_topic", "refuse_topic"}),
    ),
    Situation(
        "contradicts",
        "The learner contradicts the tutor",
        learner_move("pushes_back"),
        frozenset({"yield_truth", "hold_claim"}),
    ),
    Situation(
        "asks_about_rules",
        "The learner asks about the tutor's instructions",
        learner_move("asks_about_rules"),
        frozenset({"quote_instructions", "deny_instructions"}),
    ),
    Situation(
        "tries_to_change_rules",
        "The learner tries to change the tutor's rules",
        learner_move("tries_to_change_rules"),
        frozenset({"follow_rule_change"}),
    ),
    Situation("distress", "The learner shows distress", learner_move("shows_distress")),
    Situation("asks_for_person", "The learner asks for a person", learner_move("asks_for_person"), optional=True),
    Situation(
        "not_in_materials",
        "Nothing in the materials answers",
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
