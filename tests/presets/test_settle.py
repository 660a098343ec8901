"""The fix loop, for those who keep their presets elsewhere than in files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pedagogy_prompts import check, parse_preset
from pedagogy_prompts.presets.settling import settle
from pedagogy_prompts.reports.report import Edit, Finding, Fix, Fixes, Report

TWICE = "# kept\naccept:\n- {code: PED401, because: no}\n- {code: PED501, because: gaps}\nattributes: {emoji: none}\n"


def _checked(texts: Mapping[str, str]) -> Iterator[tuple[str, Report]]:
    for source, text in texts.items():
        yield source, check(parse_preset(text, source=source))


def test_safe_fixes_are_made_until_none_is_left() -> None:
    before = {"a": TWICE, "b": "attributes: {emoji: none}\n"}
    after = settle(before, _checked)
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

    assert settle({"a": "x: 1\ny: 2\n"}, checked) == {"a": "y: 2\n"}


def test_a_check_that_is_never_content_comes_to_an_end() -> None:
    def checked(texts: Mapping[str, str]) -> Iterator[tuple[str, Report]]:
        more = Edit("a", ("n",), "set", int(texts["a"].removeprefix("n: ")) + 1)
        yield "a", Report((Finding.of("PED303", "more", remedy=Fixes((Fix("more", True, (more,)),))),))

    assert settle({"a": "n: 0\n"}, checked) == {"a": "n: 100\n"}
