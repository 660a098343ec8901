"""Whatever is wrong with a preset is a finding with its place and a way on, never a crash and never silence."""

from __future__ import annotations

import datetime
import enum
import os
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from pedagogy_prompts import Preset
from pedagogy_prompts.presets.loading import (
    load_preset,
    parse_preset,
    read_data,
    read_preset,
    read_presets,
    read_text,
)
from pedagogy_prompts.reports.errors import PresetError
from pedagogy_prompts.reports.report import Finding


class Case(NamedTuple):
    name: str
    text: str
    code: str
    line: int
    column: int
    says: tuple[str, ...]
    path: tuple[str | int, ...] = ()


WITHHOLD = "attributes:\n  withhold_answer:\n"

SYNTAX = [
    Case("an empty file", "", "PED001", 1, 1, ("empty", "attributes:")),
    Case("only comments", "# nothing yet\n\n", "PED001", 1, 1, ("empty",)),
    Case("only a document mark", "---\n", "PED001", 1, 1, ("empty",)),
    Case("a tab indents", "attributes:\n\tpraise:\n", "PED001", 2, 1, ("tab", "spaces")),
    Case("a tab after spaces", "attributes:\n  \tpraise: effort\n", "PED001", 2, 3, ("tab", "spaces")),
    Case("a tab below a value", "title: a\n\tlayer: b\n", "PED001", 2, 1, ("tab",)),
    Case("a duplicate key", "title: a\nlayer: lesson\ntitle: b\n", "PED001", 3, 1, ("twice", "line 1"), ("title",)),
    Case("braces of a template", "title: {{ name }}\n", "PED001", 1, 8, ("template", "quotes"), ("title",)),
    Case("braces and more text", "title: {{ name }} now\n", "PED001", 1, 8, ("template", "quotes")),
    Case("a template in a list", "facts:\n- {{ a | b }}\n", "PED001", 2, 3, ("template",), ("facts", 0)),
    Case("a template as a key", "{{ a }}: b\n", "PED001", 1, 1, ("template",)),
    Case("a template tag", "title: {% if a %}\n", "PED001", 1, 8, ("template",)),
    Case("at least three, with a sign", WITHHOLD + "    until: {attempts: >=3}\n", "PED001", 3, 23, ("3+",)),
    Case("at least three, in a block", WITHHOLD + "    until:\n      attempts: >=3\n", "PED001", 4, 17, ("3+",)),
    Case("more than three", WITHHOLD + "    until:\n      attempts: >3\n", "PED001", 4, 17, ("4+",)),
    Case("more than three, spaced", WITHHOLD + "    until:\n      attempts: > 3\n", "PED001", 4, 17, ("4+",)),
    Case("a second colon", "title: Fractions: part 2\n", "PED001", 1, 17, ("colon", "quotes")),
    Case("a quote never closed", "title: 'abc\nlayer: lesson\n", "PED001", 1, 8, ("quote", "closed")),
    Case("text behind a quote", 'title: "a" b\n', "PED001", 1, 12, ("whole value", "quotes")),
    Case("a bracket never closed", "remove: [praise\n", "PED001", 1, 9, ("bracket", "]")),
    Case("a brace never closed", "budget: {tokens: 800\n", "PED001", 1, 9, ("bracket", "}")),
    Case("a bracket closed twice", "{title: a}}\n", "PED001", 1, 11, ("closed twice",)),
    Case("crooked indentation", "context:\n  topic: a\n level: b\n", "PED001", 3, 2, ("indentation",)),
    Case("a list behind a name", "facts: - a\n", "PED001", 1, 8, ("list", "new line")),
    Case("a line that is no pair", "title: a\nnonsense\n", "PED001", 2, 1, ("colon",)),
    Case("a value that begins with @", "title: @me\n", "PED001", 1, 8, ("@", "quotes")),
    Case("a value that begins with a backtick", "title: `a`\n", "PED001", 1, 8, ("quotes",)),
    Case("emphasis taken for an alias", "title: *really*\n", "PED001", 1, 8, ("quotes",)),
    Case("a bad escape", 'title: "a\\q"\n', "PED001", 1, 10, ("single quotes",)),
    Case("two documents", "title: a\n---\ntitle: b\n", "PED001", 2, 1, ("one preset in a file",)),
    Case("a tag", "title: !!python/object/apply:os.system [ls]\n", "PED001", 1, 8, ("Tags", "!!python")),
    Case("a tag of one's own", "title: !secret a\n", "PED001", 1, 8, ("!secret",)),
    Case("an alias of nothing", "title: *base\n", "PED001", 1, 8, ("*base", "quotes")),
    Case("an alias of itself", "facts: &a [*a]\n", "PED001", 1, 12, ("inside",)),
    Case("a merge key", "context:\n  <<: {topic: a}\n", "PED001", 2, 3, ("<<", "extend")),
    Case("a list as a key", "? [a, b]\n: c\n", "PED001", 1, 3, ("name",)),
    Case("a directive", "%YAML 2.0\n---\ntitle: a\n", "PED001", 1, 1, ("Delete the line",)),
    Case("a control character", "title: a\nlayer: le\x07sson\n", "PED001", 2, 10, ("U+0007", "Delete")),
    Case("a NUL", "title: a\x00b\n", "PED001", 1, 9, ("U+0000",)),
    Case("a list at the top", "- praise\n", "PED001", 1, 1, ("mapping", "attributes:")),
    Case("a word at the top", "praise\n", "PED001", 1, 1, ("mapping",)),
    Case("very deep nesting", "facts: " + "[" * 200 + "]" * 200, "PED001", 1, 39, ("32 levels",)),
    Case("very deep lists", "- " * 5000, "PED001", 1, 65, ("32 levels",)),
]

