"""A fix is made on plain data and on presets, and on those alone that it is about."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from pedagogy_prompts import Fix, Preset, apply_fix, check, load_preset
from pedagogy_prompts.base.errors import ArgumentError, PedagogyError
from pedagogy_prompts.presets import editing
from pedagogy_prompts.presets.editing import mended
from pedagogy_prompts.presets.nodes import tree
from pedagogy_prompts.reports.report import Edit

CLASH: dict[str, Any] = {"attributes": {"withhold_answer": "never", "hint_ladder": {"then": "reveal"}}}


def fixes(*presets: Preset) -> list[Fix]:
    return [fix for finding in check(*presets).errors for fix in finding.fixes]


def test_each_fix_mends_the_data_that_was_checked() -> None:
    before = copy.deepcopy(CLASH)
    offered = fixes(Preset.from_data(CLASH, source="row 7"))
    assert len(offered) >= 2
    for fix in offered:
        posted = json.loads(json.dumps(fix.to_dict()))
        mended = apply_fix(CLASH, posted)
        assert mended == apply_fix(CLASH, fix) == apply_fix(CLASH, fix, source="row 7") != CLASH
        assert check(Preset.from_data(mended)).ok and before == CLASH


def test_a_preset_is_fixed_with_what_it_extends(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text("attributes: {withhold_answer: never}\n")
    (tmp_path / "lesson.yaml").write_text("extends: ./base.yaml\nattributes: {hint_ladder: {then: reveal}}\n")
    lesson = load_preset(tmp_path / "lesson.yaml")
    for fix in check(lesson, editable=[str(lesson.source)]).errors[0].fixes:
        fixed = lesson.fixed(fix)
        assert check(fixed).ok and fixed.source == lesson.source and fixed.to_data()["extends"] == "./base.yaml"


def test_of_a_fix_for_several_presets_each_takes_its_own_part() -> None:
    fix = Fix("both", True, (Edit("a", ("title",), "set", "A"), Edit("b", ("title",), "set", "B")))
    assert apply_fix({}, fix, source="b") == {"title": "B"}
    with pytest.raises(PedagogyError, match="Say which of them"):
        apply_fix({}, fix)
    assert Preset.from_data({}, source="a").fixed(fix).title == "A"
    for source in ("c", None):
        with pytest.raises(PedagogyError, match="'a', 'b', and nothing in"):
            Preset.from_data({}, source=source).fixed(fix)


@pytest.mark.parametrize(
    ("data", "fix", "told"),
    [
        (CLASH, {"edits": 3}, "no fix"),
        (CLASH, [], "no fix"),
        (CLASH, {"edits": [{"source": None, "path": "title", "op": "set"}]}, "a path is a list"),
        (CLASH, {"edits": [{"source": None, "path": [], "op": "move"}]}, "set or remove"),
        (CLASH, {"edits": []}, "changes nothing"),
        ([], {"edits": []}, "a mapping, not list"),
        (CLASH, {"edits": [{"source": None, "path": ["rules", 4], "op": "remove"}]}, "nothing at rules.4"),
        (CLASH, {"edits": [{"source": None, "path": ["attributes", "praise"], "op": "remove"}]}, "attributes.praise"),
        (CLASH, {"edits": [{"source": None, "path": ["k" * 9_000], "op": "remove"}]}, "nothing at kkk"),
        ({"facts": ["x"]}, {"edits": [{"source": None, "path": ["facts", "k" * 9_000], "op": "set"}]}, "no 'kkk"),
        (CLASH, {"edits": [{"source": f"s{i}", "path": ["title"], "op": "remove"} for i in range(900)]}, "897 more"),
    ],
)
def test_what_does_not_belong_to_the_data_is_said(data: Any, fix: Any, told: str) -> None:
    with pytest.raises(PedagogyError, match=told) as caught:
        apply_fix(data, fix)
    assert len(str(caught.value)) < 500
    assert isinstance(caught.value, ArgumentError) == any(
        word in told for word in ("no fix", "path is", "or rem", "mapp")
    )


def test_a_fix_reads_back_as_it_was_written() -> None:
    (first, *_) = fixes(Preset.from_data(CLASH))
    assert Fix.from_dict(json.loads(json.dumps(first.to_dict()))).to_dict() == first.to_dict()


def test_a_text_is_read_once_and_once_more_after_edits_that_need_not_wait_for_one_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []

    def counted(text: str) -> Any:
        read.append(text)
        return tree(text)

    monkeypatch.setattr(editing, "tree", counted)
    edits = [Edit(None, ("attributes", name), "remove") for name in ("praise", "tone")]
    after = mended("attributes:\n  praise: effort\n  tone: plain\n  hint_ladder:\n", edits)
    assert after == "attributes:\n  hint_ladder:\n" == read[-1]
    assert len(read) == 2


def test_a_fix_is_not_made_on_what_never_had_its_attribute() -> None:
    row = {"attributes": {"withhold_answer": "never", "hint_ladder": {"then": "reveal"}}}
    fix = Fix("", False, (Edit(None, ("attributes", "hint_ladder", "then"), "set", "stay"),))
    for other in ({}, {"title": "Another", "attributes": {"turn_length": 60}}, {"attributes": None}):
        with pytest.raises(PedagogyError, match="'hint_ladder'"):
            apply_fix(other, fix)
    assert apply_fix(row, fix)["attributes"]["hint_ladder"] == {"then": "stay"}
    assert apply_fix({"extends": "socratic-tutor"}, fix)["attributes"] == {"hint_ladder": {"then": "stay"}}
