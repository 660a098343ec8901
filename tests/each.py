"""One test for a whole table: rows that are quick cost less than telling of a test for each of them."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest

Test = Callable[..., None]


def each(names: str | Sequence[str], rows: Iterable[Any]) -> Callable[[Test], Test]:
    """As `pytest.mark.parametrize`, in one test that goes through all rows and names every one that fails.

    For rows that are quick and leave no mark on what they share.
    """
    called = (names,) if isinstance(names, str) else tuple(names)
    table = [row if isinstance(names, str) else tuple(row) for row in map(_plain, rows)]

    def decorate(test: Test) -> Test:
        def whole(**fixtures: Any) -> None:
            def one(row: Any) -> None:
                test(**dict(zip(called, (row,) if isinstance(names, str) else row, strict=True)), **fixtures)

            in_every(table, one)

        signature = inspect.signature(test)
        fixtures = [one for name, one in signature.parameters.items() if name not in called]
        whole.__signature__ = signature.replace(parameters=fixtures)  # type: ignore[attr-defined]
        for name in ("__name__", "__qualname__", "__module__", "__doc__", "pytestmark"):
            if hasattr(test, name):
                setattr(whole, name, getattr(test, name))
        return whole

    return decorate


def in_every(rows: Sequence[Any], test: Test) -> None:
    """Try every row, and fail with all that fail."""
    assert rows, "a table without rows holds nothing"
    failed: list[Exception] = []
    for row in rows:
        try:
            test(row)
        except pytest.skip.Exception:
            raise AssertionError(f"a skip would leave out all after {row!r:.300}") from None
        except Exception as error:  # noqa: BLE001  told with all others
            error.add_note(f"for {row!r:.300}")
            failed.append(error)
    if failed:
        raise ExceptionGroup(f"{len(failed)} of {len(rows)} rows fail", failed)


def _plain(row: Any) -> Any:
    """A row as it is, also where it stands in a `pytest.param`."""
    if not isinstance(row, type(pytest.param())):
        return row
    assert not row.marks, "a row with a mark is a test of its own"
    return row.values if len(row.values) != 1 else row.values[0]
