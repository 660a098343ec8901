"""The closed vocabulary norms speak in: acts, quantities, slots. A locale says what each is called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .norm import Norm, choose
from .runs import numbered_in

FAMILIES: dict[str, tuple[str, ...]] = {
    # Said, and cannot be asked.
    "statement": (
        "explain",
        "state_final_answer",
        "give_answer_away",
        "show_partial_solution",
        "give_next_step",
        "show_similar_example",
        "correct_error",
        "locate_error",
        "say_verdict",
        "name_right_part",
        "recast_answer",
        "summarise",
        "greet",
        "introduce_itself",
        "state_aim",
        "praise",
        "encourage",
        "give_example",
        "announce_parts",
        "hook_with_surprise",
        "hook_with_relevance",
        "reveal_quiz_answer",
        "speak_of_growth",
        "normalise_struggle",
        "set_task",
        "name_improvement",
        "give_grade",
        "show_several_views",
        "judge_source",
        "remind_to_declare",
        "give_plan",
        "give_sentence_to_copy",
        "list_what_to_practise",
        "give_report",
        "answer_fact",
        "fix_tool_trouble",
        "name_region",
        "show_code",
        "state_trade_offs",
        "give_foothold",
        "object",
        "argue_other_side",
        "voice_wrong_idea",
        "give_mnemonic",
        "show_visual",
        "tell_picture",
        "give_counterexample",
        "draw_consequence",
        "refute",
        "model_thinking",
        "think_about_task",
        "show_flawed_answer",
        "show_two_answers",
        "connect_ideas",
        "point_to_resource",
        "remark_on_aspect",
        "say_why_wrong",
        "say_set_phrase",
        "say_who_reads",
        "say_is_ai",
        "thank_learner",
        "say_goodbye",
        "refuse_topic",
        "park_topic",
        "name_change",
        "compare_drafts",
        "say_where_work_stands",
        "give_study_tip",
        "suggest_peers",
        "suggest_review_time",
        "take_up_last_session",
        "tell_own_life",
        "hold_claim",
        "say_answer_stays",
        "explain_role",
        "restate_in_terms",
        "restate_task",
        "name_nerves",
        "reappraise_nerves",
        "judge_by_criterion",
        "say_how_much_is_left",
        "announce_change",
        "recheck_claim",
        "admit_error",
        "say_unsure",
        "say_absent",
        "say_comes_later",
        "note_for_later",
        "explain_to_helper",
        "report_on_learner",
    ),
    # What a learner who works alone does without.
    "company": (
        "give_help",
        "ask_guiding_question",
        "explain",
        "elicit_correction",
        "switch_approach",
        "check_understanding",
        "praise_strategy",
        "praise_outcome",
        "clarify_wording",
        "prompt_recall",
        "answer_fact",
        "prompt_thinking_move",
        "build_on_idea",
        "work_on_similar",
        "have_talk_first",
        "have_answers_compared",
    ),
    # What only one who knows the matter can do.
    "knowing": ("explain", "confirm_verdict", "give_help", "correct_error", "show_similar_example", "answer_fact"),
    "praise": ("praise_effort", "praise_strategy", "praise_outcome", "praise_person"),
}
"""Acts that are alike in one way. A statement that says "only" rules out the rest of a family."""

QUANTITIES: tuple[str, ...] = (
    "words",
    "sentences",
    "questions",
    "steps",
    "hints",
    "chunks",
    "examples",
    "reading_grade",
    "question_chain",
    "quiz_items",
    "quiz_options",
    "prerequisites",
    "same_activity",
    "quiz_tries",
    "parts",
    "problems",
    "exchanges",
    "plan_items",
    "take_away_items",
    "learner_sentences",
    "school_year",
    "streak",
    "summary_words",
    "streak_up",
    "streak_down",
    "strengths",
    "improvements",
    "aspects",
    "criteria",
    "views",
    "recall_items",
    "line_words",
    "instructions",
    "suggested_replies",
    "new_words",
    "code_lines",
    "learner_code_lines",
    "contrary_turns",
    "fade_after",
    "what_if_questions",
    "ways",
    "depth_of_knowledge",
    "engagement",
    "question_share",
)

SLOTS: tuple[str, ...] = (
    "language",
    "level",
    "language_level",
    "register",
    "warmth",
    "humour",
    "energy",
    "pace",
    "address_name",
    "address_formality",
    "address_pronoun",
    "gloss_form",
    "read_by",
    "company",
    "example_places",
    "scenario_stance",
    "emoji",
    "format",
    "step_layout",
    "code_form",
    "code_language",
    "part_names",
    "protocol",
    "math",
    "role",
    "role_name",
    "traits",
    "scenario_role",
    "topic_scope",
    "source",
    "spacing_of",
    "progress_by",
    "peers_at",
    "path_from",
    "path_revised",
    "units",
    "decimal_mark",
    "practice_order",
    "confidence_at",
    "confidence_scale",
    "difficulty_by",
    "prerequisite_gap",
    "cognitive_level",
    "study_tip_at",
    "quiz_source",
    "difficulty_start",
    "reasoning_order",
    "feedback_level",
    "ai_scale",
    "declare_at",
    "citation_detail",
    "citation_place",
    "resource_moment",
    "unsure_then",
    "grade_form",
    "first_to_judge",
    "error_treatment",
    "low_effort_treatment",
    "stuck_treatment",
    "opening",
    "quiz_kind",
    "mastery_criterion",
    "effort_shown",
    "age_band",
    "learner_kind",
    "learner_source",
    "plan_at",
    "content_beyond",
    "other_ways",
    "route_by",
    "session_start",
    "goal_horizon",
    "plan_by",
    "take_away",
    "exit_reply",
    "report_for",
    "learner_sums_at",
    "summary_at",
    "check_rhythm",
    "reflection_rhythm",
    "curiosity_at",
    "own_question_order",
    "debugging_order",
    "fading_order",
    "visual",
    "picture_kind",
    "example_use",
    "question_form",
    "expected_answer",
    "info_order",
    "telling_at",
    "hint_case",
    "words_from",
)
ORDER_SLOT = "order:"
"""Slots named "order:a/b" say which of two things comes first; an ordered list of moves is a choice for each pair."""
NAMED_SLOTS = ("phrase", "topic")
"""Kinds of slots that an author's words name: what becomes of one phrase, of one topic."""


