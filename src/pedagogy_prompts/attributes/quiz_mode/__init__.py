from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import model_validator

from ..kit import (
    FAILED,
    OPENING,
    Amount,
    Attribute,
    Condition,
    Field,
    Many,
    Norm,
    Phrase,
    Statement,
    Statements,
    at_least,
    bound,
    choose,
    language_of,
    named_open,
    named_slot,
    oblige,
    positive,
)

Kind = Literal["multiple_choice", "short_answer", "true_false", "cloze", "matching", "ordering", "open", "mixed"]
_WITH_OPTIONS = ("multiple_choice", "true_false", "matching", "ordering")
_ACT = {"reveal": "reveal_quiz_answer", "explain": "explain_quiz_answer", "move_on": "drop_quiz_item"}


class QuizMode(Attribute):
    """In the quiz phase, ask questions one at a time and treat failed ones in one way.

    Why: Bringing something back from memory makes it last longer than reading it again, most of all with feedback.
    Use it when: a session has a quiz phase: review, warm-up, preparation for a test.
    Do not use it when: the result counts: that is an assessment, and follows other rules.
    """

    family = "session"
    evidence = ("roediger2006", "dunlosky2013", "shute2008")
    stands = ("session", 70)
    samples = {"questions": [(), ("What is 7 x 8?",)]}
    tells = ("questions",)

    items: Annotated[int, Field(ge=1, le=20)] = 5
    """Questions in a round of the quiz, 1 to 20."""
    kind: Kind = "short_answer"
    """The kind of question; `mixed` is with and without options."""
    tries: Annotated[int, Field(ge=1, le=3)] = 2
    """Tries at each question, 1 to 3; "I don't know" is one."""
    then: Literal["reveal", "explain", "move_on"] = "explain"
    """After the last failed try: give the answer, give it with its reason, or go on without it."""
    missed: Literal["leave", "again"] = "leave"
    """Whether a question that was missed comes again later in the round."""
    options: Annotated[int, Field(ge=2, le=6)] = 4
    """How many options a multiple-choice question has, 2 to 6."""
    questions: Many[Phrase] = ()
    """The author's own questions; a round has no more than there are. Empty: the tutor makes them up."""

    @model_validator(mode="after")
    def _enough(self) -> QuizMode:
        if "items" in self.written and 0 < len(self.questions) < self.items:
            raise ValueError(
                f"A round has {self.items} questions and `questions` lists {len(self.questions)}."
                f" Write `items: {len(self.questions)}`, or list more."
            )
        return self

    @property
    def _round(self) -> int:
        """The questions in a round: no more than there are, where the author lists them."""
        return min(self.items, len(self.questions) or self.items)

    def statements(self) -> Statements:
        quiz = Condition(phase="quiz")
        spent = FAILED & at_least("attempts", self.tries)
        least = min((len(question.split()) for question in self.questions), default=0)
        # Between attempts at one question there is nothing new to ask.
        ask: list[Norm] = [
            oblige("ask_quiz_item", quiz & (~FAILED | spent), param="", takes=[Amount("words", least, asked=True)]),
            bound("quiz_items", self._round, self._round, quiz),
            bound("exchanges", self._round, None, quiz),  # one a turn
            choose("quiz_kind", self.kind, when=quiz, param="kind"),
            bound("same_activity", self._round, None, quiz),
        ]
        if self.kind in (*_WITH_OPTIONS, "mixed"):
            number = self.options if self.kind in ("multiple_choice", "mixed") else 2
            words = [Amount("words", number, "options")]
            ask.append(oblige("give_options", ask[0].when, every=self.kind != "mixed", param="kind", takes=words))
        if self.kind in ("multiple_choice", "mixed"):
            ask.append(bound("quiz_options", self.options, self.options, quiz, param="options"))
        if self.kind in ("true_false", "open"):
            act = "ask_for_long_text" if self.kind == "open" else "ask_for_sentences"
            ask.append(oblige(act, quiz, every=False, param="kind"))
        yield Statement("ask", *ask, param="items")
        if self.questions:
            own = [choose("quiz_source", "given", when=quiz), *named_open(positive(self.questions))]
            own += [choose(named_slot("phrase", one), "said", when=quiz) for one in dict.fromkeys(self.questions)]
            own += [
                choose("words_from", one, when=quiz) for one in dict.fromkeys(map(language_of, self.questions)) if one
            ]
            yield Statement("own", *own, param="questions")
        yield Statement("one", bound("questions", None, 1, quiz), param="items", suspends=True)
        tries = bound("quiz_tries", self.tries, self.tries, quiz, param="tries")
        few = (quiz, ~at_least("attempts", self.tries + 1), "a quiz question takes no more attempts")
        asked = (quiz & OPENING, Condition(last_answer="none"), "a quiz question is asked before it is answered")
        yield Statement("failed", tries, oblige(_ACT[self.then], quiz & spent), param="then", facts=[few, asked])
        if self.missed == "again":
            yield Statement("again", oblige("bring_back_missed", quiz, every=False), param="missed")

    def forms(self) -> dict[str, Any]:
        return {"round": self._round, "told": [f'"{question}"' for question in self.questions]}
