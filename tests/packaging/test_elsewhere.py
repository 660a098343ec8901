"""What other people's repositories run: the hook of pre-commit and the step of a GitHub workflow."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from pedagogy_prompts.cli.main import main

ROOT = Path(__file__).parents[2]
PARENT = "format: 1\nlayer: school\nattributes: {withhold_answer: {until: never}}\n"
LESSON = "format: 1\nextends: [school.yaml]\nattributes: {hint_ladder: {then: reveal}}\n"


def read(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


HOOKS = read((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
ACTION = read((ROOT / "action.yml").read_text("utf-8"))


@pytest.fixture(autouse=True)
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with presets, a lesson that extends the school's."""
    (tmp_path / "presets").mkdir()
    (tmp_path / "presets/school.yaml").write_text(PARENT.replace("never", "{attempts: 3}"), "utf-8")
    (tmp_path / "presets/lesson.yaml").write_text(LESSON, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_hook_checks_presets_that_extend_one_that_has_changed(there: Path) -> None:
    [hook] = HOOKS
    program, *words = shlex.split(hook["entry"]) + hook["args"]
    assert program == "pedagogy-prompts" and hook["pass_filenames"] is False
    assert CliRunner().invoke(main, words).exit_code == 0
    (there / "presets/school.yaml").write_text(PARENT, "utf-8")
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 1 and "presets/lesson.yaml:3" in done.output


def step(there: Path, presets: str, strict: str) -> list[str] | int:
    """The words that the action's check gives to the command, as a runner runs it after the install, or its code."""
    program = there / "temp/pedagogy-prompts/bin/pedagogy-prompts"
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n", "utf-8")
    program.chmod(0o755)
    values = {"${{ inputs.presets }}": presets, "${{ inputs.strict }}": strict}
    _, check = ACTION["runs"]["steps"]
    given = {name: values[value] for name, value in check["env"].items()}
    environment = {**os.environ, **given, "RUNNER_TEMP": str(there / "temp")}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", check["run"]]
    done = subprocess.run(command, cwd=there, env=environment, capture_output=True, encoding="utf-8", check=False)
    return done.returncode or done.stdout.splitlines()


def test_the_step_annotates_what_is_wrong_and_reads_no_input_as_a_command(there: Path) -> None:
    assert "${{" not in "".join(one["run"] for one in ACTION["runs"]["steps"])
    inputs = ACTION["inputs"]
    words = step(there, inputs["presets"]["default"], inputs["strict"]["default"])
    assert words == ["check", "--format", "github", "--", "presets/"]
    assert CliRunner().invoke(main, words).exit_code == 0
    (there / "presets/school.yaml").write_text(PARENT, "utf-8")
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 1 and "::error file=presets/lesson.yaml,line=3" in done.output
    odd = "--fix; touch taken $(touch taken) *"
    assert step(there, f"a b.yaml\n\n{odd}\n", "true") == [
        "check",
        "--format",
        "github",
        "--strict",
        "--",
        "a b.yaml",
        odd,
    ]
    assert not (there / "taken").exists()
    assert step(there, "presets/", "yes") == 2


def test_the_page_names_what_there_is() -> None:
    page = (ROOT / "docs/how-to/check-in-ci.md").read_text("utf-8")
    blocks = dict(re.findall(r"<!-- (hook|workflow) -->\n```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL))
    [repo] = read(blocks["hook"])["repos"]
    assert {hook["id"] for hook in repo["hooks"]} <= {hook["id"] for hook in HOOKS}
    *_, used = read(blocks["workflow"])["jobs"]["presets"]["steps"]
    assert {*used["with"]} <= {*ACTION["inputs"]}
