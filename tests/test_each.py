"""One test for a table says as much as one for each row."""

from __future__ import annotations

import inspect

import pytest

from .each import each, in_every


@each(("one", "other"), [(1, 1), pytest.param(1, 2, id="unlike"), (3, 3), (4, 5)])
def are_alike(one: int, other: int, factor: int) -> None:
    assert one * factor == other * factor, f"{one} and {other}"


def test_every_row_that_fails_is_told() -> None:
    with pytest.raises(ExceptionGroup, match="2 of 4 rows fail") as caught:
        are_alike(factor=2)
    told = [(str(error).splitlines()[0], error.__notes__) for error in caught.value.exceptions]
    assert told == [("1 and 2", ["for (1, 2)"]), ("4 and 5", ["for (4, 5)"])]


def test_a_fixture_is_asked_for_and_a_name_of_the_table_is_not() -> None:
    assert list(inspect.signature(are_alike).parameters) == ["factor"]


def test_no_row_leaves_out_others_by_a_skip() -> None:
    with pytest.raises(AssertionError, match="leave out all after 'here'"):
        in_every(["here", "there"], lambda _: pytest.skip("not now"))


def test_an_empty_table_holds_nothing() -> None:
    with pytest.raises(AssertionError, match="without rows"):
        in_every([], print)


def test_a_row_with_a_mark_is_a_test_of_its_own() -> None:
    with pytest.raises(AssertionError, match="with a mark"):
        each("one", [pytest.param(1, marks=pytest.mark.registry)])
