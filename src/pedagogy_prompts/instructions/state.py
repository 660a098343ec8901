"""Where one dialogue stands: a value that a chat keeps, moves on after each turn, and stores beside its messages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from ..base.fence import Tags, fenced
from ..base.inline import shown
from ..norms.condition import Condition
from ..norms.space import Space
from ..norms.spelling import did_you_mean
from ..norms.theory import FACTS, NO_ANSWER, fact_names
from ..norms.variables import VARIABLES, Value
from ..presets.packs import Pack, closure_of, packs_of
from ..presets.states import StateError, exact_state
from ..wording.words import Words


@dataclass(frozen=True)
class State:
    """Where a dialogue stands before the tutor's next turn. `State()` is its beginning.

    `attempts` and `hints` count from 0 and may run on: beyond their last value they mean "or more". `last_answer` is
    "none", "wrong", "partial" or "correct"; `asks_for_answer`, `stuck` and `learner_move` speak of the learner's latest
    message; `affect` is "neutral", "frustrated" or "confident". What is None is not known. `app` holds an app's own
    variables by their full names.

    Raises `PedagogyError` for a value that is not known; it names those that are.
    """

    attempts: int = 0
    hints: int = 0
    last_answer: str = "none"
    asks_for_answer: bool = False
    stuck: bool = False
    turn: str = "first"
    affect: str | None = None
    phase: str | None = None
    learner_level: str | None = None
    learner_move: str | None = None
    app: Mapping[str, Value] = field(default_factory=dict)

    def __post_init__(self) -> None:
        own = {name: getattr(self, name) for name in _NAMES}
        exact, _ = exact_state({name: value for name, value in own.items() if value is not None})
        for name, value in exact.items():
            object.__setattr__(self, name, value)
        if not isinstance(self.app, Mapping):
            raise StateError(f"`app` is a mapping of variables to values, not {shown(self.app)}.", ("app",))
        for name, one in self.app.items():
            if not (isinstance(name, str) and "." in name and isinstance(one, str | int | bool)):
                raise StateError(
                    f"An app's own variables have a dot in their name and a plain value, not {shown(name)}: "
                    f"{shown(one)}.",
                    ("app", str(name)),
                )
        object.__setattr__(self, "app", dict(self.app))

    def __hash__(self) -> int:
        return hash(tuple(self.to_dict().items()))

    def after(
        self,
        *,
        attempt: str | None = None,
        hint: bool = False,
        asks_for_answer: bool = False,
        new_problem: bool = False,
        **known: Any,
    ) -> State:
        """The state one turn later: `state.after(attempt="wrong")`, `state.after(hint=True, stuck=True)`.

        `attempt` says how the learner's attempt was ("wrong", "partial" or "correct"), `hint` that the tutor gave one,
        `asks_for_answer` that the learner asks for it now; `new_problem` begins to count again. `known` are further
        values of the new state: `stuck`, `affect`, `phase`, `learner_level`, `learner_move`, and an app's own variables
        as `**{"app.exam_week": True}`. What speaks of one message alone (`asks_for_answer`, `stuck`, `learner_move`)
        does not last. For a first message, which the tutor has yet to answer, add `turn="first"`.

        What a message cannot be at once is put right, so that every state can occur: who asks for the answer has not
        given up, greeted or asked for something else, who sends a task alone has not tried it, in the first turn nobody
        is stuck or has had a hint or a second attempt, no session closes as it opens, and with no attempt there is no
        last answer.

        Raises `PedagogyError` for a name or value that is not known.
        """
        now: dict[str, Any] = {
            "turn": "later",
            "asks_for_answer": asks_for_answer,
            "stuck": False,
            "learner_move": None,
        }
        attempts, hints = (0, 0) if new_problem else (self.attempts, self.hints)
        if new_problem:
            now["last_answer"] = "none"
        if attempt is not None:
            judged = [str(value) for value in VARIABLES["last_answer"].values if value != "none"]
            if attempt not in judged:
                hint_ = did_you_mean(attempt, judged)
                raise StateError(f"{shown(attempt)} is no attempt.{hint_} It is {', '.join(judged)}.", ("attempt",))
            attempts, now["last_answer"] = attempts + 1, attempt
        now |= {"attempts": attempts, "hints": hints + bool(hint)}
        app = {name: value for name, value in known.items() if "." in name}
        for name in known.keys() - app.keys():
            if name not in _NAMES:
                raise StateError(
                    f"There is no state variable {shown(name)}.{did_you_mean(name, _NAMES)} "
                    f"Known: {', '.join(_NAMES)}. An app's own variables have a dot in their name.",
                    (name,),
                    unknown_name=True,
                )
            now[name] = known[name]
        return _put_right(replace(self, **now, app={**self.app, **app}))

    def to_dict(self) -> dict[str, Value]:
        """What is known, as plain data; `from_dict` gives an equal state."""
        own = {name: getattr(self, name) for name in _NAMES}
        return {**{name: value for name, value in own.items() if value is not None}, **self.app}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> State:
        """The state that `to_dict` wrote. Raises `PedagogyError` for names and values that are not known."""
        if not isinstance(data, Mapping):
            raise StateError(f"A state is a mapping like {{attempts: 4}}, not {shown(data)}.")
        own = {str(name): value for name, value in data.items()}
        app = {name: value for name, value in own.items() if "." in name}
        unknown = [name for name in own if name not in app and name not in _NAMES]
        if unknown:
            raise StateError(
                f"There is no state variable {unknown[0]!r}.{did_you_mean(unknown[0], _NAMES)} "
                f"Known: {', '.join(_NAMES)}. An app's own variables have a dot in their name.",
                (unknown[0],),
                unknown_name=True,
            )
        return cls(**{name: value for name, value in own.items() if name not in app}, app=app)

    def worth_telling(self) -> dict[str, Value]:
        """What a model should be told of it: without what is usual, and what follows from the rest."""
        told = {
            name: value
            for name, value in self.to_dict().items()
            if name not in VARIABLES or value not in VARIABLES[name].calm
        }
        told.pop("turn", None)
        if self.last_answer == "none":
            told.pop("last_answer")
        return told


def _put_right(state: State) -> State:
    """The state, with what cannot stand beside the rest at its calm value; see `norms.theory.FACTS`."""
    if state.turn == "first" and state.phase == "close":
        state = replace(state, turn="later")
    if state.turn == "first" and (state.stuck or state.hints or state.attempts > 1):
        state = replace(state, stuck=False, hints=0, attempts=min(state.attempts, 1))
    if state.attempts == 0 and state.last_answer != "none":
        state = replace(state, last_answer="none")
    if state.learner_move is not None and not (one_state({"learner_move": state.learner_move}) & NO_ANSWER).never:
        state = replace(state, last_answer="none")
    if state.learner_move is not None and not _can_be(state):
        state = replace(state, learner_move=None)
    return state


def _can_be(state: State) -> bool:
    """Whether the learner's message can be of its kind where the counters stand as they do."""
    own = one_state({name: getattr(state, name) for name in _BESIDE_MOVES})
    return not any((own & (~if_ | then)).never for if_, then, _ in _OF_MOVES)


