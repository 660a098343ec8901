"""What is read is what was written: round trips, places, and nothing but `PresetError` for any input at all."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pedagogy_prompts import TeacherVisibility, check
from pedagogy_prompts.attributes.kit.attribute import attribute_class, attribute_slugs
from pedagogy_prompts.base.inline import inline, shown
from pedagogy_prompts.presets.loading import parse_preset, read_data, read_preset, read_text, write_yaml
from pedagogy_prompts.presets.parts import Entry
from pedagogy_prompts.presets.preset import Preset
from pedagogy_prompts.presets.shipped import shipped_presets
from pedagogy_prompts.reports.report import Report

from ..characters import CHARACTERS
from ..each import each
from .strategies import TEXTS, attributes, presets

LESSON = """\
format: 1
title: Fractions, grade 7, Socratic
layer: course
context:
  subject: Fractions
  objectives: [add fractions with unlike denominators]
given: {phase: practice}
attributes:
  withhold_answer: {until: {attempts: 3}}
  hint_ladder:
    then: refer_to_teacher
  adapt_to_level: grade 7        # the main parameter alone
  encourage_metacognition:       # empty: the defaults
  response_language:
    - {language: fr, unless: {stuck: true}}
    - language: "no"
      when: {stuck: true}
facts:
  - Our class calls the denominator "the namer".
