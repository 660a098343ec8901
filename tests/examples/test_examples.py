"""Every example runs, and every preset among them is clean."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

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
    "presets_in_a_database.py",
    "send_with_a_client.py",
    "serve_two_learners.py",
]


def name_of(path: Path) -> str:
    return path.relative_to(EXAMPLES).as_posix()


def run(script: str, *arguments: str, **environment: str) -> str:
    """What the script prints, run as its reader runs it: in a process of its own."""
    home = Path(pedagogy_prompts.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / script), *arguments],
        env={
            **os.environ,
            "PYTHONPATH": str(home),
            "PYTHONIOENCODING": "utf-8",
            "NO_PROXY": "127.0.0.1",
            **environment,
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
    assert "At most 90 words" in text
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


def test_rows_of_a_database_stack_and_only_the_lesson_is_mended() -> None:
    printed = run("presets_in_a_database.py")
    assert "At most 60 words a turn" in printed
    assert "Use no emoji" in printed
    assert "lesson/burning-methane: `emoji` (policy: sparse) is not followed" in printed
    assert "school/riverside: `turn_length` (max_words: 120) is replaced" in printed
    told = printed.partition("Not saved: ")[2].splitlines()
    assert "withhold_answer" in told[0]
    assert len(told) > 1
    assert all(line.startswith("- set attributes.") for line in told[1:])


OPENAI = {
    "id": "1",
    "object": "chat.completion",
    "created": 0,
    "model": "m",
    "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "What is 2/5?"}}],
}
ANTHROPIC = {
    "id": "1",
    "type": "message",
    "role": "assistant",
    "model": "m",
    "content": [{"type": "text", "text": "What is 2/5?"}],
    "stop_reason": "end_turn",
    "stop_sequence": None,
    "usage": {"input_tokens": 1, "output_tokens": 1},
}
GEMINI = {"candidates": [{"content": {"role": "model", "parts": [{"text": "What is 2/5?"}]}}]}


@pytest.fixture
def server() -> Iterator[tuple[str, dict[str, Any]]]:
    """A server on this machine that answers as each provider does, and the last request it got."""
    last: dict[str, Any] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            last.update(path=self.path, body=json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            known = {"/chat/completions": OPENAI, "/v1/messages": ANTHROPIC}
            answer = json.dumps(known.get(self.path, GEMINI)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: Any) -> None:
            del format, args

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}", last
        running.shutdown()
        thread.join()


def arrived(provider: str, body: dict[str, Any]) -> str:
    """The system text in a request."""
    text: str
    if provider == "openai":
        text = body["messages"][0]["content"]
    elif provider == "anthropic":
        text = "".join(block["text"] for block in body["system"])
    else:
        text = "".join(part["text"] for part in body["systemInstruction"]["parts"])
    return text


@pytest.mark.parametrize("provider", ["openai", "anthropic", "gemini"])
def test_a_client_sends_the_whole_text(provider: str, server: tuple[str, dict[str, Any]]) -> None:
    url, last = server
    keys = dict.fromkeys(("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GEMINI_API_KEY"), "none")
    assert run("send_with_a_client.py", provider, TUTOR_BASE_URL=url, **keys) == "What is 2/5?\n"
    assert arrived(provider, last["body"]) == compose(load_preset(LESSON)).text
