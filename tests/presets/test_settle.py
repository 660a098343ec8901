"""The fix loop, for those who keep their presets elsewhere than in files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from pedagogy_prompts import check, parse_preset
from pedagogy_prompts.checking.removals import together
from pedagogy_prompts.presets import editing, nodes
from pedagogy_prompts.presets.settling import Made, Settled, settle
from pedagogy_prompts.reports.report import Edit, Finding, Fix, Fixes, Report

TWICE = "# kept\naccept:\n- {code: PED401, because: no}\n- {code: PED501, because: gaps}\nattributes: {emoji: none}\n"


def _checked(texts: Mapping[str, str]) -> Iterator[tuple[str, Report]]:
    for source, text in texts.items():
        yield source, check(parse_preset(text, source=source))


def test_safe_fixes_are_made_until_none_is_left() -> None:
    before = {"a": TWICE, "b": "attributes: {emoji: none}\n"}
    after = settle(before, _checked).texts
    assert after["b"] == before["b"]
    assert "PED401" not in after["a"]
    assert after["a"].startswith("# kept\n")
    assert not any(fix.safe for _, report in _checked(after) for finding in report for fix in finding.fixes)
    assert before["a"] == TWICE


def test_a_fix_that_cannot_be_written_is_left_for_the_next() -> None:
    def fix(*path: str) -> Fix:
        return Fix("mend it", True, (Edit("a", path, "remove"),))

    def checked(texts: Mapping[str, str]) -> Iterator[tuple[str, Report]]:
        left = [name for name in ("nowhere", "x") if name != "x" or "x" in parse(texts["a"])]
        yield "a", Report(tuple(Finding.of("PED303", name, remedy=Fixes((fix(name),))) for name in left))

    def parse(text: str) -> list[str]:
        return [line.partition(":")[0] for line in text.splitlines()]

    assert settle({"a": "x: 1\ny: 2\n"}, checked) == Settled({"a": "y: 2\n"})


def test_a_check_that_is_never_content_comes_to_an_end() -> None:
    def checked(texts: Mapping[str, str]) -> Iterator[tuple[str, Report]]:
        more = Edit("a", ("n",), "set", int(texts["a"].removeprefix("n: ")) + 1)
        yield "a", Report((Finding.of("PED303", "more", remedy=Fixes((Fix("more", True, (more,)),))),))

    assert settle({"a": "n: 0\n"}, checked) == Settled({"a": "n: 100\n"}, more=True)


MANY = "attributes:\n" + "".join(f"  {slug}: # {slug}\n" + "  - {}\n" * 7 for slug in ("praise", "tone"))


def test_fixes_that_need_not_wait_for_one_another_are_made_at_once() -> None:
    rounds, told = list[str](), list[Made]()

    def checked(texts: Mapping[str, str]) -> Iterator[tuple[str, Report]]:
        rounds.append(texts["a"])
        return _checked(texts)

    after = settle({"a": MANY}, checked, told.append, together)
    alone = settle({"a": MANY}, _checked)
    assert (after.texts["a"], after.more) == (alone.texts["a"], False)
    assert len(rounds) <= 4 and len(told) == MANY.count("{}") - after.texts["a"].count("{}") > 5
    assert [one.line for one in told[:3]] == sorted(one.line for one in told[:3])
    assert all((one.was, one.now) == ("- {}", "(nothing)") for one in told)


def test_a_long_text_is_not_checked_again_for_each_of_many_fixes() -> None:
    rounds = list[str]()

    def checked(texts: Mapping[str, str]) -> Iterator[tuple[str, Report]]:
        more = Edit("a", ("n",), "set", len(rounds))
        rounds.append(texts["a"])
        yield "a", Report((Finding.of("PED303", "more", remedy=Fixes((Fix("more", True, (more,)),))),))

    assert settle({"a": "n: x\n" + "# c\n" * 120_000}, checked).more
    assert len(rounds) < 9


def test_a_text_is_read_once_for_all_its_edits(monkeypatch: pytest.MonkeyPatch) -> None:
    read = list[str]()

    def counted(text: str) -> nodes.Node:
        read.append(text)
        return nodes.tree(text)

    monkeypatch.setattr(editing, "tree", counted)
    edits = [Edit(None, ("attributes", name), "set", "x") for name in ("praise", "b", "c", "d", "e")]
    edits += [Edit(None, ("attributes", "tone", 3), "remove"), Edit(None, ("attributes", "tone", 1), "remove")]
    after = editing.mended(MANY, edits)
    assert len(read) == 2
    one_by_one = MANY
    for edit in edits:
        one_by_one = editing.mended(one_by_one, [edit])
    assert after == one_by_one
    hanging = [Edit(None, ("new", str(i)), "set", 1) for i in range(9)]
    assert editing.mended("a: 1\n", hanging).startswith('a: 1\nnew: {"0": 1, "1": 1')
    monkeypatch.setattr(editing, "_MOST_READ", 100)
    with pytest.raises(LookupError, match="one by one"):
        editing.mended(MANY, hanging)
