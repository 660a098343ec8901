"""Known relations between attributes: a contradiction is an error, what only looks like one is silent."""

from __future__ import annotations

from typing import Any

import pytest

from pedagogy_prompts.checking.check import check
from pedagogy_prompts.reports.codes import CODES

from ..each import each
from .reading import made, read

RELATIONS = read("relations.yaml")
KINDS = {"X", "OK", "P", "B", "S", "E", "O", "Q", "C"}
CASES = [
    pytest.param(relation["code"], case, id=f"{id}-{n}")
    for id, relation in RELATIONS["said"].items()
    for n, case in enumerate(relation["cases"], start=1)
]


def test_every_relation_is_said_or_set_aside_once() -> None:
    said, outside = set(RELATIONS["said"]), set(RELATIONS["outside"])
    assert not said & outside
    assert said | outside == {f"R{n:03}" for n in range(1, 292)}
    assert all(RELATIONS["outside"].values())


@each(("kind", "case"), CASES)
def test_what_a_case_expects_follows_from_its_kind_or_has_a_reason(kind: str, case: dict[str, Any]) -> None:
    assert kind in KINDS
    assert set(case) <= {"finds", "attributes", "exception", "because"}
    errors = [code for code in case["finds"] if CODES[code].severity == "error"]
    as_usual = bool(errors) if kind == "X" else not case["finds"] and kind == "OK"
    assert as_usual is not bool(case.get("exception") or case.get("because"))


@each("case", [pytest.param(one.values[1], id=one.id) for one in CASES])
def test_the_findings_between_both_sides_are_the_expected_ones(case: dict[str, Any]) -> None:
    found = {
        finding.code
        for finding in check(*made(case["attributes"])).findings
        if set(case["attributes"]) <= set(finding.attributes)
    }
    assert found == set(case["finds"])