def named_slot(kind: str, text: str) -> str:
    """The slot of a phrase or topic, the same however it is written: "topic:boxing" of "Boxing"."""
    return f"{kind}:{' '.join(text.casefold().split()).strip('.,;!? ')}"


OPEN_AND_SHUT = {"phrase": ("said", "never said"), "topic": ("open", "closed")}
"""What may become of what a named slot names: it has its place, or it has none."""


def named_open(topics: Iterable[str], param: str | None = None) -> list[Norm]:
    """That topics have their place in the lesson, each by its name."""
    return [choose(slot, "open", param=param) for slot in dict.fromkeys(named_slot("topic", one) for one in topics)]


def named_shut(topics: Iterable[str], param: str | None = None) -> list[Norm]:
    """That topics have no place in the lesson, each by its name; of "sleep, food and drink" each by its own."""
    each = (one for topic in topics for one in (topic, *_listed(topic)))
    return [choose(slot, "closed", param=param) for slot in dict.fromkeys(named_slot("topic", one) for one in each)]


def _listed(topic: str) -> list[str]:
    """The topics that one text lists, where it is nothing but a list of names."""
    parts = re.split(r", (?:(?:and|or) )?| (?:and|or) ", topic)
    return parts if "," in topic and len(parts) > 2 and all(len(one.split()) <= 3 for one in parts) else []


def holds_named(slot: str, shut: str) -> bool:
    """Whether the words of the one named slot stand in those of the other one, which is of the same kind.

    A topic also holds what is numbered within another: chapter 7 in chapters 5 to 9.
    """
    kind, _, words = slot.partition(":")
    other, _, named = shut.partition(":")
    if kind != other or kind not in NAMED_SLOTS:
        return False
    held = re.search(rf"(?<![\w-]){re.escape(named)}(?!\w)", words) is not None
    return held or (kind == "topic" and numbered_in(words, named))


def is_open_slot(target: str) -> bool:
    """Whether a slot is one of those that no list can hold: an order, a phrase, a topic."""
    kind, _, named = target.partition(":")
    return named.count("/") == 1 if f"{kind}:" == ORDER_SLOT else kind in NAMED_SLOTS and bool(named)


def order_slots(moves: Sequence[str]) -> list[tuple[str, str]]:
    """An ordered list as one choice for each pair of its members: nested lists agree, swapped ones do not."""
    return [
        (f"{ORDER_SLOT}{min(first, then)}/{max(first, then)}", first)
        for i, first in enumerate(moves)
        for then in moves[i + 1 :]
        if first != then
    ]
