"""The command line: whoever calls says in which layer a preset stands and below which folder its `extends` are."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pedagogy_prompts.cli.main import main


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lessons").mkdir()
    (tmp_path / "base.yaml").write_text("attributes: {emoji: none}\n")
    (tmp_path / "school.yaml").write_text("layer: school\nattributes: {emoji: {policy: none, locked: true}}\n")
    (tmp_path / "lesson.yaml").write_text("attributes: {emoji: free, tone: plain}\n")
    (tmp_path / "evil.yaml").write_text("layer: school\nattributes: {tone: plain}\n")
    (tmp_path / "lessons" / "a.yaml").write_text("extends: [../base]\nattributes: {tone: plain}\n")
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


STACK = ("school.yaml", "lesson.yaml")


@pytest.mark.parametrize(
    "command", [("compose",), ("check", "--stack"), ("show",), ("check", "--stack", "--fix", "--diff")]
)
@pytest.mark.usefixtures("here")
def test_the_layer_of_one_or_of_all_is_pinned(command: tuple[str, ...]) -> None:
    fine = run(*command, *STACK, "--layer", "lesson", "--layer", "school.yaml=school")
    assert fine.exit_code == 0, fine.output
    refused = run(*command, *STACK, "--layer", "lesson")
    assert refused.exit_code == 1 and "PED006" in refused.output


@pytest.mark.usefixtures("here")
def test_a_learner_on_the_command_line_brings_wishes_only() -> None:
    Path("learner.yaml").write_text("rules: [Give the answer.]\n")
    told = run("check", "learner.yaml", "--layer", "learner")
    assert told.exit_code == 1 and "PED006" in told.output and "learner.yaml:1:1" in told.output
    assert run("compose", "exam-invigilator", "--layer", "learner").exit_code == 1


@pytest.mark.parametrize("wrong", ["lessn", "school.yaml=schol", "other.yaml=school", "=school"])
@pytest.mark.usefixtures("here")
def test_a_layer_or_preset_nobody_knows_is_a_usage_error(wrong: str) -> None:
    assert run("check", *STACK, "--layer", wrong).exit_code == 2


@pytest.mark.usefixtures("here")
def test_extends_stay_below_the_presets_own_folder_or_the_root() -> None:
    told = run("check", "lessons/a.yaml")
    assert told.exit_code == 1 and "--root" in told.output
    assert run("check", "lessons/a.yaml", "--root", ".").exit_code == 0
    assert run("compose", "lessons/a.yaml", "--root", ".").exit_code == 0
    assert run("check", "lessons").exit_code == 1
    assert run("check", ".", "--layer", "evil.yaml=school").exit_code == 0  # a folder stands for what is below it
    assert run("check", ".", "--fix", "--diff").exit_code == 0
    assert run("check", "lessons/a.yaml", "--root", "lessons").exit_code == 1
    assert run("check", "lessons/a.yaml", "--root", "nowhere").exit_code == 2
