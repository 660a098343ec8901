"""Every code has a page that a teacher can read, and the page's examples do what it says."""

from __future__ import annotations

import re

import pytest
from ruamel.yaml import YAML

from pedagogy_prompts import (
    CompositionError,
    Condition,
    Pack,
    Preset,
    PresetError,
    Report,
    Variable,
    WithholdAnswer,
    check,
    compose,
    explain,
    parse_preset,
)
from pedagogy_prompts import gaps as gaps_of
from pedagogy_prompts.presets.loading import read_data, read_text
from pedagogy_prompts.reports.codes import CODES, rule_page, rule_pages

from ..each import each

NO_EXAMPLE = {
    "PED006": "needs a caller who says what a preset may say",
    "PED007": "needs a hundred slips, more than a page shows",
    "PED403": "needs a variable from an app's own pack, and a preset cannot bring one",
    "PED702": "needs a chat model to count for, and a preset names none",
    "PED709": "needs a provider to be asked, and a preset names none",
    "PED710": "needs a chat model to compose for, and a preset names none",
    **dict.fromkeys(("PED901", "PED902", "PED903"), "needs a profile, and a preset holds none"),
    "PED707": "needs a chat model to count for, and a preset names none",
}
"""The codes whose pages show no preset, and why."""

PAGES = rule_pages()
WITH_EXAMPLE = sorted(set(CODES) - set(NO_EXAMPLE))

_SENTENCE_END = re.compile(r"[.?](?= |$)")
_INNER_WORDS = re.compile(
    r"\b(norms?|claims?|oblige|modality|bitset|witness|slot|slug|closure|kwargs?|YAML|JSON|None|True|False)\b"
)


def presets_in(example: str) -> list[str]:
    """The presets of an example: stacked ones stand one after the other, with a line of dashes between them."""
    return re.split(r"^---\n", example, flags=re.MULTILINE)


def report_on(example: str) -> Report:
    """All that is said of an example: when it is read, checked, searched for gaps, or written."""
    try:
        presets = [parse_preset(text) for text in presets_in(example)]
    except PresetError as error:
        return error.report
    return report_of(*presets)


def report_of(*presets: Preset) -> Report:
    """All that is said of presets when they are checked, searched for gaps, or written."""
    try:
        report = compose(*presets).report
    except CompositionError as error:
        report = error.report
    if not check(*presets).ok:
        return report
    return report + Report.of(gaps_of(*presets))


def codes(report: Report) -> set[str]:
    return {finding.code for finding in report}


def test_every_code_has_a_page_and_no_page_is_for_an_unknown_code() -> None:
    assert list(PAGES) == sorted(CODES)


@each("code", CODES)
def test_a_page_has_its_parts_and_no_others(code: str) -> None:
    examples = set() if code in NO_EXAMPLE else {"triggers", "mended"}
    assert set(PAGES[code]) == {"meaning", "why"} | examples


@each("code", WITH_EXAMPLE)
def test_a_finding_names_the_line_it_is_about(code: str) -> None:
    """For PED203 the check is asked: what is stored for serving does not name a learner's preset."""
    presets = [
        parsed
        for i, text in enumerate(presets_in(rule_page(code)["triggers"]), 1)
        if (parsed := read_text(text, source=f"p{i}")[0]) is not None
    ]
    if not presets or code == "PED203":
        report = check(*presets) if presets else read_text(rule_page(code)["triggers"], source="p1")[1]
    else:
        report = report_of(*presets)
    found = [finding for finding in report if finding.code == code]
    assert found
    for place in (place for finding in found for place in (*finding.places[:1], *finding.places)):
        assert place.source in ("p1", "p2") and place.line is not None and place.column is not None
    assert all(finding.places for finding in found)


@each("code", sorted(set(WITH_EXAMPLE) - {"PED001", "PED005", "PED203"}))
def test_a_finding_names_where_it_is_about_in_rows_of_data_and_in_what_a_preset_extends(code: str) -> None:
    *outer, inner = presets_in(rule_page(code)["triggers"])
    row = read_data(YAML(typ="safe", pure=True).load(inner), source="row")
    child = read_text("extends: base\n", source="child", resolve={"base": inner}.__getitem__)
    for (preset, report), named in ((row, {"row"}), (child, {"base", "child"})):
        if preset is not None:
            read = [parse_preset(text, source="outer") for text in outer]
            report = report_of(*read, preset)
        found = [finding for finding in report if finding.code == code]
        assert found and all(finding.places for finding in found)
        places = [place for finding in found for place in finding.places]
        assert {place.source for place in places} <= named | {"outer"}
        assert named & {place.source for place in places}


@each("code", WITH_EXAMPLE)
def test_the_example_triggers_the_code(code: str) -> None:
    assert code in codes(report_on(rule_page(code)["triggers"]))


@each("code", WITH_EXAMPLE)
def test_the_mended_example_does_not_and_is_fit_for_use(code: str) -> None:
    report = report_on(rule_page(code)["mended"])
    assert code not in codes(report)
    assert [str(finding) for finding in (*report.errors, *report.warnings)] == []


@each("code", CODES)
@each(("part", "least", "most"), [("meaning", 2, 4), ("why", 1, 3)])
def test_the_texts_are_a_few_plain_sentences(code: str, part: str, least: int, most: int) -> None:
    text = PAGES[code][part].strip()
    prose = re.sub(r"`[^`]*`", "x", text)  # what stands in backticks is quoted from a preset
    assert "\n" not in text, "one paragraph"
    assert text[0].isupper()
    assert text.endswith(".")
    assert least <= len(_SENTENCE_END.findall(prose)) <= most
    assert not re.search(r"[*#\[\]{}<>|_!]|\w\(|PED\d|https?:", prose), "no marks, codes or links"
    assert not _INNER_WORDS.search(prose)


@each("code", CODES)
def test_no_sentence_is_too_long_to_read_in_one_go(code: str) -> None:
    for part in ("meaning", "why"):
        for sentence in _SENTENCE_END.split(PAGES[code][part].strip()):
            assert len(sentence.split()) <= 36, sentence


@each("code", CODES)
def test_explain_shows_the_whole_page(code: str) -> None:
    told = explain(code)
    assert told.text.startswith(f"{code} {CODES[code].name}  (")
    flat = " ".join(told.text.split())
    for part in PAGES[code].values():
        assert " ".join(part.split()) in flat


@pytest.mark.parametrize("code", ["PED201", "PED202", "PED203"])
def test_a_stack_is_shown_with_the_layer_of_each_preset(code: str) -> None:
    for part in ("triggers", "mended"):
        presets = presets_in(PAGES[code][part])
        assert len(presets) == 2
        for text in presets:
            name, layer = text.splitlines()[:2]
            assert name.removeprefix("# ").removesuffix(".yaml") == layer.removeprefix("layer: ")


@pytest.mark.parametrize(
    ("words", "found"), [(None, {"PED403"}), ({"true": "it is exam week", "false": "it is not"}, set())]
)
def test_a_variable_without_words_is_what_the_page_without_an_example_speaks_of(
    words: dict[str, str] | None, found: set[str]
) -> None:
    pack = Pack("app", variables=(Variable("app.exam_week", (False, True), words=words),))
    report = check(WithholdAnswer(when=Condition({"app.exam_week": True})), packs=[pack])
    assert codes(report) & {"PED403"} == found
