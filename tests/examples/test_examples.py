"""Every example runs, and every preset among them is clean."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

import pedagogy_prompts
from pedagogy_prompts import check, compose, load_preset

EXAMPLES = Path(__file__).parents[2] / "examples"
LESSON = EXAMPLES / "fractions-grade-7.yaml"
STACK = [EXAMPLES / "stack" / f"{layer}.yaml" for layer in ("school", "course", "lesson")]
PRESETS = sorted(EXAMPLES.rglob("*.yaml"))
SCRIPTS = [
    "chat.py",
    "compose_in_python.py",
    "form.py",
    "mcp_prompts.py",
    "presets_in_a_database.py",
    "serve_two_learners.py",
]


def name_of(path: Path) -> str:
    return path.relative_to(EXAMPLES).as_posix()


def run(script: str) -> str:
    """What the script prints, run as its reader runs it: in a process of its own."""
    home = Path(pedagogy_prompts.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / script)],
        env={
            **os.environ,
            "PYTHONPATH": str(home),
            "PYTHONIOENCODING": "utf-8",
        },
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_no_script_is_left_out() -> None:
    assert sorted(path.name for path in EXAMPLES.glob("*.py")) == SCRIPTS


@pytest.mark.parametrize("path", PRESETS, ids=name_of)
def test_an_example_preset_has_no_error_and_no_warning(path: Path) -> None:
    report = check(load_preset(path))
    assert [finding.message for finding in report.findings if finding.severity != "info"] == []


@pytest.mark.parametrize("path", PRESETS, ids=name_of)
def test_an_example_preset_tells_its_reader_what_it_is(path: Path) -> None:
    assert path.read_text("utf-8").startswith("# ")


def test_the_stack_is_clean_and_the_inner_layers_decide() -> None:
    report = check(*map(load_preset, STACK))
    assert [finding.message for finding in report.findings if finding.severity != "info"] == []
    text = compose(*map(load_preset, STACK)).text
    assert "two attempts" in text
    assert "three attempts" not in text
    assert "At most 120 words" in text
    assert "at most 120 words" not in text
    assert "the school office" in text


def test_the_lesson_carries_everything_a_lesson_needs() -> None:
    context = load_preset(LESSON).context
    assert context.problem
    assert context.reference_solution
    assert context.objectives
    assert context.misconceptions
    assert all(one.response for one in context.misconceptions)


def test_composing_in_python_prints_the_text_and_the_clash() -> None:
    printed = run("compose_in_python.py")
    assert printed.startswith("# Role\n")
    assert "PED101" in printed


def test_two_learners_share_the_stable_prefix() -> None:
    printed = run("serve_two_learners.py")
    shared = compose(load_preset(LESSON)).stable_text
    assert f"the same {len(shared.encode())} bytes" in printed
    assert "Amina" in printed
    assert "Jonas" in printed


def test_a_form_tells_each_mistake_at_its_field_and_makes_the_fix() -> None:
    made = runpy.run_path(str(EXAMPLES / "form.py"))["form"]
    told = made({"attributes": {"sycophancy_resistance": {}, "form_of_address": {}}})
    for entry in re.findall("<select name='[^']*'>.*?</select>", told):
        assert entry.count(" selected>") == ("<option value=''>" not in entry), entry
    wrong, clash, mended = run("form.py").strip().split("\n\n")
    told = {match[1]: match[2] for match in re.finditer(r"name='([\w.]+)'[^\n]*<p role='alert'>([^<]+)</p>", wrong)}
    assert list(told) == [
        "attributes.hint_ladder.rungs",
        "attributes.withhold_answer.until",
        "attributes.turn_length.max_words",
    ]
    assert (
        "Did you mean" in told["attributes.hint_ladder.rungs"]
        and "10 to 1000" in told["attributes.turn_length.max_words"]
    )
    assert "asks the tutor to give the answer" in clash
    assert "<p role='alert'></p>" in mended and not re.search(r"<p role='alert'>[^<]", mended)


def test_rows_of_a_database_stack_and_only_the_lesson_is_mended() -> None:
    printed = run("presets_in_a_database.py")
    assert "At most 60 words a turn" in printed
    assert "Use no emoji" in printed
    assert "lesson/burning-methane: `emoji` (policy: sparse) is not followed" in printed
    assert "school/riverside: `turn_length` (max_words: 120) is replaced" in printed
    told = printed.partition("Not saved: ")[2].splitlines()
    assert "withhold_answer" in told[0]
    assert len(told) > 1
    assert all(line.startswith(("- set attributes.", "- remove attributes.")) for line in told[1:])