rules: [Say the command words exactly as in the mark scheme.]
budget: 800
accept: [{code: PED401, attributes: [withhold_answer], because: The exam is over by then.}]
reminder: hint_ladder
"""


def test_a_whole_lesson_is_read() -> None:
    preset = parse_preset(LESSON, source="lesson.yaml")
    assert preset.to_data(flat=True) == {
        "format": 1,
        "title": "Fractions, grade 7, Socratic",
        "layer": "course",
        "context": {"subject": "Fractions", "objectives": ["add fractions with unlike denominators"]},
        "given": {"phase": "practice"},
        "attributes": {
            "withhold_answer": {"until": {"attempts": "3+"}},
            "hint_ladder": {"then": "refer_to_teacher"},
            "adapt_to_level": "grade 7",
            "encourage_metacognition": None,
            "response_language": [
                {"unless": {"stuck": True}, "language": "fr"},
                {"when": {"stuck": True}, "language": "no"},
            ],
        },
        "facts": ['Our class calls the denominator "the namer".'],
        "rules": ["Say the command words exactly as in the mark scheme."],
        "budget": {"tokens": 800},
        "accept": [{"code": "PED401", "attributes": ["withhold_answer"], "because": "The exam is over by then."}],
        "reminder": "hint_ladder",
    }


@pytest.mark.parametrize(
    ("entry", "below", "line", "column", "written"),
    [
        (0, ("until",), 9, 28, True),
        (0, ("until", "attempts"), 9, 39, True),
        (0, ("grain",), 9, 20, False),
        (1, (), 10, 3, True),
        (1, ("then",), 11, 11, True),
        (2, (), 12, 19, True),
        (2, ("level",), 12, 19, True),
        (3, (), 13, 3, True),
        (4, ("language",), 15, 18, True),
        (5, ("language",), 16, 17, True),
        (5, ("when", "stuck"), 17, 21, True),
    ],
)
def test_everything_written_has_its_place(
    entry: int, below: tuple[str, ...], line: int, column: int, written: bool
) -> None:
    place = parse_preset(LESSON, source="lesson.yaml").entries[entry].place("course", *below)
    assert (place.source, place.line, place.column, place.written) == ("lesson.yaml", line, column, written)


def test_yaml_as_it_is_written() -> None:
    text = parse_preset(LESSON).to_yaml(flat=True)
    assert text.splitlines()[:14] == [
        "format: 1",
        "title: Fractions, grade 7, Socratic",
        "layer: course",
        "context:",
        "  subject: Fractions",
        "  objectives: [add fractions with unlike denominators]",
        "given: {phase: practice}",
        "attributes:",
        "  withhold_answer: {until: {attempts: 3+}}",
        "  hint_ladder: {then: refer_to_teacher}",
        "  adapt_to_level: grade 7",
        "  encourage_metacognition:",
        "  response_language:",
        "    - unless: {stuck: true}",
    ]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("yes", "yes"),
        ("on", "on"),
        ("Off", "Off"),
        ("2024-01-01", "2024-01-01"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("3+", "3+"),
        ("0-2", "0-2"),
        ("grade 7", "grade 7"),
        ("'3'", "3"),
        ("é", "é"),
        ("|\n  a\n  b", "a\nb\n"),
        (">-\n  a\n  b", "a b"),
    ],
)
def test_plain_scalars_follow_yaml_1_2(written: str, value: str) -> None:
    assert parse_preset(f"title: {written}\n").title == value


@pytest.mark.parametrize("written", ["~", "null", "", "NULL"])
def test_an_empty_key_is_one_left_out(written: str) -> None:
    assert parse_preset(f"title: {written}\nfacts: {written}\nbudget: {written}\nlayer: {written}\n") == Preset()


@each("slug", attribute_slugs())
@settings(max_examples=settings().max_examples // 6)
@given(st.data())
def test_an_attribute_comes_back_from_data_and_yaml(slug: str, data: st.DataObject) -> None:
    preset = Preset(entries=(Entry(data.draw(attributes(slug))),))
    assert Preset.from_data(preset.to_data()) == preset
    assert parse_preset(preset.to_yaml()) == preset


@pytest.mark.parametrize("text", ["ON", "yes", "off", "true", "no", "their teacher"])
def test_a_text_that_is_yes_or_no_comes_back(text: str) -> None:
    preset = Preset(entries=(Entry(TeacherVisibility(who=text)),))
    assert Preset.from_data(preset.to_data()) == parse_preset(preset.to_yaml()) == preset


@given(presets())
def test_a_preset_comes_back_from_data_and_yaml(preset: Preset) -> None:
    assert Preset.from_data(preset.to_data()) == preset
    assert parse_preset(preset.to_yaml()) == preset


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**62), 2**62) | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(PLAIN)
def test_a_value_on_one_line_reads_back(value: Any) -> None:
    from pedagogy_prompts.presets.reading.yaml import read_yaml

    for text, alone in ((f"v: {inline(value)}\n", True), (f"v: [{inline(value, inside=True)}]\n", False)):
        document, problems = read_yaml(text)
        assert document is not None and not problems
        assert repr(document.data) == repr({"v": value if alone else [value]})
    assert "\n" not in shown(value) and len(shown(value)) <= 60


@given(TEXTS, PLAIN)
def test_any_value_written_as_yaml_is_read_as_it_was(key: str, value: Any) -> None:
    from pedagogy_prompts.presets.reading.yaml import read_yaml

    document, problems = read_yaml(write_yaml({key: value, "last": 1}))
    assert not problems
    assert document is not None
    assert document.data == {key: value, "last": 1}


# Anything at all


def _said(preset: Preset | None, report: Report) -> None:
    """Either a preset, or at least one error with words and a place."""
    assert (preset is None) == (len(report) > 0)
    for finding in report:
        assert finding.severity == "error"
        assert finding.message
        assert len(finding.message) < 5000
        assert finding.places
    assert report.to_dict()["ok"] == (preset is not None)


_KEYS = ["format", "title", "extends", "remove", "layer", "context", "given", "attributes", "facts", "rules"]
_WORDS = st.sampled_from(
    [
        *_KEYS,
        "budget",
        "accept",
        "reminder",
        "hint_ladder",
        "withhold_answer",
        "praise",
        "until",
        "when",
        "rungs",
        "then",
        "attempts",
        "stuck",
        "3+",
        ">=3",
        "yes",
        "never",
        "stay",
        "tokens",
        "code",
        "because",
        "PED401",
        ".nan",
        "locked",
    ]
)
_MARKS = st.sampled_from(
    [": ", "\n", "\n  ", "\n\t", "- ", "[", "]", "{", "}", ", ", "#", "&a ", "*a", "!b ", "|", ">", '"', "'"]
)
_FOREIGN = st.one_of(
    st.floats(), st.binary(max_size=3), st.dates(), st.sets(st.integers(), max_size=2), st.complex_numbers()
)
_DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(CHARACTERS, max_size=5) | _WORDS | _FOREIGN,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(_WORDS | st.text(CHARACTERS, max_size=3) | st.integers(), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(st.text(CHARACTERS, max_size=200))
def test_any_text_is_read_or_explained(text: str) -> None:
    _said(*read_text(text))


@given(st.lists(_WORDS | _MARKS, max_size=30).map("".join))
def test_any_heap_of_yaml_is_read_or_explained(text: str) -> None:
    _said(*read_text(text))


@given(st.binary(max_size=100))
def test_any_file_is_read_or_explained(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path: Path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(raw)
    _said(*read_preset(path))


@given(st.dictionaries(st.sampled_from([*_KEYS, "budget", "accept", "reminder"]), _DATA, max_size=5) | _DATA)
def test_any_data_is_read_or_explained(data: Any) -> None:
    before = repr(data)
    _said(*read_data(data))
    assert repr(data) == before


_VALUES = st.lists(_DATA, min_size=3, max_size=9)
"""Some values that all attributes share among them, so that each has to do with any of them."""


@settings(max_examples=settings().max_examples // 2)
@given(_VALUES)
def test_any_value_of_an_attribute_is_read_or_explained(values: list[Any]) -> None:
    for slug, value in zip(attribute_slugs(), cycle(values), strict=False):
        _said(*read_data({"attributes": {slug: value}}))


@settings(max_examples=settings().max_examples // 2)
@given(_VALUES, st.integers(0, 9))
def test_any_value_of_a_parameter_is_read_or_explained(values: list[Any], at: int) -> None:
    for slug, value in zip(attribute_slugs(), cycle(values), strict=False):
        names = list(attribute_class(slug).model_fields)
        _said(*read_data({"attributes": {slug: {names[at % len(names)]: value}}}))


# The shelf


@each("name", shipped_presets())
def test_a_shipped_preset_is_sound(name: str) -> None:
    preset, report = read_preset(name, shipped=True)
    assert preset is not None, str(report)
    assert preset.layer in ("school", "course")
    assert preset.title


def test_an_unknown_shipped_preset_is_named() -> None:
    (finding,) = read_preset("nonesuch", shipped=True)[1]
    assert "nonesuch" in finding.message
    assert finding.args["unreadable"] is True


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("rules:\n- Give no answer before page #12 has been read.\n", "'#12 has been read.'"),
        ("rules: [Give no answer before page #12\n  ]\n", "'#12'"),
        ("rules:\n  - Give no answer before number # 12 has been read.\n", "'# 12 has been read.'"),
        ("context:\n  problem: Compare C #major and F.\n", "'#major and F.'"),
    ],
)
def test_a_text_that_yaml_cuts_is_told(text: str, cut: str) -> None:
    report = check(parse_preset(text))
    (finding,) = [finding for finding in report if finding.code == "PED005"]
    assert finding.severity == "warning"
    before = text[: text.index(cut[1:-1])].split("\n")
    assert (finding.places[0].line, finding.places[0].column) == (len(before), len(before[-1]) + 1)
    assert cut in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "rules:\n- Be kind. # Ana asked for it.\n",
        "rules:\n- Be kind  # with a reason\n",
        "rules:\n- \"Read page #12.\" # as printed.\n- 'Read #1.'\n- |\n  Read #1\n",
        "attributes: {emoji: none} #kept\n",
        "attributes:\n  emoji: none #kept\ntitle: A#1\n",
    ],
)
def test_a_comment_of_the_author_is_left_alone(text: str) -> None:
    assert "PED005" not in [finding.code for finding in check(parse_preset(text))]


def test_what_a_parent_lost_is_told_of_the_child_and_can_be_accepted() -> None:
    parent = "rules: [\n  Read page #12 first\n  ]\n"
    child = "extends: parent\n"
    report = check(parse_preset(child, source="child", resolve=lambda _: parent))
    (finding,) = [finding for finding in report if finding.code == "PED005"]
    assert (finding.places[0].source, finding.places[0].line) == ("parent", 2)
    child += "accept: [{code: PED005, because: it is meant as a comment}]\n"
    accepting = check(parse_preset(child, source="child", resolve=lambda _: parent))
    assert [one.code for one, _ in accepting.accepted] == ["PED005"]
