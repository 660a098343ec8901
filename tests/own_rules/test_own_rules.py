"""Rules in authors' own words: what they mean is checked like what attributes say, and they are said like these."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from pedagogy_prompts import (
    Budget,
    CompositionError,
    Preset,
    PresetError,
    check,
    compose,
)

from ..each import each


def rows(name: str) -> list[Any]:
    return list(YAML(typ="safe").load(Path(__file__).with_name(name).read_text("utf-8")))


def presets(case: dict[str, Any]) -> list[Preset]:
    return [
        Preset.from_data(data)
        for data in case.get("presets") or [{key: case[key] for key in ("attributes", "rules") if key in case}]
    ]


@each("case", [pytest.param(case, id=case["name"]) for case in rows("cases.yaml")])
def test_a_rule_is_checked_and_said(case: dict[str, Any]) -> None:
    parts = presets(case)
    report = check(*parts)
    if "finds" in case:
        assert {finding.code for finding in report} - {"PED601"} == set(case["finds"])
    if report.errors:
        with pytest.raises(CompositionError):
            compose(*parts)
        return
    text = compose(*parts, budget=Budget(case["budget"]) if "budget" in case else None).text.lower()
    assert [part for part in case.get("says", ()) if part not in text] == []
    assert [part for part in case.get("says_not", ()) if part in text] == []
    if "once" in case:
        assert text.count(case["once"]) == 1


@each("case", rows("wrong.yaml"))
def test_a_wrong_rule_gets_one_clear_error(case: dict[str, Any]) -> None:
    with pytest.raises(PresetError) as error:
        Preset.from_data({"rules": ["Be kind.", case["rule"]]})
    (finding,) = error.value.report.findings
    assert case["told"] in finding.message
    assert finding.places[0].path == ("rules", 1, *case["at"])