NAMES = [
    Case("a name too long", f"{'a' * 201}: 1\n", "PED002", 1, 1, ("201", "at most 200")),
    Case("an unknown key", "titel: a\n", "PED002", 1, 1, ("'titel'", "'title'"), ("titel",)),
    Case("an attribute at the top", "title: a\npraise: effort\n", "PED002", 2, 1, ("indent it under `attributes:`",)),
    Case("a context field at the top", "subject: a\n", "PED002", 1, 1, ("under `context:`",)),
    Case("a number as a key", "attributes:\n  3: a\n", "PED002", 2, 3, ("names are words",)),
    Case("an unknown attribute", "attributes:\n  prase: effort\n", "PED002", 2, 3, ("'prase'", "'praise'")),
    Case("a class name", "attributes: {HintLadder: }\n", "PED002", 1, 14, ("'hint_ladder'",)),
    Case(
        "an unknown parameter",
        "attributes:\n  hint_ladder: {rung: [orient]}\n",
        "PED002",
        2,
        17,
        ("'rung'", "'rungs'", "advance_on"),
        ("attributes", "hint_ladder", "rung"),
    ),
    Case("a variable as a parameter", WITHHOLD + "    attempts: 3\n", "PED002", 3, 5, ("condition", "`until`")),
    Case(
        "an unknown variable",
        "attributes:\n  hint_ladder: {when: {attemps: 3}}\n",
        "PED002",
        2,
        24,
        ("'attemps'", "'attempts'"),
        ("attributes", "hint_ladder", "when", "attemps"),
    ),
    Case("an unknown variable in given", "given: {fase: quiz}\n", "PED002", 1, 9, ("'phase'",), ("given", "fase")),
    Case("an unknown context field", "context: {topics: a}\n", "PED002", 1, 11, ("'topic'",), ("context", "topics")),
    Case(
        "an unknown field of a material",
        "context: {materials: [{titel: a, title: b, text: c}]}\n",
        "PED002",
        1,
        24,
        ("title",),
    ),
    Case("an unknown slug to remove", "remove: [prase]\n", "PED002", 1, 10, ("'praise'",), ("remove", 0)),
    Case("an unknown reminder", "reminder: hint_lader\n", "PED002", 1, 11, ("'hint_ladder'",), ("reminder",)),
    Case("an unknown part of a budget", "budget: {tokens: 9, token: 800}\n", "PED002", 1, 21, ("'tokens'",)),
    Case(
        "an unknown finding",
        "accept: [{code: PED40, because: a}]\n",
        "PED002",
        1,
        17,
        ("Did you mean 'PED",),
        ("accept", 0, "code"),
    ),
    Case("a finding by its name", "accept: [{code: no-end, because: a}]\n", "PED002", 1, 17, ("PED401",)),
    Case("an unknown part of accept", "accept: [{code: PED401, because: a, why: b}]\n", "PED002", 1, 37, ("because",)),
]

