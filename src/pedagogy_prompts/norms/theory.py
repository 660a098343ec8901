"""What is true of any tutor's turn, whoever instructs it. Each law says why."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from .acts import ACTS, LAWS
from .condition import CLOSING, OPENING, PROBLEM_BEGINS, Condition, learner_move, run_of
from .law import Law, SlotClash
from .variables import VARIABLES, Variable
from .vocabulary import QUANTITIES, SLOTS, is_open_slot

Fact = tuple[Condition, Condition, str]

NO_ANSWER = learner_move("gives_up", "asks_fact", "greets", "has_tool_trouble", "asks_if_human")
"""The learner's message holds no answer that could be judged."""

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
    (
        learner_move("gives_up", "asks_fact", "asks_why", "is_vague", "greets", "has_tool_trouble", "asks_if_human"),
        Condition(asks_for_answer=False),
        "who says 'I don't know', or wants something else, is not asking outright",
    ),
    (
        learner_move("pastes_task"),
        Condition(attempts=0, hints=0, stuck=False),
        "who sends a task alone has not begun on it",
    ),
    (NO_ANSWER, Condition(last_answer="none"), "who says 'I don't know', or something else, has not answered"),
    (learner_move("shows_work"), Condition(attempts="1+"), "work of their own is an attempt"),
)
"""What holds in every dialogue: where the first condition holds, so does the second."""
_LAST_TURN: Fact = (CLOSING, Condition(phase="close"), "the last turn of the session is its close")


def facts_beside(given: Condition, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts, with the last turn in the phase `close`, unless what is given of the phase takes that one out.

    A session that is said to be practice has a last turn too.
    """
    return tuple(facts) if (given & _LAST_TURN[1]).never else (*facts, _LAST_TURN)


@lru_cache(maxsize=1024)
def ruled_out(fact: Fact) -> Condition:
    """The states that a fact rules out."""
    return fact[0] & ~fact[1]


def fact_names(fact: Fact) -> frozenset[str]:
    """The variables a fact links."""
    return fact[0].variables | fact[1].variables


_QUIZ = "a quiz question has one form"
_OTHER_FORM = {
    "open": ("multiple_choice", "true_false"),
    "closed": ("open",),
    "choice": ("open", "short_answer", "cloze"),
}
"""What a quiz cannot be made of where questions have a form."""

THEORY: tuple[Law, ...] = (
    *LAWS,
    SlotClash("format", "speech", "math", "latex", "LaTeX source cannot be read aloud"),
    SlotClash("format", "speech", "visual", "shown", "a picture cannot be heard"),
    SlotClash("format", "speech", "math", "latex_if_asked", "LaTeX source cannot be read aloud"),
    *(
        SlotClash("question_form", one, "quiz_kind", kind, _QUIZ)
        for one, other in _OTHER_FORM.items()
        for kind in other
    ),
    *(
        SlotClash("format", "markdown", "step_layout", laid, "its Markdown sets steps as a list")
        for laid in ("one_a_line", "prose")
    ),
    SlotClash("expected_answer", "a_word", "quiz_kind", "open", "an open quiz question takes sentences"),
    SlotClash("cognitive_level", "evaluate", "expected_answer", "a_word", "a judgement has its reasons"),
    SlotClash("cognitive_level", "create", "expected_answer", "a_word", "what is made is more than a word"),
    SlotClash("cognitive_level", "create", "question_form", "closed", "what is made is open"),
    *(
        SlotClash("cognitive_level", "create", "quiz_kind", kind, "what is made is not picked out")
        for kind in ("multiple_choice", "true_false", "matching", "ordering", "cloze")
    ),
    SlotClash("cognitive_level", "evaluate", "question_form", "closed", "a judgement is open"),
)
"""What is true of any turn."""

WORDS_PER_QUESTION = 3
"""A question takes at least so many words."""


LONGEST_SENTENCE = 50
"""No reader follows a sentence of more words, whatever their grade."""
SENTENCES_PER_CHUNK = 2
"""A piece of information is one idea in a sentence or two."""
SENTENCES_BESIDE_CHUNKS = 2
"""Beside its pieces of information a turn has room for praise and a question."""


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

    def named(self, modality: str) -> Collection[str]:
        """The names of what norms of a modality speak of, but for slots that no list can hold."""
        return {"bound": self.quantities, "choose": self.slots}.get(modality, self.acts)

    def knows(self, modality: str, target: str) -> bool:
        """Whether a norm may speak of this."""
        return target in self.named(modality) or (modality == "choose" and is_open_slot(target))
