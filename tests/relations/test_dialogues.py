"""Clashes that lie in time, in an "only", in who the learner is or in who wrote what, and what only looks like one."""

from __future__ import annotations

from typing import Any

import pytest

from pedagogy_prompts import compose
from pedagogy_prompts.checking.check import check

from ..each import each
from .reading import clashes, made, read

CASES = [
    pytest.param(case, id=f"{kind}-{n}")
    for name in ("dialogues.yaml", "kinds.yaml")
    for kind, cases in read(name).items()
    for n, case in enumerate(cases, start=1)
]


@each("case", CASES)
def test_a_dialogue_comes_out_as_labelled(case: dict[str, Any]) -> None:
    attributes = made(case["attributes"])
    work = case.get("work")
    found = clashes(check(*attributes, work=work))
    if "clash" in case:
        assert frozenset(case["clash"]) in found
    else:
        assert not found
        assert compose(*attributes, work=work).text