VALUES = [
    Case("a newer format", "format: 2\nwhatever: 1\n", "PED003", 1, 9, ("format 2", "Upgrade"), ("format",)),
    Case("a format that is none", "format: one\n", "PED003", 1, 9, ("format: 1",)),
    Case("true as a format", "format: true\n", "PED003", 1, 9, ("format: 1",)),
    Case("an unknown layer", "layer: lessons\n", "PED003", 1, 8, ("'lesson'", "platform"), ("layer",)),
    Case("a number as a title", "title: 2024\n", "PED003", 1, 8, ("quotes", '"2024"')),
    Case("an empty title", "title: ''\n", "PED003", 1, 8, ("empty",)),
    Case(
        "a value that is none",
        "attributes:\n  hint_ladder: {then: work_example}\n",
        "PED003",
        2,
        23,
        ("'work_example'", "`then`", "Did you mean 'worked_example'", "refer_to_teacher"),
        ("attributes", "hint_ladder", "then"),
    ),
    Case("an item that is none", "attributes:\n  hint_ladder: {rungs: [orient, x]}\n", "PED003", 2, 33, ("'x'",)),
    Case("a rung twice", "attributes: {hint_ladder: {rungs: [orient, orient]}}\n", "PED003", 1, 35, ("twice",)),
    Case("an empty parameter", "attributes:\n  hint_ladder:\n    then:\n", "PED003", 3, 5, ("no value", "stay")),
    Case(
        "a word for a number",
        "attributes:\n  answer_on_request: {min_attempts: many}\n",
        "PED003",
        2,
        37,
        ("0 to 10",),
    ),
    Case(
        "true for a number", "attributes:\n  answer_on_request: {min_attempts: true}\n", "PED003", 2, 37, ("0 to 10",)
    ),
    Case(
        "a broken number", "attributes:\n  answer_on_request: {min_attempts: 3.0}\n", "PED003", 2, 37, ("whole number",)
    ),
    Case(
        "a number out of range", "attributes:\n  answer_on_request: {min_attempts: 11}\n", "PED003", 2, 37, ("0 to 10",)
    ),
    Case(
        "a huge number",
        "attributes:\n  answer_on_request: {min_attempts: " + "9" * 30 + "}\n",
        "PED003",
        2,
        37,
        ("large",),
    ),
    Case("a required parameter missing", "attributes:\n  response_language:\n", "PED003", 2, 3, ("`language`",)),
    Case("a word where true is due", "attributes: {hint_ladder: {locked: sure}}\n", "PED003", 1, 36, ("true or",)),
    Case("one where true is due", "attributes: {hint_ladder: {locked: 1}}\n", "PED003", 1, 36, ("true or false",)),
    Case(
        "off",
        "attributes:\n  praise: off\n",
        "PED003",
        2,
        11,
        ("`remove: [praise]`", "effort, strategy, outcome, person, none"),
    ),
    Case("false", "attributes:\n  praise: false\n", "PED003", 2, 11, ("`remove: [praise]`", "say which: effort")),
    Case("no", "attributes:\n  praise: no\n", "PED003", 2, 11, ("`remove: [praise]`",)),
    Case("on", "attributes:\n  praise: on\n", "PED003", 2, 11, ("empty for its defaults", "effort")),
    Case("true", "attributes:\n  praise: true\n", "PED003", 2, 11, ("empty for its defaults",)),
    Case("off for a parameter", "attributes:\n  praise: {target: off}\n", "PED003", 2, 20, ("Say which: effort",)),
    Case(
        "no for an attribute without parameters",
        "attributes:\n  wait_for_response: no\n",
        "PED003",
        2,
        22,
        ("remove:",),
    ),
    Case(
        "a value for an attribute without parameters",
        "attributes: {wait_for_response: 3}\n",
        "PED003",
        1,
        33,
        ("empty",),
    ),
    Case(
        "a bare number as a condition",
        "attributes: {withhold_answer: 3}\n",
        "PED003",
        1,
        31,
        ("{until: {attempts: 3}}",),
    ),
    Case("a word as a condition", "attributes: {withhold_answer: {until: nevr}}\n", "PED003", 1, 39, ("'never'",)),
    Case(
        "a bad value in a condition",
        "attributes: {hint_ladder: {when: {affect: sad}}}\n",
        "PED003",
        1,
        43,
        ("neutral",),
    ),
    Case("a range backwards", "given: {attempts: 3-1}\n", "PED003", 1, 19, ("backwards",), ("given", "attempts")),
    Case("a sign in quotes", "given: {attempts: '>=3'}\n", "PED003", 1, 19, ("3+",)),
    Case("a condition beyond all work", "given: [" + "{stuck: true}, " * 17 + "]\n", "PED003", 1, 8, ("16",)),
    Case("attributes as a list", "attributes: [praise]\n", "PED003", 1, 13, ("dashes",)),
    Case("a context that is none", "context: a\n", "PED003", 1, 10, ("subject",)),
    Case("a number as a subject", "context: {subject: 7}\n", "PED003", 1, 20, ('"7"',), ("context", "subject")),
    Case("an unknown goal", "context: {goal: practise}\n", "PED003", 1, 17, ("'practice'",)),
    Case("a material without text", "context: {materials: [{title: a}]}\n", "PED003", 1, 23, ("`text`",)),
    Case("a subject too long", f"context: {{subject: {'a' * 301}}}\n", "PED003", 1, 20, ("301", "300")),
    Case("a problem too long", f"context: {{problem: {'a' * 50_001}}}\n", "PED003", 1, 20, ("50,001", "50,000")),
    Case("a phrase too long", f"attributes: {{persona: {{name: {'a' * 301}}}}}\n", "PED003", 1, 30, ("301", "300")),
    Case("too many objectives", f"context: {{objectives: [{'a, ' * 101}]}}\n", "PED003", 1, 23, ("at most 100",)),
    Case("facts in one text", "facts: a\n", "PED003", 1, 8, ("list", "`- `")),
    Case("a fact with a colon", "facts:\n- Remember: be kind\n", "PED003", 2, 3, ("colon", "quotes"), ("facts", 0)),
    Case("a number as a fact", "facts: [3]\n", "PED003", 1, 9, ("quotes",), ("facts", 0)),
    Case("a rule too long", f"rules: [{'a' * 2001}]\n", "PED003", 1, 9, ("2,001", "2,000")),
    Case("too many rules", f"rules: [{'a, ' * 101}]\n", "PED003", 1, 8, ("at most 100",)),
    Case("a budget that is no number", "budget: .nan\n", "PED003", 1, 9, ("whole number", "800"), ("budget",)),
    Case("an endless budget", "budget: {tokens: .inf}\n", "PED003", 1, 18, ("whole number",), ("budget", "tokens")),
    Case("no budget", "budget: 0\n", "PED003", 1, 9, ("at least 1",)),
    Case("a negative budget", "budget: -1\n", "PED003", 1, 9, ("at least 1",)),
    Case("true as a budget", "budget: true\n", "PED003", 1, 9, ("whole number",)),
    Case("a budget in quotes", "budget: '800'\n", "PED003", 1, 9, ("without quotes",)),
    Case(
        "a budget twice over",
        "budget: {tokens: 9, share: 0.1}\n",
        "PED003",
        1,
        9,
        ("one of `tokens`, `characters` and a `share`",),
    ),
    Case("a share above one", "budget: {share: 2}\n", "PED003", 1, 17, ("at most 1",)),
    Case("a priority out of range", "budget: {tokens: 9, priority: {praise: 10}}\n", "PED003", 1, 40, ("1 to 9",)),
    Case("an acceptance without a reason", "accept: [{code: PED401}]\n", "PED003", 1, 10, ("because",)),
    Case("an acceptance of an error", "accept: [{code: PED101, because: a}]\n", "PED003", 1, 17, ("mended",)),
    Case("an acceptance that is none", "accept: [PED401]\n", "PED003", 1, 10, ("because",)),
    Case("nothing to remove", "remove: [praise]\n", "PED003", 1, 10, ("nothing to remove", "Delete"), ("remove", 0)),
    Case("extends that is none", "extends: 3\n", "PED003", 1, 10, ("list",)),
]