_NAMES = tuple(one.name for one in fields(State) if one.name != "app")


_BESIDE_MOVES = ("attempts", "hints", "asks_for_answer", "stuck", "learner_move")
_OF_MOVES = tuple(fact for fact in FACTS if "learner_move" in fact_names(fact) <= {*_BESIDE_MOVES})
"""The facts that say what a message of a kind goes with."""


def state_line(
    state: State | Mapping[str, Any] | None,
    values: Mapping[str, Any],
    words: Words,
    packs: Iterable[Pack],
    tags: Tags = (),
) -> str:
    """One sentence that says where a dialogue stands, and opens or closes none of `tags`. Raises `StateError`."""
    if isinstance(state, State):
        state = state.worth_telling()
    if not isinstance(state, Mapping | None):
        raise StateError(f"A dialogue state is a State or a mapping like {{attempts: 4}}, not {shown(state)}.")
    told = {**(state or {}), **values}
    if not told:
        raise StateError("Say where the dialogue stands, such as state_line(attempts=4).")
    vocabulary = closure_of(packs_of(packs)).vocabulary
    exact, condition = exact_state(told, vocabulary.variables)
    if not Space([condition], variables=vocabulary.variables, facts=vocabulary.facts).mask(condition):
        raise StateError(f"No dialogue stands there: {words.state(exact, vocabulary.variables)}")
    return fenced(words.state(exact, vocabulary.variables), tags)


def one_state(state: Mapping[str, Value]) -> Condition:
    """The condition that holds in one state alone."""
    return Condition.of([tuple(sorted((name, (True, frozenset([value]))) for name, value in state.items()))])
