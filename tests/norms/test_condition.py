"""Conditions are sets of states: the algebra against explicit sets, the written form, and what cannot be read."""

from __future__ import annotations

import copy
import itertools
import pickle
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pedagogy_prompts.norms.condition import ALWAYS, NEVER, Condition, at_least, run_of
from pedagogy_prompts.norms.notation import ConditionError
from pedagogy_prompts.norms.variables import VARIABLES, Value

from ..each import each

NAMES = ("affect", "attempts", "last_answer", "stuck")
STATES = [
    dict(zip(NAMES, values, strict=True)) for values in itertools.product(*(VARIABLES[name].values for name in NAMES))
]
EVERYTHING = frozenset(range(len(STATES)))


def numbers(written: object) -> set[int]:
    """The attempts a written number stands for; 10 is ten or more."""
    if isinstance(written, int):
        return {written}
    text = str(written)
    if text.endswith("+"):
        return set(range(int(text[:-1]), 11))
    low, high = text.split("-")
    return set(range(int(low), int(high) + 1))


def admits(name: str, written: object, value: Value) -> bool:
    parts = written if isinstance(written, list) else [written]
    return any(value in numbers(part) if name == "attempts" else value == part for part in parts)


def states(data: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> frozenset[int]:
    """What a written condition stands for, read without the library."""
    boxes = [data] if isinstance(data, Mapping) else data
    return frozenset(
        i
        for i, state in enumerate(STATES)
        if any(all(admits(name, written, state[name]) for name, written in box.items()) for box in boxes)
    )


def extent(condition: Condition) -> frozenset[int]:
    return states(condition.to_data()) if not condition.never else frozenset()


_NUMBER = st.one_of(
    st.integers(0, 10),
    st.integers(0, 10).map(lambda n: f"{n}+"),
    st.tuples(st.integers(0, 10), st.integers(0, 10)).map(lambda pair: f"{min(pair)}-{max(pair)}"),
)


def _written(name: str) -> st.SearchStrategy[object]:
    one: st.SearchStrategy[Any] = _NUMBER if name == "attempts" else st.sampled_from(VARIABLES[name].values)
    return st.one_of(one, st.lists(one, min_size=1, max_size=3))


_BOX = st.fixed_dictionaries({}, optional={name: _written(name) for name in NAMES})
DATA = st.one_of(_BOX, st.lists(_BOX, min_size=1, max_size=3))


@given(DATA)
def test_a_written_condition_holds_where_it_says(data: Any) -> None:
    assert extent(Condition(data)) == states(data)


@given(DATA, DATA)
def test_and_is_intersection_and_or_is_union(one: Any, other: Any) -> None:
    assert extent(Condition(one) & Condition(other)) == states(one) & states(other)
    assert extent(Condition(one) | Condition(other)) == states(one) | states(other)


@given(DATA)
def test_not_is_the_complement(data: Any) -> None:
    condition = Condition(data)
    assert extent(~condition) == EVERYTHING - states(data)
    assert extent(~~condition) == states(data)
    assert (condition & ~condition).never
    assert extent(condition | ~condition) == EVERYTHING


@given(DATA)
def test_always_and_never_are_told(data: Any) -> None:
    condition = Condition(data)
    assert condition.never == (not states(data))
    assert (~condition).never == (states(data) == EVERYTHING)
    if condition.always:
        assert states(data) == EVERYTHING


@given(DATA, DATA)
def test_a_condition_reads_back_as_itself(one: Any, other: Any) -> None:
    first, second = Condition(one), Condition(other)
    for condition in (first, ~first, first & second, first | second):
        if condition.never:
            continue  # an empty list is refused: see below
        again = Condition(condition.to_data())
        assert again == condition
        assert hash(again) == hash(condition)
        assert repr(again) == repr(condition)


@given(DATA)
def test_a_copy_is_equal(data: Any) -> None:
    condition = Condition(data)
    assert pickle.loads(pickle.dumps(condition)) == condition == copy.deepcopy(condition)
    assert Condition(condition) == condition


@given(DATA)
def test_a_release_stays_released(data: Any) -> None:
    """Whoever has made more attempts than a release names has it still; the written ranges keep their ends."""
    released = extent(Condition.release(data))
    assert released >= states(data)
    boxes = data if isinstance(data, list) else [data]
    open_ended = [
        {
            **box,
            **({"attempts": [f"{p}+" if isinstance(p, int) else p for p in _parts(box)]} if "attempts" in box else {}),
        }
        for box in boxes
    ]
    assert released == states(open_ended)


def _parts(box: Mapping[str, Any]) -> list[Any]:
    written = box["attempts"]
    return written if isinstance(written, list) else [written]


SAME: dict[str, tuple[Condition, Any]] = {
    "keywords and mapping": (Condition(attempts="3+", stuck=True), {"stuck": True, "attempts": "3+"}),
    "order of values": (Condition(last_answer=["wrong", "partial"]), {"last_answer": ["partial", "wrong"]}),
    "list of one": (Condition(affect="frustrated"), {"affect": ["frustrated"]}),
    "numbers in a row": (Condition(attempts="0-2"), {"attempts": [0, 1, 2]}),
    "number as text": (Condition(attempts=3), {"attempts": "3"}),
    "the top is or more": (Condition(attempts="10+"), {"attempts": 10}),
    "spaces": (Condition(attempts="0-2"), {"attempts": " 0 - 2 "}),
    "British practice": (Condition(phase="practice"), {"phase": "practise"}),
    "all values say nothing": (ALWAYS, {"stuck": [True, False]}),
    "or of neighbours": (Condition(attempts="0-2") | Condition(attempts="3+"), {}),
    "complement of a bound": (~Condition(attempts="3+"), {"attempts": "0-2"}),
    "complement of a value": (~Condition(stuck=True), {"stuck": False}),
    "what lies inside adds nothing": (Condition(stuck=True) | Condition(stuck=True, attempts=2), {"stuck": True}),
    "release": (Condition.release({"attempts": 3}), {"attempts": "3+"}),
    "release of a range": (Condition.release({"attempts": "2-4"}), {"attempts": "2-4"}),
    "release of text": (Condition.release({"attempts": "3"}), {"attempts": "3+"}),
    "at least": (at_least("attempts", 4), {"attempts": "4+"}),
    "an app's own variable": (Condition({"app.exam_week": True}), [{"app.exam_week": True}]),
}


@pytest.mark.parametrize("name", SAME)
def test_one_set_is_one_condition(name: str) -> None:
    condition, data = SAME[name]
    assert condition == Condition(data)
    assert hash(condition) == hash(Condition(data))


WRITTEN: dict[str, tuple[Any, Any]] = {
    "exactly": ({"attempts": 3}, {"attempts": 3}),
    "or more": ({"attempts": "3+"}, {"attempts": "3+"}),
    "a range": ({"attempts": "0-2"}, {"attempts": "0-2"}),
    "several runs": ({"attempts": [1, "3-4", "7+"]}, {"attempts": [1, "3-4", "7+"]}),
    "a flag": ({"stuck": True}, {"stuck": True}),
    "values in their own order": ({"last_answer": ["partial", "wrong"]}, {"last_answer": ["wrong", "partial"]}),
    "several boxes": ([{"stuck": True}, {"hints": 6}], [{"hints": "6+"}, {"stuck": True}]),
    "always": ({}, {}),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_the_written_form(name: str) -> None:
    data, expected = WRITTEN[name]
    assert Condition(data).to_data() == expected


def test_different_conditions_are_not_equal() -> None:
    assert Condition(attempts=3) != Condition(attempts="3+")
    assert Condition(stuck=True) != {"stuck": True}
    assert ALWAYS != NEVER
    assert at_least("attempts", 11) == NEVER
    assert at_least("attempts", 0) == ALWAYS


# data, words the message must hold, where
REFUSED: dict[str, tuple[Any, list[str], tuple[Any, ...]]] = {
    "a slip in the variable": ({"atempts": 3}, ["'atempts'", "Did you mean 'attempts'?"], ("atempts",)),
    "no such variable": ({"mood": "bad"}, ["'mood'", "Known: attempts", "dot in their name"], ("mood",)),
    "a variable of norms only": ({"idle_run": 2}, ["variable 'idle_run'"], ("idle_run",)),
    "a variable that is no text": ({3: "x"}, ["no condition variable 3"], (3,)),
    "another name": ({"message": "greets"}, ["Did you mean 'learner_move'"], ("message",)),
    "a slip in the value": ({"affect": "frustated"}, ["Did you mean 'frustrated'?", "neutral"], ("affect",)),
    "no such value": ({"phase": "exam"}, ["'exam'", "assessment"], ("phase",)),
    "a value in a list": ({"last_answer": ["wrong", "rihgt"]}, ["'rihgt'"], ("last_answer", 1)),
    "at least, as in mathematics": ({"attempts": ">=3"}, ["Write 3+ for 3 or more."], ("attempts",)),
    "more than": ({"attempts": "> 3"}, ["Write 4+ for 4 or more."], ("attempts",)),
    "at most, as in mathematics": ({"attempts": "<=2"}, ["Write 0-2 for at most 2."], ("attempts",)),
    "less than": ({"attempts": "<3"}, ["Write 0-2 for at most 2."], ("attempts",)),
    "less than nothing": ({"attempts": "<0"}, ["3+ (or more)"], ("attempts",)),
    "a word for a number": ({"attempts": "many"}, ["3 (exactly), 3+ (or more), 0-2 (a range)"], ("attempts",)),
    "a fraction": ({"attempts": 2.5}, ["2.5", "3 (exactly)"], ("attempts",)),
    "a flag for a number": ({"attempts": True}, ["True", "3 (exactly)"], ("attempts",)),
    "nothing for a number": ({"attempts": None}, ["None"], ("attempts",)),
    "too many": ({"attempts": 11}, ["from 0 to 10"], ("attempts",)),
    "too many in a range": ({"hints": "3-9"}, ["from 0 to 6"], ("hints",)),
    "too many or more": ({"hints": "7+"}, ["from 0 to 6"], ("hints",)),
    "below zero": ({"attempts": -1}, ["from 0 to 10"], ("attempts",)),
    "backwards": ({"attempts": "5-3"}, ["5-3 runs backwards"], ("attempts",)),
    "perhaps": ({"stuck": "perhaps"}, ["'perhaps'", "true or false"], ("stuck",)),
    "one": ({"stuck": 1}, ["true or false"], ("stuck",)),
    "no values": ({"last_answer": []}, ["'last_answer' has no value"], ("last_answer",)),
    "no conditions": ([], ["empty list", "Leave the condition out"], ()),
    "a word in a list": ([{"stuck": True}, "stuck"], ["'stuck'", "{attempts: 3+}"], (1,)),
    "a word": ("stuck", ["Write {stuck: true}."], ()),
    "a number": (3, ["a mapping like {attempts: 3+"], ()),
    "a place in a list": ([{"stuck": True}, {"attempts": "x"}], ["'x'"], (1, "attempts")),
    "an app's value": ({"app.week": {"a": 1}}, ["'app.week' takes plain values"], ("app.week",)),
}


@each("name", REFUSED)
def test_what_cannot_be_read_is_told_with_its_place(name: str) -> None:
    data, told, path = REFUSED[name]
    with pytest.raises(ConditionError) as caught:
        Condition(data)
    assert [part for part in told if part not in str(caught.value)] == []
    assert caught.value.path == path
    assert caught.value.unknown_name == ("no condition variable" in str(caught.value))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ({"stuck": "yes"}, {"stuck": True}),
        ({"asks_for_answer": "No"}, {"asks_for_answer": False}),
        ({"last_answer": ["Wrong", " PARTIAL "]}, {"last_answer": ["wrong", "partial"]}),
        ({"phase": "Practise"}, {"phase": "practice"}),
        ({"learner_move": "Gives up"}, {"learner_move": "gives_up"}),
        ({"learner_move": ["Off topic", "vague"]}, {"learner_move": ["leaves_topic", "is_vague"]}),
        ({"attempts": "three"}, {"attempts": 3}),
        ({"attempts": "at least three"}, {"attempts": "3+"}),
        ({"attempts": "3 or more"}, {"attempts": "3+"}),
        ({"attempts": "one to three"}, {"attempts": "1-3"}),
    ],
)
def test_what_is_surely_meant_is_taken_in(written: dict[str, Any], meant: dict[str, Any]) -> None:
    assert Condition(written) == Condition(meant)


def test_mapping_and_keywords_together_are_refused() -> None:
    with pytest.raises(ConditionError, match="not both"):
        Condition({"stuck": True}, attempts=3)


def test_what_a_preset_cannot_write_is_refused() -> None:
    with pytest.raises(ConditionError, match="complement cannot be written"):
        (~Condition({"app.week": "a"})).to_data()
    with pytest.raises(ConditionError, match="no condition variable"):
        Condition(run_of(2).to_data())
    assert NEVER.to_data() == []


def test_a_condition_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        ALWAYS.boxes = ()


def test_an_app_s_variable_has_its_algebra() -> None:
    a, b = Condition({"app.week": "a"}), Condition({"app.week": "b"})
    assert (a & b).never
    assert (a & ~a).never
    assert (a | ~a).always
    assert a | b == Condition({"app.week": ["a", "b"]})
    assert a & ~b == a