EXTENDS = [
    Case("a preset nobody knows", "extends: nonesuch\n", "PED004", 1, 10, ("'nonesuch'",), ("extends",)),
    Case("a preset in a list", "extends: [./nonesuch.yaml]\n", "PED004", 1, 11, ("nonesuch",), ("extends", 0)),
    Case("an absolute path", "extends: /etc/hosts\n", "PED004", 1, 10, ("absolute",)),
    Case("a NUL in a path", 'extends: "a\\0b"\n', "PED004", 1, 10, ("no preset",)),
]


@pytest.mark.parametrize("case", [*SYNTAX, *NAMES, *VALUES, *EXTENDS], ids=lambda case: case.name)
def test_bad_input_has_its_place_and_a_way_on(case: Case, tmp_path: Path) -> None:
    source = str(tmp_path / "lesson.yaml")
    preset, report = read_text(case.text, source=source)
    assert preset is None
    assert len(report) == 1, str(report)
    (finding,) = report
    place = finding.places[0]
    assert (finding.code, place.line, place.column, place.source) == (case.code, case.line, case.column, source)
    for words in case.says:
        assert words in finding.message
    if case.path:
        assert place.path == case.path
    for jargon in ("pydantic", "validation", "literal", "NoneType", "dict", "scalar", "token,", "Traceback"):
        assert jargon not in finding.message


