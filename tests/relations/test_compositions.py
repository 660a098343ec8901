"""Whole compositions come out as people read them: what clashes is found, what only looks like it is left alone."""

from __future__ import annotations

from typing import Any

import pytest

from pedagogy_prompts import CompositionError, compose
from pedagogy_prompts.checking.check import check

from ..each import each
from .reading import clashes, made, read

COMPOSITIONS = {one["id"]: one for name in ("compositions.yaml", "more.yaml") for one in read(name)}
EXCEPTIONS: dict[str, str] = {}
"""Compositions that do not come out as labelled, each with a reason to give to a teacher."""


def labelled(*labels: str) -> list[Any]:
    return [
        pytest.param(one, id=id) for id, one in COMPOSITIONS.items() if one["label"] in labels and id not in EXCEPTIONS
    ]


def test_every_composition_has_a_label_of_the_three() -> None:
    assert len(COMPOSITIONS) >= 120
    for id, one in COMPOSITIONS.items():
        assert one["label"] in ("conflict", "compatible", "unclear"), id
        assert bool(one.get("clash")) is (one["label"] == "conflict"), id
        assert set(one.get("clash", ())) <= set(one["attributes"]), id
        assert one["because"], id
    assert set(EXCEPTIONS) <= set(COMPOSITIONS)


@each("one", labelled("conflict"))
def test_a_conflict_is_found_and_its_members_are_named(one: dict[str, Any]) -> None:
    attributes = made(one["attributes"])
    assert frozenset(one["clash"]) in clashes(check(*attributes))
    assert frozenset(one["clash"]) in clashes(check(*attributes, given=one.get("given")))


@each("one", labelled("conflict"))
def test_what_is_left_of_a_conflict_without_one_of_its_members_no_longer_clashes_there(one: dict[str, Any]) -> None:
    for left_out in one["clash"]:
        rest = {slug: value for slug, value in one["attributes"].items() if slug in one["clash"] and slug != left_out}
        if rest:
            assert not check(*made(rest)).errors


@each("one", labelled("compatible"))
def test_what_only_looks_like_a_conflict_is_none(one: dict[str, Any]) -> None:
    assert not clashes(check(*made(one["attributes"])))
    assert compose(*made(one["attributes"])).text


@pytest.mark.parametrize("one", labelled("unclear"))
def test_where_people_differ_it_ends_in_text_or_in_findings(one: dict[str, Any]) -> None:
    attributes = made(one["attributes"])
    if check(*attributes).errors:
        with pytest.raises(CompositionError):
            compose(*attributes)
    else:
        assert compose(*attributes).text


def test_exceptions_are_still_exceptions() -> None:
    for id in EXCEPTIONS:
        found = clashes(check(*made(COMPOSITIONS[id]["attributes"])))
        wanted = frozenset(COMPOSITIONS[id].get("clash", ()))
        assert wanted not in found if wanted else found, id
