"""The tutorials, done as their readers do them, from the pages alone."""

from __future__ import annotations

import json
import os
import runpy
import shlex
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import pedagogy_prompts
from pedagogy_prompts import SystemInstruction
from pedagogy_prompts.cli.main import main

from .test_pages import ROOT, Fence, _run_yaml, fences

REPLY = {
    "id": "1",
    "object": "response",
    "created_at": 0,
    "model": "m",
    "output": [
        {
            "id": "2",
            "type": "message",
            "role": "assistant",
            "status": "completed",
            "content": [{"type": "output_text", "text": "What would sixths do?", "annotations": []}],
        }
    ],
    "parallel_tool_calls": False,
    "tool_choice": "auto",
    "tools": [],
}


def asked_over_a_socket(words: list[str]) -> tuple[str, dict[str, Any]]:
    """What a program of the page prints, and what its client sent to a server on this machine."""
    sent: dict[str, Any] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent.update(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            answer = json.dumps(REPLY).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: Any) -> None:
            del format, args

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        home = str(Path(pedagogy_prompts.__file__).parents[1])
        here = {
            "OPENAI_API_KEY": "none",
            "OPENAI_BASE_URL": f"http://127.0.0.1:{server.server_port}/v1",
            "NO_PROXY": "127.0.0.1",
        }
        environment = {**os.environ, "PYTHONPATH": home, **here}
        done = subprocess.run(
            [sys.executable, *words], env=environment, capture_output=True, check=False, encoding="utf-8", timeout=120
        )
        server.shutdown()
    assert done.returncode == 0, done.stderr
    return done.stdout, sent


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
    assert printed == "What would sixths do?\n"
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