def test_crlf_moves_no_place() -> None:
    (finding,) = read_text("title: a\r\nlayer: b\r\n")[1]
    assert (finding.places[0].line, finding.places[0].column) == (2, 8)


def test_both_places_of_a_duplicate_are_named() -> None:
    (finding,) = read_text("context:\n  topic: a\n  topic: b\n")[1]
    assert [(place.line, place.column) for place in finding.places] == [(3, 3), (2, 3)]


def test_everything_wrong_is_said_at_once_in_the_order_of_the_text() -> None:
    text = """\
titel: Fractions
layer: lessons
attributes:
  hint_ladder: {rungs: [orient, foo, true], then: nothing, locked: sure, whn: 3}
  withhold_answer:
    - {when: {affect: sad, attemps: 3, hints: [1, 9]}}
    - {grain: all}
budget: .nan
"""
    with pytest.raises(PresetError) as raised:
        parse_preset(text, source="lesson.yaml")
    places = [finding.places[0] for finding in raised.value.report]
    assert [(place.line, place.path[-1]) for place in places] == [
        (1, "titel"),
        (2, "layer"),
        (4, 1),
        (4, 2),
        (4, "then"),
        (4, "locked"),
        (4, "whn"),
        (6, "affect"),
        (6, "attemps"),
        (6, 1),
        (7, "grain"),
        (8, "budget"),
    ]
    assert {finding.attributes for finding in raised.value.report if finding.places[0].line == 4} == {("hint_ladder",)}
    assert "lesson.yaml:2:8" in str(raised.value)


def test_aliases_that_explode_are_stopped() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    (finding,) = read_text("\n".join(lines))[1]
    assert finding.code == "PED001"
    assert "10,000" in finding.message


def test_aliases_that_lie_too_deep_are_stopped() -> None:
    lines = ["a0: &a0 x", *(f"a{n}: &a{n} [[[[[[*a{n - 1}]]]]]]" for n in range(1, 7))]
    (finding,) = read_text("\n".join(lines))[1]
    assert finding.code == "PED001" and "32 levels" in finding.message


def test_no_message_is_longer_than_two_thousand_characters() -> None:
    name = "x" * 2_500
    (finding,) = read_text(f"extends: {name}", resolve=lambda _: f"extends: [{name}]")[1]
    assert len(finding.message) <= 2_000 and len(finding.args["name"]) <= 2_000


def test_an_alias_repeats_a_value() -> None:
    preset = parse_preset("attributes:\n  hint_ladder: {when: &c {stuck: true}}\n  praise: {when: *c}\n")
    assert preset.attributes[0].when == preset.attributes[1].when


def test_too_long_a_text_is_not_parsed() -> None:
    (finding,) = read_text("title: [" * 200_000)[1]
    assert finding.code == "PED001"
    assert "1,000,000" in finding.message


# Files


def _only(path: Path) -> Finding:
    preset, report = read_preset(path)
    assert preset is None
    (finding,) = report
    assert finding.places[0].source == str(path)
    with pytest.raises(PresetError):
        load_preset(path)
    return finding


def test_a_missing_file_is_named_with_its_neighbour(tmp_path: Path) -> None:
    (tmp_path / "lesson.yaml").write_text("title: a\n")
    finding = _only(tmp_path / "leson.yaml")
    assert (finding.code, finding.args["unreadable"]) == ("PED001", True)
    assert "leson.yaml" in finding.message
    assert f"Did you mean '{tmp_path / 'lesson.yaml'}'?" in finding.message


def test_a_directory_is_no_preset(tmp_path: Path) -> None:
    finding = _only(tmp_path)
    assert finding.args["unreadable"] is True
    assert "directory" in finding.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert _only(tmp_path / "pipe.yaml").args["unreadable"] is True


def test_a_path_no_system_takes_is_a_finding() -> None:
    preset, report = read_preset("a\0b.yaml")
    assert preset is None
    assert report.errors[0].args["unreadable"] is True


