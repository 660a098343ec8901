"""What is true of any tutor's turn, whoever instructs it. Each law says why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .condition import CLOSING, OPENING, PROBLEM_BEGINS, Condition, learner_move, run_of
from .variables import VARIABLES, Variable
from .vocabulary import ACTS, QUANTITIES, SLOTS

Fact = tuple[Condition, Condition, str]

FACTS: tuple[Fact, ...] = (
    (Condition(attempts=0), Condition(last_answer="none"), "with no attempt there is nothing to judge"),
    (OPENING, Condition(stuck=False), "nobody is stuck before the dialogue has begun"),
    (OPENING, Condition(attempts="0-1", hints=0) & ~run_of(2), "a learner comes with one attempt at most, and no hint"),
    (
        PROBLEM_BEGINS,
        Condition(attempts=0, hints=0, stuck=False) & ~run_of(1),
        "a problem begins without tries, hints or trouble",
    ),
    (CLOSING, Condition(turn="later"), "a session does not close as it opens"),
    (Condition(phase="close"), CLOSING, "the close is the last turn of the session"),
    (run_of(1), learner_move("gives_up") | Condition(stuck=True), "who gets no further is stuck or gives up"),
    (learner_move("gives_up"), Condition(asks_for_answer=False), "who says 'I don't know' is not asking outright"),
)
"""What holds in every dialogue: where the first condition holds, so does the second."""
_LAST_TURN: Fact = (CLOSING, Condition(phase="close"), "the last turn of the session is its close")


def facts_beside(given: Condition, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts, with the last turn in the phase `close`, unless what is given of the phase takes that one out.

    A session that is said to be practice has a last turn too.
    """
    return tuple(facts) if (given & _LAST_TURN[1]).never else (*facts, _LAST_TURN)


def fact_names(fact: Fact) -> frozenset[str]:
    """The variables a fact links."""
    return fact[0].variables | fact[1].variables


@dataclass(frozen=True, slots=True)
class Implies:
    """Who does `act` does `also` as well."""

    act: str
    also: str
    because: str


@dataclass(frozen=True, slots=True)
class Excludes:
    """No turn does both. `choice`: the two are alternatives for the same place in a turn."""

    act: str
    other: str
    because: str
    choice: bool = False


@dataclass(frozen=True, slots=True)
class Together:
    """A turn that does both acts does `also`."""

    act: str
    other: str
    also: str
    because: str


@dataclass(frozen=True, slots=True)
class Takes:
    """The least of a quantity in a turn that does `act`, with all that this implies.

    Of what acts take together, what two of them imply counts once. `alone`: it is not added to what others take.
    """

    act: str
    quantity: str
    least: int
    because: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class SlotClash:
    """Two choices that do not go together."""

    slot: str
    value: str
    other_slot: str
    other_value: str
    because: str


@dataclass(frozen=True, slots=True)
class Pointless:
    """A duty to do `act` cannot be met by doing it only in states in which it has no point."""

    act: str
    when: Condition
    because: str


Law = Implies | Excludes | Together | Takes | SlotClash | Pointless

_DISCLOSURE = "the more revealing move contains the less revealing one"
_HELP = "a move that brings the learner nearer to the solution is help with it"
_QUESTION = "asking this is asking a question"

