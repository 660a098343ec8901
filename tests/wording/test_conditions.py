"""Conditions in words: the plainer of two sides, no "no" after "except" or "unless", and nothing lost on the way."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from functools import cache

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pedagogy_prompts import Condition, DirectInstruction, Pack, TurnEnding, WithholdAnswer, compose
from pedagogy_prompts.norms.boxes import Box
from pedagogy_prompts.norms.space import Space
from pedagogy_prompts.norms.variables import VARIABLES, Value, Variable
from pedagogy_prompts.wording.phrases import LASTING, part_form
from pedagogy_prompts.wording.words import words_for

WORDS = words_for("en")
LATE = Variable("app.late", (False, True), words={"true": "it is late", "false": "it is not late"})
KNOWN = {**VARIABLES, LATE.name: LATE}
NO = re.compile(r"\b(no|not|neither|nobody|never)\b")


def drawn(variable: Variable) -> int:
    """How many values of a variable a condition here has at most."""
    return 4 if len(variable.values) < 12 else 2


def most_told(variable: Variable) -> int:
    """How many values of a variable are told here at most: of one with many, as many as two conditions come to."""
    most = len(variable.values) - 1
    return most if most < 12 else 2 * drawn(variable)


def subsets(variable: Variable) -> Iterator[frozenset[Value]]:
    """All that can be told of a variable."""
    for n in range(1, most_told(variable) + 1):
        yield from map(frozenset, itertools.combinations(variable.values, n))


def one_clause(name: str, values: frozenset[Value], until: bool) -> str:
    box: Box = ((name, (True, values)),)
    return WORDS.condition(Condition.of([box]), KNOWN, until=until)


@cache
def clauses(until: bool) -> dict[str, tuple[str, frozenset[Value]]]:
    """What each clause says."""
    found: dict[str, tuple[str, frozenset[Value]]] = {}
    for variable in KNOWN.values():
        for values in subsets(variable):
            told = one_clause(variable.name, values, until)
            if ", or " in told:  # alternatives, each of which is a clause
                continue
            assert found.setdefault(told, (variable.name, values)) == (variable.name, values), told
    return found


JOINS = (", or ", " and ", ", ")


def read_back(told: str, until: bool) -> Condition:
    """The condition that a phrase says, read from the words alone."""
    heard: list[tuple[str, str]] = []
    while told:
        ends = [(clause, join) for clause in clauses(until) for join in JOINS if told.startswith(clause + join)]
        ends += [(clause, "") for clause in clauses(until) if told == clause]
        heard.append(max(ends, key=lambda end: len("".join(end))))
        told = told.removeprefix("".join(heard[-1]))
    conjoined = any(join == " and " for _, join in heard)
    boxes: list[dict[str, frozenset[Value]]] = [{}]
    for clause, join in heard:
        name, values = clauses(until)[clause]
        boxes[-1][name] = values
        if join == ", or " or (join == ", " and not conjoined):
            boxes.append({})
    return Condition.of(tuple(sorted((name, (True, values)) for name, values in box.items())) for box in boxes)


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    names = [name for name, variable in KNOWN.items() if not variable.internal]
    boxes = []
    for _ in range(draw(st.integers(1, 2))):
        chosen = draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))
        literals: Mapping[str, frozenset[Value]] = {
            name: draw(st.frozensets(st.sampled_from(KNOWN[name].values), min_size=1, max_size=drawn(KNOWN[name])))
            for name in chosen
        }
        boxes.append(tuple(sorted((name, (True, values)) for name, values in literals.items())))
    return Condition.of(boxes)


@given(conditions())
def test_a_phrase_reads_back_and_takes_no_two_steps_back(condition: Condition) -> None:
    space = Space([condition], variables=KNOWN)
    held = space.mask(condition)
    assume(held and held != space.reachable)
    found = part_form(space, held, space.reachable, WORDS, KNOWN)
    assert found is not None
    # A fact may come to many values of what the learner does.
    assume(all(len(values) <= most_told(KNOWN[name]) for box in found[1].boxes for name, (_, values) in box))
    form, told = found[0], WORDS.condition(found[1], KNOWN, until=found[0] in LASTING)
    if form == "except":
        assert not NO.search(told)
    meant = space.mask(read_back(told, form in LASTING))
    assert (meant if form in ("when", "once") else space.reachable & ~meant) == held, f"{form} {told}"


@given(conditions())
def test_a_release_never_says_unless_not(condition: Condition) -> None:
    assume(not condition.always and not (~condition).never)
    told = WORDS.closed(condition)
    form, _, clause = told.partition(" ")
    assert form in ("until", "unless", "while")
    assert form != "unless" or not NO.search(clause)


@pytest.mark.parametrize(
    ("until", "told"),
    [
        ({"turn": "later"}, "Until the first turn is over, do not give"),
        ({"attempts": 3}, "Until the learner has made three attempts, do not give"),
        ({"attempts": "3-4"}, "Unless the learner has made three to four attempts, do not give"),
        ({"stuck": True}, "Unless the learner is stuck, do not give"),
        ({"stuck": False}, "While the learner is stuck, do not give"),
        ({"last_answer": "none"}, "While there is an answer to judge, do not give"),
    ],
)
def test_a_release_is_told_from_its_plainer_side(until: Mapping[str, Value], told: str) -> None:
    assert told in compose(WithholdAnswer(until=until)).text


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ({"attempts": "3+"}, "Once the learner has made three attempts: "),
        ({"attempts": "0-2"}, "Until the learner has made three attempts: "),
        ({"turn": "later"}, "Except when it is the first turn: "),
        ({"turn": "first"}, "Only when it is the first turn: "),
        ({"stuck": False}, "Except when the learner is stuck: "),
        ({"learner_move": "gives_up"}, "Only when the learner says that they do not know: "),
        (
            {"learner_move": ["asks_for_help", "gives_up"]},
            "Only when the learner asks for help or says that they do not",
        ),
        ({"asks_for_answer": True}, "Only when the learner asks for the answer: "),
    ],
)
def test_a_condition_is_told_from_its_plainer_side(when: Mapping[str, Value], told: str) -> None:
    assert told in compose(DirectInstruction(when=when)).text


def test_an_app_variable_is_told_from_its_plainer_side() -> None:
    pack = Pack("app", variables=(LATE,))
    told = {True: "Only when it is late: ", False: "Except when it is late: "}
    for value, before in told.items():
        assert before in compose(TurnEnding(when={"app.late": value}), packs=[pack]).text
        assert told[not value] in compose(TurnEnding(unless={"app.late": value}), packs=[pack]).text
