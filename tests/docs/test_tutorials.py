"""The tutorials, done as their readers do them, from the pages alone."""

from __future__ import annotations

import os
import runpy
import shlex
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import pedagogy_prompts
from pedagogy_prompts import SystemInstruction
from pedagogy_prompts.cli.main import main

from ..targets.test_targets import CONVERSATIONS, Recorder
from .test_pages import ROOT, Fence, _run_yaml, fences

RESPONSES = CONVERSATIONS["openai-responses"]


def asked_over_a_socket(words: list[str]) -> tuple[str, dict[str, Any]]:
    """What a program of the page prints, and what its client sent to a server on this machine."""
    recorder = Recorder(RESPONSES.answer)
    with recorder.server as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        home = str(Path(pedagogy_prompts.__file__).parents[1])
        here = {
            "OPENAI_API_KEY": "none",
            "OPENAI_BASE_URL": f"{recorder.url}/v1",
            "NO_PROXY": "127.0.0.1",
        }
        environment = {**os.environ, "PYTHONPATH": home, **here}
        done = subprocess.run(
            [sys.executable, *words], env=environment, capture_output=True, check=False, encoding="utf-8", timeout=120
        )
        server.shutdown()
    assert done.returncode == 0, done.stderr
    return done.stdout, recorder.body


def test_a_stranger_gets_from_a_clone_to_a_tutor_that_answers_in_six_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page = list(fences(ROOT / "docs" / "tutorial" / "getting-started.md"))
    commands = [line for fence in page if fence.kind == "bash" for line in fence.text.splitlines()]
    assert len(commands) == 6 and "pip install" in commands[0]
    exits, printed = [], ""
    sent: dict[str, Any] = {}
    for fence in page:
        if fence.kind == "yaml":
            _run_yaml(fence)
        elif fence.kind == "python":
            Path(fence.argument).write_text(fence.text, "utf-8")
        elif fence.mark == "tutorial":
            exits.append(0)
            program, *words = shlex.split(fence.text)
            if program.endswith("pedagogy-prompts"):
                exits[-1] = CliRunner().invoke(main, words).exit_code
            elif words[0] == "store.py":
                runpy.run_path("store.py")
            else:
                printed, sent = asked_over_a_socket(words)
    assert exits == [0, 1, 0, 0, 0]  # the second one is the clash
    assert printed == "Why?\n"
    tutor = SystemInstruction.from_json(Path("tutor.json").read_text("utf-8"))
    assert sent["instructions"] == tutor.for_learner(name="Amina", recent_attempts=["2/5"]).text
    assert sent["input"] == "I got 2/5. Is that right?"
    assert tutor.tokens.value <= 600


def test_a_teachers_first_preset_ends_with_a_text_and_a_card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command is run with its page; here is what a teacher then has in hand."""
    monkeypatch.chdir(tmp_path)
    page = list(fences(ROOT / "docs" / "tutorial" / "first-preset.md"))
    told: list[Fence] = [fence for fence in page if fence.mark != "not run"]
    for fence in told:
        if fence.kind == "yaml":
            _run_yaml(fence)
    for line in told[-1].text.splitlines():
        assert CliRunner().invoke(main, line.split()[1:]).exit_code == 0
    assert "Until the learner has made five attempts" in Path("tutor.txt").read_text("utf-8")
    assert "<html" in Path("card.html").read_text("utf-8")