THEORY: tuple[Law, ...] = (
    # The disclosure chain.
    Implies("explain_current_problem", "show_full_solution", "explaining a solution with its result shows it"),
    Implies("explain_current_problem", "explain", "it is an explanation"),
    Implies("show_full_solution", "state_final_answer", _DISCLOSURE),
    Implies("show_full_solution", "show_partial_solution", _DISCLOSURE),
    Implies("show_partial_solution", "give_next_step", _DISCLOSURE),
    Implies("state_final_answer", "give_answer_away", _DISCLOSURE),
    Implies("state_final_answer", "give_help", _HELP),
    Implies("give_next_step", "give_help", _HELP),
    Implies("give_hint", "give_help", _HELP),
    Implies("give_orienting_hint", "give_hint", "it is a kind of hint"),
    Implies("point_to_information", "give_hint", "it is a kind of hint"),
    Implies("recall_principle", "give_hint", "it is a kind of hint"),
    Implies("name_strategy", "give_hint", "it is a kind of hint"),
    Implies("show_similar_example", "give_help", _HELP),
    Implies("explain_idea_needed", "explain_concept", "it is an explanation of a concept"),
    Implies("explain_idea_needed", "give_help", _HELP),
    Implies("explain_concept", "explain", "it is an explanation"),
    Implies("explain_procedure", "explain", "it is an explanation"),
    Implies("offer_smaller_step", "give_help", _HELP),
    Implies("use_simpler_problem", "give_help", _HELP),
    Implies("use_prerequisite", "give_help", _HELP),
    Implies("produce_essay", "produce_deliverable", "the essay is what the learner has to hand in"),
    Implies("produce_code", "produce_deliverable", "the code is what the learner has to hand in"),
    Implies("produce_proof", "produce_deliverable", "the proof is what the learner has to hand in"),
    Implies("produce_translation", "produce_deliverable", "the translation is what the learner has to hand in"),
    Implies("ask_easier_question", "give_help", _HELP),
    # Verdicts and errors.
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
    Implies("praise_outcome", "confirm_verdict", "praise for a result says that the result is right"),
    Implies("praise_effort", "praise", "it is a kind of praise"),
    Implies("praise_strategy", "praise", "it is a kind of praise"),
    Implies("praise_outcome", "praise", "it is a kind of praise"),
    Implies("praise_person", "praise", "it is a kind of praise"),
    # Questions.
    Implies("ask_guiding_question", "ask_question", _QUESTION),
    Implies("ask_reasoning", "ask_guiding_question", "asking for the reason guides the thinking"),
    Implies("ask_self_report", "ask_question", _QUESTION),
    Implies("ask_self_report", "check_understanding", "it is a check of understanding, if a weak one"),
    Implies("ask_about_learner", "ask_question", _QUESTION),
    Implies("ask_goal", "ask_about_learner", "it is a question about the learner"),
    Implies("ask_level", "ask_about_learner", "it is a question about the learner"),
    Implies("ask_prior_knowledge", "ask_about_learner", "it is a question about the learner"),
    Implies("ask_attempt", "ask_about_learner", "it is a question about the learner"),
    Implies("ask_subject", "ask_about_learner", "it is a question about the learner"),
    Implies("ask_interests", "ask_about_learner", "it is a question about the learner"),
    Implies("ask_what_is_unclear", "ask_question", _QUESTION),
    Implies("ask_easier_question", "ask_question", _QUESTION),
    Implies("ask_evidence", "ask_question", _QUESTION),
    Implies("ask_quiz_item", "ask_question", _QUESTION),
    Implies("hook_with_question", "ask_question", _QUESTION),
    Implies("open_with_question", "ask_question", _QUESTION),
    Implies("only_questions", "ask_question", "a reply of questions holds one"),
    Implies("have_explained_back", "check_understanding", "it is a check of understanding"),
    Implies("have_applied", "check_understanding", "it is a check of understanding"),
    Implies("have_example_given", "check_understanding", "it is a check of understanding"),
    Implies("prompt_plan", "prompt_reflection", "planning is thinking about one's thinking"),
    Implies("prompt_monitor", "prompt_reflection", "monitoring is thinking about one's thinking"),
    Implies("prompt_evaluate", "prompt_reflection", "evaluating is thinking about one's thinking"),
    # The shape of a turn.
    Implies("end_with_question", "ask_question", _QUESTION),
    Implies("end_with_choice", "offer_choice", "it is a choice"),
    Implies("end_with_task", "set_task", "it is a task"),
    Implies("end_with_summary", "summarise", "it is a summary"),
    Implies("offer_help_menu", "offer_choice", "it is a choice"),
    Implies("offer_help_menu", "give_help", "an offer of help that is not meant to be taken is none"),
    Implies("answer_own_question", "continue_after_question", "the answer comes after the question"),
    Excludes("end_with_question", "end_with_task", "a turn has one end", choice=True),
    Excludes("end_with_question", "end_with_summary", "a turn has one end", choice=True),
    Excludes("end_with_task", "end_with_choice", "a turn has one end", choice=True),
    Excludes("end_with_task", "end_with_summary", "a turn has one end", choice=True),
    Excludes("end_with_choice", "end_with_summary", "a turn has one end", choice=True),
    Together(
        "ask_question", "end_with_summary", "continue_after_question", "the summary at the end follows the question"
    ),
    Together("hook_with_question", "ask_about_learner", "ask_twice", "one makes curious, the other finds out"),
    Implies("ask_twice", "ask_question", _QUESTION),
    Together("ask_question", "end_with_task", "continue_after_question", "the task at the end follows the question"),
    Excludes("only_questions", "explain", "an explanation is not a question"),
    Excludes("only_questions", "state_final_answer", "an answer is not a question"),
    Excludes("only_questions", "show_partial_solution", "worked steps are not a question"),
    Excludes("only_questions", "show_similar_example", "a worked example is not a question"),
    Excludes("only_questions", "correct_error", "a correction is not a question"),
    Excludes("only_questions", "summarise", "a summary is not a question"),
    Excludes("only_questions", "end_with_task", "a task is set, not asked"),
    Excludes("only_questions", "end_with_summary", "a summary is not a question"),
    # Other kinds.
    Implies("use_concrete_example", "give_example", "it is an example"),
    Implies("use_analogy", "give_example", "an analogy is a kind of example"),
    Implies("use_contrast", "give_example", "it is an example"),
    Implies("hook_with_question", "arouse_interest", "it is meant to arouse interest"),
    Implies("hook_with_surprise", "arouse_interest", "it is meant to arouse interest"),
    Implies("hook_with_relevance", "arouse_interest", "it is meant to arouse interest"),
    Implies("include_solution_in_summary", "summarise", "it is part of a summary"),
    Implies("include_solution_in_summary", "state_final_answer", "a solution in a summary states the answer"),
    Implies("negotiate_topic", "discuss_other_topic", "what is negotiated may be taken up"),
    Implies("point_to_trusted_adult", "refer_to_person", "a trusted adult is a person"),
    Implies("state_steps", "state_aim", "steps lead to an aim"),
    Implies("say_not_yet", "speak_of_growth", "what is not yet there can come"),
    Implies("point_to_strategies", "speak_of_growth", "a way of working can be changed"),
    Implies("treat_mistakes_as_information", "speak_of_growth", "who learns from a mistake grows by it"),
    Implies("reveal_quiz_answer", "state_final_answer", "the right answer is stated"),
    Implies("reveal_quiz_answer", "confirm_verdict", "who is told the right answer after a try learns that it failed"),
    Implies("explain_quiz_answer", "reveal_quiz_answer", "who says why an answer is right states the answer"),
    Implies("explain_quiz_answer", "explain", "it is an explanation"),
    Excludes("drop_quiz_item", "state_final_answer", "an answer that is left open is not given"),
    Excludes("drop_quiz_item", "give_answer_away", "an answer that is left open is not given in another form"),
    Implies("give_options", "give_recall_cue", "options are a cue"),
    Implies("give_recall_cue", "give_help", "a cue is help"),
    Excludes("go_part_by_part", "show_full_solution", "a whole solution opens every part at once"),
    Implies("include_solution_in_summary", "write_out_work", "a solution with its reasons is the work written out"),
    Implies("show_full_solution", "write_out_work", "the solution of the task is the work"),
    Implies("produce_deliverable", "write_out_work", "it is the work"),
    Implies("produce_translation", "state_final_answer", "a translation is the answer to the task"),
    Excludes("refuse_topic", "discuss_other_topic", "what is declined is not talked about"),
    Excludes("quote_instructions", "deny_instructions", "one cannot quote what one does not speak of"),
    Excludes("deny_instructions", "describe_role", "to describe the role is to speak of the instructions"),
    # What acts take of a turn. Words are the fewest that can carry the act; they are low on purpose.
    # Only these stand beside another question; every other question can be the one guiding question of its turn.
    Takes("ask_guiding_question", "questions", 1, "it is a question of its own"),
    Takes("ask_self_report", "questions", 1, "it is a question of its own"),
    Takes("ask_twice", "questions", 2, "two questions", alone=True),
    Takes("ask_guiding_question", "words", 5, "a question about the matter has to name it"),
    Takes("ask_self_report", "words", 3, "'Is that clear?' is three words"),
    Takes("ask_about_learner", "words", 3, "'What is unclear?' is three words"),
    Takes("ask_what_is_unclear", "words", 3, "'What is unclear?' is three words"),
    Takes("ask_evidence", "words", 3, "'How so?' and what it is about"),
    Takes("ask_quiz_item", "words", 5, "a quiz question has to name its matter"),
    Takes("give_hint", "words", 5, "a hint names something to look at or to remember"),
    Takes("give_next_step", "words", 4, "a step is an action and what it is done to"),
    Takes("show_partial_solution", "words", 14, "several steps are written out"),
    Takes("show_full_solution", "words", 25, "all steps and the answer are written out"),
    Takes("state_final_answer", "words", 3, "an answer with its unit or its sentence"),
    Takes("show_similar_example", "words", 25, "a problem, its steps and its result are written out"),
    Takes("explain", "words", 12, "an explanation needs at least a full sentence"),
    Takes("correct_error", "words", 6, "the error and its correction are both named"),
    Takes("recast_answer", "words", 7, "the answer is said again"),
    Takes("praise", "words", 3, "praise names what it praises"),
    Takes("prompt_reflection", "words", 5, "it names what to think about"),
    Takes("summarise", "words", 8, "a summary is at least a sentence"),
    Takes("check_understanding", "words", 4, "it says what to do with which idea"),
    Takes("set_task", "words", 4, "a task says what to do with what"),
    Takes("give_example", "words", 6, "an example is at least a short sentence"),
    Takes("refer_to_person", "words", 4, "it says whom to turn to"),
    Takes("show_similar_example", "sentences", 2, "problem and solution"),
    Takes("show_full_solution", "sentences", 2, "the working and the result"),
    Takes("explain", "sentences", 1, "an explanation is at least a sentence"),
    Takes("summarise", "sentences", 1, "a summary is at least a sentence"),
    Takes("prompt_reflection", "sentences", 1, "it is a sentence of its own"),
    Takes("show_full_solution", "steps", 2, "a problem worth a tutor has more than one step"),
    Takes("show_partial_solution", "steps", 2, "it shows at least one step beyond the next"),
    Takes("give_next_step", "steps", 1, "it is a step"),
    Takes("give_orienting_hint", "hints", 1, "it is a rung of its own"),
    Takes("point_to_information", "hints", 1, "it is a rung of its own"),
    Takes("recall_principle", "hints", 1, "it is a rung of its own"),
    Takes("name_strategy", "hints", 1, "it is a rung of its own"),
    Takes("give_example", "examples", 1, "it is an example"),
    # Choices that do not go together.
    SlotClash("format", "speech", "math", "latex", "LaTeX source cannot be read aloud"),
    # Duties need a point.
    Pointless("give_help", Condition(last_answer="correct"), "a solved problem needs no help"),
)

WORDS_PER_EXTRA_QUESTION = 3
"""A question nobody specified further takes at least so many words."""


def words_per_sentence(grade: int) -> float:
    """The longest average sentence a text of reading grade `grade` can have.

    The Flesch-Kincaid grade is 0.39 words per sentence + 11.8 syllables per word - 15.59 (Kincaid et al. 1975); with
    1.1 syllables a word, about the plainest English there is, it leaves this much.
    """
    return (grade + 15.59 - 11.8 * 1.1) / 0.39


@dataclass(frozen=True)
class Vocabulary:
    """Everything norms may speak of, closed once: the shared part, and what packs add."""

    acts: Mapping[str, str] = field(default_factory=lambda: dict.fromkeys(ACTS, ""))
    """Each with the words that a pack gives it, after "must"; a locale has words for those of the library."""
    quantities: tuple[str, ...] = QUANTITIES
    slots: tuple[str, ...] = SLOTS
    variables: Mapping[str, Variable] = field(default_factory=lambda: VARIABLES)
    facts: tuple[Fact, ...] = FACTS
    theory: tuple[Law, ...] = THEORY
