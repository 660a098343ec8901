from __future__ import annotations

import dataclasses
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from pedagogy_prompts.reports.codes import CODES
from pedagogy_prompts.reports.formats.sarif import format_sarif
from pedagogy_prompts.reports.report import Edit, Finding, Fix, Fixes, Place, Report

from .strategies import FINDINGS, REPORTS, TEXT

TEXT_OF_LESSON = """format: 1
attributes:
  withhold_answer: {until: never}
  hint_ladder: {then: reveal}
"""
CLASH = Finding.of(
    "PED101",
    "After the last hint this tutor gives the answer, and it must never give the answer.",
    attributes=("hint_ladder", "withhold_answer"),
    when="after the last hint",
    witness={"attempts": 5, "last_answer": "wrong"},
    places=(
        Place("lesson.yaml", path=("attributes", "hint_ladder", "then"), line=4, column=24),
        Place("lesson.yaml", path=("attributes", "withhold_answer", "until"), line=3, column=28),
    ),
    details=("They meet once four hints have failed.",),
    remedy=Fixes(
        (
            Fix(
                "hint_ladder then: worked_example",
                True,
                (Edit("lesson.yaml", ("attributes", "hint_ladder", "then"), "set", "worked_example"),),
            ),
            Fix("take hint_ladder out", False, (Edit("lesson.yaml", ("attributes", "hint_ladder"), "remove"),)),
        )
    ),
)


@cache
def schema() -> Draft4Validator:
    text = Path(__file__).with_name("sarif-schema-2.1.0.json").read_text("utf-8")
    return Draft4Validator(json.loads(text))


def run_of(text: str) -> dict[str, Any]:
    log = json.loads(text)
    schema().validate(log)
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def result_of(finding: Finding, **options: Any) -> dict[str, Any]:
    (result,) = run_of(format_sarif(Report.of([finding]), version="1.2.3", **options))["results"]
    assert isinstance(result, dict)
    return result


@given(st.lists(st.tuples(TEXT, REPORTS), max_size=3), st.lists(st.tuples(FINDINGS, TEXT), max_size=2))
def test_every_log_is_valid(pairs: list[tuple[str, Report]], suppressed: list[tuple[Finding, str]]) -> None:
    pairs = [*pairs, ("last.yaml", Report(accepted=tuple(suppressed)))]
    run = run_of(format_sarif(pairs, version="0.1.0"))
    assert len(run["results"]) == sum(len(report) for _, report in pairs) + len(suppressed)
    prints = [result["partialFingerprints"]["finding/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints)


def test_a_finding_says_where_when_and_why() -> None:
    result = result_of(CLASH)
    assert result["ruleId"] == "PED101"
    assert result["level"] == "error"
    assert result["message"]["text"].splitlines() == [CLASH.message, *CLASH.details]
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "lesson.yaml"},
        "region": {"startLine": 4, "startColumn": 24},
    }
    (related,) = result["relatedLocations"]
    assert related["physicalLocation"]["region"]["startLine"] == 3
    assert related["logicalLocations"][0]["fullyQualifiedName"] == "attributes.withhold_answer.until"
    assert result["properties"]["witness"] == {"attempts": 5, "last_answer": "wrong"}
    assert result["properties"]["when"] == "after the last hint"
    assert len(result["properties"]["fixes"]) == 2
    assert result["suppressions"] == []


def test_what_an_author_wrote_is_no_link_of_the_tools() -> None:
    written = "See [x](https://a.example) and [y\\](b), not [z] (c)."
    finding = dataclasses.replace(CLASH, message=written, details=(), remedy=None)
    told = result_of(finding)["message"]["text"]
    assert told == "See [x\\](https://a.example) and [y\\\\\\](b), not [z] (c)."


def test_every_code_is_a_rule_and_a_page_is_its_help() -> None:
    page = {"meaning": "Two rules clash.", "why": "Models do not notice.", "triggers": "a: 1\n", "mended": "a: 2\n"}
    driver = run_of(format_sarif(Report.of([CLASH]), version="1.2.3", pages={"PED101": page}))["tool"]["driver"]
    assert driver["version"] == "1.2.3"
    assert [(rule["id"], rule["name"]) for rule in driver["rules"]] == [(key, code.name) for key, code in CODES.items()]
    rule = driver["rules"][result_of(CLASH)["ruleIndex"]]
    assert rule["id"] == "PED101"
    assert rule["help"]["text"] == (
        "Two rules clash.\n\nModels do not notice.\n\nThis triggers it:\na: 1\n\nThis is mended:\na: 2"
    )


@given(FINDINGS, st.integers(1, 99))
def test_a_fingerprint_stays_when_lines_move(finding: Finding, by: int) -> None:
    moved = dataclasses.replace(
        finding,
        places=tuple(dataclasses.replace(p, line=None if p.line is None else p.line + by) for p in finding.places),
    )
    assert result_of(finding)["partialFingerprints"] == result_of(moved)["partialFingerprints"]


