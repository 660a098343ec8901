"""Any input of 1 MB is answered in 2 s and 300 MB, with findings that say which bound it meets."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from copy import copy
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from pedagogy_prompts import CompositionError, Condition, Finding, Preset, Report, check, parse_preset
from pedagogy_prompts.base import cached
from pedagogy_prompts.checking.resolve import resolve
from pedagogy_prompts.presets.loading import read_text
from pedagogy_prompts.presets.reading import events
from pedagogy_prompts.wording import words

CASES: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(Path(__file__).with_name("bounds.yaml"))
TRIED = [case for case in CASES if os.environ.get("HYPOTHESIS_PROFILE", "dev") != "dev" or not case.get("dear")]
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def answer() -> Iterator[Callable[[str], dict[str, Any]]]:
    """Tells what was found in a case, and what was wrong; all in one process, each case in a child of it."""
    command = [sys.executable, "-m", "tests.security.bounded", "-"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as run:
        assert run.stdin is not None and run.stdout is not None
        asking, answers = run.stdin, run.stdout

        def ask(name: str) -> dict[str, Any]:
            print(name, file=asking, flush=True)
            told: dict[str, Any] = json.loads(answers.readline())
            assert told["name"] == name
            return told

        yield ask


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot hold a process to bounds")
@pytest.mark.parametrize("case", TRIED, ids=lambda case: case["name"])
def test_an_input_is_answered_within_bounds(case: dict[str, Any], answer: Callable[[str], dict[str, Any]]) -> None:
    told = answer(case["name"])
    assert not told["wrong"], told["wrong"]
    for code, word in case.get("says", {}).items():
        messages = [message for found, message in told["found"] if found == code]
        assert any(word in message for message in messages), (code, word, told["found"][:5])


def test_fixes_are_searched_for_the_first_findings_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pedagogy_prompts.checking.resolve.MAX_SEARCHED", 0)
    rules = [{"say": f"Rule {i}.", "means": f"{('oblige', 'forbid')[i % 2]} praise"} for i in range(8)]
    clashes = check(Preset.from_data({"rules": rules})).errors
    assert len(clashes) == 16 and sum(finding.remedy is not None for finding in clashes) == 4


def test_the_nearest_ways_alone_are_tried_where_all_is_dear_to_resolve(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pedagogy_prompts.checking.mending.search.MAX_TRIED", 0)
    (clash,) = check(
        parse_preset("attributes: {withhold_answer: never, hint_ladder: {then: reveal}, emoji: none}")
    ).errors
    assert len(clash.fixes) == 2


def test_a_check_counts_what_it_does_not_list() -> None:
    findings = [Finding.of("PED303", f"`a{i}` adds nothing.") for i in range(700)]
    report = Report.of([*findings, Finding.of("PED003", "Wrong.")]).limited
    assert len(report) == 501 and not report.complete
    assert report.findings[0].code == "PED003"
    assert report.findings[-1].code == "PED007" and report.findings[-1].severity == "info"
    assert report.findings[-1].message.startswith("And 201 more.")
    assert Report.of(findings[:500]).limited == Report.of(findings[:500])


def test_what_is_wrong_with_all_that_is_extended_is_counted_beyond_a_bound() -> None:
    slips = f"attributes: {{{', '.join(f'prase{i}: ' for i in range(90))}}}"
    report = read_text(f"extends: [{', '.join(f'p{i}' for i in range(9))}]", resolve=lambda _: slips)[1]
    assert len(report) == 501 and not report.complete and not report.ok
    assert (report.findings[-1].code, report.findings[-1].severity) == ("PED007", "error")


def test_what_is_kept_between_calls_does_not_grow_with_what_strangers_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cached, "MOST_KEPT", 20_000)
    for i in range(20):
        check(parse_preset(f"rules: [{{say: '{i} {'word ' * 300}', means: only x.y}}]"))
    assert 0 < resolve.cache_info().currsize < 14 and 0 < len(events.KEPT) <= 4
    monkeypatch.setattr(cached, "MOST_KEPT", 100_000)
    names = {"affect": "frustrated", "phase": "quiz", "learner_level": "novice", "last_answer": "wrong", "stuck": True}
    for i in range(20):
        apart = [{"when": {"attempts": k, "hints": k, **names}} for k in range(5)]
        check(Preset.from_data({"attributes": {"praise": apart, "turn_length": {"max_words": 90 + i}}}))
    assert 0 < resolve.cache_info().currsize < 14


def test_clauses_of_conditions_are_kept_in_a_store_with_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_MOST_CLAUSES", 5)
    english = copy(words.words_for("en"))
    english._clauses = {}
    for n in range(9):
        assert english.condition(Condition(attempts=[n, n + 1]))
        assert 0 < len(english._clauses) <= 5


@pytest.mark.parametrize("lesson", [{"materials": [1]}, {"objectives": [{}]}, {"learner": {"interests": [1]}}])
def test_a_lesson_of_too_many_values_is_told_as_one(lesson: dict[str, Any]) -> None:
    many = {
        name: part * 10_001 if isinstance(part, list) else {"interests": [1] * 10_001} for name, part in lesson.items()
    }
    with pytest.raises(CompositionError) as error:
        check(parse_preset("attributes: {praise: effort}"), context=many)
    assert [finding.message for finding in error.value.report] == [
        "`context` holds more than 10,000 values. Shorten it."
    ]


def test_an_error_about_a_lesson_counts_what_it_does_not_list() -> None:
    preset = parse_preset("attributes: {praise: effort}")
    with pytest.raises(CompositionError) as error:
        check(preset, context={"misconceptions": [["adds both"]] * 700})
    assert error.value.report.findings[-1].message.startswith("And 200 more.")
