"""Any input of 1 MB is answered in 2 s and 300 MB, with findings that say which bound it meets."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from pedagogy_prompts import Finding, Report

CASES: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(Path(__file__).with_name("bounds.yaml"))
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def answers() -> dict[str, dict[str, Any]]:
    """What was found in each case, and what was wrong; all in one process, each case in a child of it."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.security.bounded"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return {answer["name"]: answer for answer in map(json.loads, run.stdout.splitlines())}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot hold a process to bounds")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_an_input_is_answered_within_bounds(case: dict[str, Any], answers: dict[str, dict[str, Any]]) -> None:
    answer = answers[case["name"]]
    assert not answer["wrong"], answer["wrong"]
    for code, word in case.get("says", {}).items():
        messages = [message for found, message in answer["found"] if found == code]
        assert any(word in message for message in messages), (code, word, answer["found"][:5])


def test_a_check_counts_what_it_does_not_list() -> None:
    findings = [Finding.of("PED303", f"`a{i}` adds nothing.") for i in range(700)]
    report = Report.of([*findings, Finding.of("PED003", "Wrong.")]).limited
    assert len(report) == 501 and not report.complete
    assert report.findings[0].code == "PED003"
    assert report.findings[-1].code == "PED007" and report.findings[-1].severity == "info"
    assert report.findings[-1].message.startswith("And 201 more.")
    assert Report.of(findings[:500]).limited == Report.of(findings[:500])