def test_a_file_that_is_not_utf_8_says_where(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("title: a\ncontext: {topic: Brüche}\n".encode("latin-1"))
    finding = _only(tmp_path / "a.yaml")
    assert (finding.code, finding.places[0].line, finding.places[0].column) == ("PED001", 2, 20)
    assert "0xFC" in finding.message
    assert "'ü'" in finding.message
    assert "unreadable" not in finding.args


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_explained(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.yaml").write_bytes("title: a\n".encode(encoding))
    assert "UTF-16" in _only(tmp_path / "a.yaml").message


def test_a_byte_order_mark_is_fine(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("title: ä\nlayer: b\n".encode("utf-8-sig"))
    finding = _only(tmp_path / "a.yaml")
    assert (finding.places[0].line, finding.places[0].column) == (2, 8)
    assert parse_preset("\ufefftitle: ä").title == "ä"


def test_a_preset_of_ten_megabytes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"facts: [" + b"a, " * 3_500_000 + b"]")
    finding = _only(tmp_path / "a.yaml")
    assert finding.code == "PED001"
    assert "1,000,000" in finding.message


def test_what_one_preset_extends_counts_for_no_other(tmp_path: Path) -> None:
    for n in range(120):
        (tmp_path / f"base{n}.yaml").write_text("title: a\n")
        (tmp_path / f"{n}.yaml").write_text(f"extends: ./base{n}.yaml\n")
    assert all(preset is not None for preset, _ in read_presets(tmp_path / f"{n}.yaml" for n in range(120)))


def test_several_presets_are_read_one_after_the_other(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text("layer: wrong\n")
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text("extends: ./base.yaml\n")
    reports = [report for _, report in read_presets([tmp_path / "a.yaml", tmp_path / "b.yaml", tmp_path / "c.yaml"])]
    sources = [[finding.places[0].source for finding in report] for report in reports]
    assert sources == [[str(tmp_path / "base.yaml")], [str(tmp_path / "base.yaml")], [str(tmp_path / "c.yaml")]]


# Plain data


class Colour(enum.StrEnum):
    RED = "red"


def _endless() -> list[Any]:
    found: list[Any] = []
    found.append(found)
    return found


def _exploding() -> list[Any]:
    found: list[Any] = ["x"] * 9
    for _ in range(12):
        found = [found] * 9
    return found


@pytest.mark.parametrize(
    ("data", "code", "path", "says"),
    [
        (None, "PED001", (), "mapping"),
        ([], "PED001", (), "mapping"),
        ("title: a", "PED001", (), "mapping"),
        ({1: "a"}, "PED002", (), "names are words"),
        ({"facts": {"a"}}, "PED003", ("facts",), "set"),
        ({"title": datetime.date(2024, 1, 1)}, "PED003", ("title",), "date"),
        ({"title": b"a"}, "PED003", ("title",), "bytes"),
        ({"title": "a\ud800"}, "PED003", ("title",), "surrogate"),
        ({"budget": float("nan")}, "PED003", ("budget",), "whole number"),
        ({"budget": 10**5000}, "PED003", ("budget",), "too large"),
        ({"attributes": {"praise": object()}}, "PED003", ("attributes", "praise"), "object"),
        ({"attributes": {"praise": {"avoid": [1j]}}}, "PED003", ("attributes", "praise", "avoid", 0), "complex"),
        ({"given": {"stuck": {1}}}, "PED003", ("given", "stuck"), "set"),
        ({"attributes": {"hint_ladder": {"then": "x"}}}, "PED003", ("attributes", "hint_ladder", "then"), "stay"),
        ({"facts": _endless()}, "PED001", ("facts", *[0] * 32), "32 levels"),
        ({"facts": _exploding()}, "PED001", None, "10,000"),
        ({"extends": "base"}, "PED004", ("extends",), "`resolve`"),
    ],
)
def test_bad_data_is_a_finding_with_a_path_and_no_line(
    data: Any, code: str, path: tuple[str | int, ...] | None, says: str
) -> None:
    preset, report = read_data(data)
    assert preset is None
    (finding,) = report
    place = finding.places[0]
    assert (finding.code, place.line, place.column) == (code, None, None)
    assert path is None or place.path == path
    assert says in finding.message


def test_subclasses_of_plain_types_are_plain() -> None:
    preset = Preset.from_data({"title": Colour.RED, "facts": ("a", "b")})
    assert (preset.title, preset.facts) == ("red", ("a", "b"))
    assert type(preset.title) is str


def test_data_is_not_changed() -> None:
    data = {"attributes": {"hint_ladder": {"rungs": ["orient"], "when": {"attempts": "3+"}}}, "facts": ["a"]}
    before = repr(data)
    Preset.from_data(data)
    assert repr(data) == before
