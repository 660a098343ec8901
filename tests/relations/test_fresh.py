"""Compositions that others wrote and labelled come out as they said."""

from __future__ import annotations

import pytest

from .fresh import FILES, Row, rows


def _right(row: Row) -> bool:
    if row.missed:
        return row.conflict is not bool(row.found)
    return row.clash in row.found if row.conflict else not row.found


@pytest.mark.parametrize("name", FILES)
def test_what_all_agreed_on_is_what_the_check_says(name: str) -> None:
    assert [row.id for row in rows(name) if not _right(row)] == []
