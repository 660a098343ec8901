"""Errors, reports and results tell in Python what the command line tells, also in a notebook."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from pedagogy_prompts import (
    AcknowledgeCorrect,
    ActionPlan,
    AdaptToAffect,
    Attribute,
    CheckIn,
    CompositionError,
    ExitTicket,
    HintLadder,
    Preset,
    QuestionLimit,
    SocraticQuestioning,
    TurnLength,
    WithholdAnswer,
    check,
    compose,
    decision_table,
    diff,
    explain,
    load_preset,
    tutor_card,
)
from pedagogy_prompts.base.notebook import Shown
from pedagogy_prompts.reports.errors import MOST_FIXES
from pedagogy_prompts.reports.report import Edit, Finding, Fix, Report

from ..each import each


def test_an_error_tells_the_fixes_on_lines_of_their_own() -> None:
    with pytest.raises(CompositionError) as caught:
        compose(WithholdAnswer(until="never"), HintLadder(then="reveal"))
    lines = str(caught.value).splitlines()
    assert lines[0].startswith("error: `hint_ladder` (then: reveal) asks") and lines[0].endswith("forbids it.")
    assert "  Change one:" in lines and "    hint_ladder: {then: worked_example}" in lines
    assert "PED101" in repr(caught.value)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


class Counted:
    asked = 0

    def fixes(self) -> tuple[Fix, ...]:
        Counted.asked += 1
        return (Fix("mend", True, (Edit(None, (), "set"),)),)


def test_of_many_findings_only_the_first_are_searched_for_fixes() -> None:
    findings = [Finding.of("PED101", f"No. {i}.", remedy=Counted()) for i in range(MOST_FIXES + 5)]
    error = CompositionError(Report(tuple(findings)))
    assert Counted.asked == 0
    assert str(error).count("    mend") == MOST_FIXES == Counted.asked and f"No. {MOST_FIXES + 4}." in str(error)


@each(
    ("parts", "message", "when"),
    [
        (
            [
                QuestionLimit(),
                SocraticQuestioning(intensity="balanced"),
                CheckIn(),
                ActionPlan(obstacles=True, when={"affect": "frustrated"}),
                ExitTicket(asks=["still_unclear", "main_idea"]),
            ],
            "gives way where more is asked for than it allows: it speaks of more turns, or nobody wrote it. For",
            "the learner is frustrated and the session closes, or it is the first turn",
        ),
        (
            [
                AcknowledgeCorrect(scope="full"),
                ActionPlan(items=5, who="tutor", obstacles=False),
                AdaptToAffect(on_frustration=["encourage", "smaller_step", "reveal_step", "explain"]),
                TurnLength(max_words=30),
            ],
            "gives way where what else is asked for leaves no room for it in `turn_length` (max_words: 30): it speaks",
            "the learner is frustrated and the last answer was correct, or the last answer was correct and the",
        ),
    ],
)
def test_what_several_sets_leave_no_room_for_is_told_once(parts: list[Attribute], message: str, when: str) -> None:
    (told,) = (finding for finding in check(*parts).findings if finding.code == "PED201")
    assert message in told.message and str(told.when).startswith(when)


def test_a_shipped_preset_is_loaded_by_its_name_unless_a_file_has_it(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_preset("socratic-tutor").title == "Socratic tutor"
    with pytest.raises(Exception, match="Did you mean 'socratic-tutor'"):
        load_preset("socratic-tuto")
    (tmp_path / "socratic-tutor").write_text("title: Mine\n")
    assert load_preset("socratic-tutor").title == "Mine"


def test_no_result_steers_a_terminal() -> None:
    bad = "x\x1b[31my\a"
    data = {"attributes": {"withhold_answer": None}, "rules": [{"say": f"Say {bad}.", "means": "oblige praise"}]}
    tutor = compose(Preset.from_data(data, source=bad))
    told = {
        "diff": diff(compose(WithholdAnswer()), tutor),
        "table": decision_table(Preset.from_data(data, source=bad)),
        "held": tutor.holding({"stuck": True}),
        "receipt": tutor.receipt(),
        "error": Report((Finding.of("PED306", bad),)),
    }
    assert {name for name, one in told.items() if not str(one).replace("\n", "").isprintable()} == set()
    assert all("\\x1b[31m" in str(told[name]) for name in ("diff", "table", "held"))


class Text(Shown):
    def __str__(self) -> str:
        return "<b> *a*\n````"


def test_a_notebook_shows_what_there_is_as_it_is() -> None:
    assert Text()._repr_markdown_() == "`````text\n<b> *a*\n````\n`````"
    assert "&lt;b&gt; *a*" in Text()._repr_html_()
    tutor = compose(load_preset("socratic-tutor"))
    assert tutor.text in tutor._repr_markdown_() and isinstance(tutor_card(tutor), Shown)
    assert explain("praise")._repr_markdown_().startswith("# praise")


def test_a_shipped_preset_is_explained_with_what_it_says() -> None:
    told = explain("socratic-tutor").text
    assert "Take it when:" in told and "extends: socratic-tutor" in told
    assert "  praise: strategy: Say what is praised" in told
