"""The list of guards does not rot: each stands where it says, and its test is there. What they hold is run by hand."""

from __future__ import annotations

import re
from functools import cache

from ..each import each
from .guards import ROOT, Guard, guards

LISTED = list(guards())


@cache
def text_of(file: str) -> str:
    return (ROOT / file).read_text("utf-8")


@each("guard", LISTED)
def test_a_guard_stands_once_where_the_list_says_and_its_test_is_there(guard: Guard) -> None:
    before = text_of(guard.file)
    assert guard.taken_out(before) != before
    file, _, name = guard.test.partition("::")
    assert name and f"def {name.partition('[')[0]}(" in text_of(file), guard.test


def test_every_guard_has_a_name_of_its_own() -> None:
    assert len({guard.id for guard in LISTED}) == len(LISTED)


def test_every_promise_has_guards() -> None:
    table = text_of("SECURITY.md").partition("## What is promised")[2].partition("## What is not promised")[0]
    promises = re.findall(r"^\| (.+?\.) \| ", table, re.MULTILINE)
    assert len(promises) > 20
    held = tuple({guard.promise for guard in LISTED})
    assert [promise for promise in promises if not promise.startswith(held)] == []