@pytest.mark.parametrize(
    "other",
    [
        {"code": "PED103"},
        {"attributes": ("hint_ladder",)},
        {"when": "always"},
        {"places": (Place("other.yaml", path=("attributes", "hint_ladder", "then"), line=4, column=24),)},
    ],
    ids=["code", "attributes", "when", "place"],
)
def test_what_is_another_finding_has_another_fingerprint(other: dict[str, Any]) -> None:
    changed = dataclasses.replace(CLASH, **other)
    assert result_of(CLASH)["partialFingerprints"] != result_of(changed)["partialFingerprints"]


@pytest.mark.parametrize(
    ("source", "root", "uri"),
    [
        ("lesson.yaml", None, "lesson.yaml"),
        ("my lessons/a:b.yaml", None, "my%20lessons/a%3Ab.yaml"),
        ("/school/über.yaml", None, "file:///school/%C3%BCber.yaml"),
        ("/school/year 7/a.yaml", "/school", "year%207/a.yaml"),
        ("/elsewhere/a.yaml", "/school", "file:///elsewhere/a.yaml"),
    ],
)
def test_sources_become_uris(source: str, root: str | None, uri: str) -> None:
    finding = Finding.of("PED001", "It cannot be read.", places=(Place(source, line=1, column=1),))
    assert result_of(finding, root=root)["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_a_source_stands_in_for_a_missing_place() -> None:
    report = Report.of([Finding.of("PED601", "Nobody checked this rule.")])
    (result,) = run_of(format_sarif([("lesson.yaml", report)], version="1"))["results"]
    assert result["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": "lesson.yaml"}}}]


def test_an_accepted_finding_carries_its_reason() -> None:
    warning = Finding.of("PED401", "This ladder has no end.")
    run = run_of(format_sarif(Report(accepted=((warning, "the teacher is in the room"),)), version="1"))
    (result,) = run["results"]
    assert result["suppressions"] == [
        {"kind": "inSource", "status": "accepted", "justification": "the teacher is in the room"}
    ]


def test_a_list_cut_short_says_so() -> None:
    (whole,) = run_of(format_sarif(Report(complete=True), version="1"))["invocations"]
    (cut,) = run_of(format_sarif(Report(complete=False), version="1"))["invocations"]
    assert "toolExecutionNotifications" not in whole
    assert cut["toolExecutionNotifications"][0]["message"]["text"] == "The list of findings is not complete."


def test_a_fix_of_one_value_is_a_change_of_text() -> None:
    result = result_of(CLASH, texts={"lesson.yaml": TEXT_OF_LESSON})
    (fix,) = result["fixes"]  # the other takes a whole attribute out: it stays in the properties
    (change,) = fix["artifactChanges"]
    (replacement,) = change["replacements"]
    assert _replaced(TEXT_OF_LESSON, replacement) == TEXT_OF_LESSON.replace("reveal", "worked_example")
    assert len(result["properties"]["fixes"]) == 2


@pytest.mark.parametrize(
    ("text", "path", "value", "expected"),
    [
        ("a: never\n", ("a",), {"attempts": 5}, "a: {attempts: 5}\n"),
        ("a: {b: [x, y]} # kept\n", ("a", "b"), ["z"], "a: {b: [z]} # kept\n"),
        ("a:\n  - {b: 1}\n  - {b: 'é'} # ü\n", ("a", 1, "b"), "off", 'a:\n  - {b: 1}\n  - {b: "off"} # ü\n'),
        ("a:\n", ("a",), 1, None),
        ("a:\n  b: 1\n", ("a",), 1, None),
        ("a: |\n  text\n", ("a",), 1, None),
        ("a: 1\n", ("b",), 1, None),
        ("a: 1\n", ("a", "b"), 1, None),
        ("a: [\n", ("a",), 1, None),
        ("", ("a",), 1, None),
    ],
)
def test_only_what_stands_on_a_line_is_replaced(
    text: str, path: tuple[str | int, ...], value: Any, expected: str | None
) -> None:
    fix = Fix("mend it", True, (Edit("x.yaml", path, "set", value),))
    finding = Finding.of("PED003", "This does not fit.", remedy=Fixes((fix,)))
    result = result_of(finding, texts={"x.yaml": text})
    if expected is None:
        assert "fixes" not in result
    else:
        (replacement,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
        assert _replaced(text, replacement) == expected


def _replaced(text: str, replacement: dict[str, Any]) -> str:
    region = replacement["deletedRegion"]
    lines = text.splitlines(keepends=True)
    starts = [sum(map(len, lines[:i])) for i in range(len(lines) + 1)]
    start = starts[region["startLine"] - 1] + region["startColumn"] - 1
    end = starts[region["endLine"] - 1] + region["endColumn"] - 1
    return text[:start] + str(replacement["insertedContent"]["text"]) + text[end:]
