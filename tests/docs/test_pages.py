"""What the pages show runs: presets are checked, commands and snippets are executed, names exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from pedagogy_prompts import Condition, check, compose, parse_preset
from pedagogy_prompts.attributes.kit.attribute import attribute_slugs
from pedagogy_prompts.cli.main import main

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs").rglob("*.md"))
_FENCE = re.compile(
    r"(?:<!-- (?P<marks>[^>]*?) -->\n)?(?<!`)```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
OF_THE_TUTORIAL = ("store.py", "ask.py")
"""What is run by the test of the tutorial alone: it needs a client and a server."""
LESSON = """format: 1
context: {subject: Fractions}
attributes: {withhold_answer: {until: {attempts: 3}}, hint_ladder: }
"""


@dataclass(frozen=True)
class Fence:
    kind: str
    text: str
    mark: str
    argument: str


def fences(page: Path) -> Iterator[Fence]:
    for match in _FENCE.finditer(page.read_text("utf-8")):
        mark, _, argument = (match["marks"] or "").partition(": ")
        yield Fence(match["kind"], match["text"], mark, argument)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT / "docs")))
def test_what_a_page_shows_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("presets").mkdir()
    for name in ("lesson.yaml", "presets/lesson.yaml"):
        Path(name).write_text(LESSON, "utf-8")
    names = _names()
    for fence in fences(page):
        if fence.mark in ("not run", "hook", "workflow", "tutorial"):  # they have tests of their own
            continue
        if fence.mark == "from":
            assert fence.text in (ROOT / fence.argument).read_text("utf-8"), f"{fence.argument} has changed"
        elif fence.kind == "yaml":
            _run_yaml(fence)
        elif fence.kind == "bash":
            _run_commands(fence)
        elif fence.kind == "python":
            if fence.mark == "file":
                Path(fence.argument).write_text(fence.text, "utf-8")
            if fence.argument not in OF_THE_TUTORIAL:
                exec(compile(fence.text, str(page), "exec", dont_inherit=True), names)


def _run_yaml(fence: Fence) -> None:
    if fence.mark == "file":
        Path(fence.argument).write_text(fence.text, "utf-8")
    if fence.mark == "profile":
        Path(fence.argument).write_text(fence.text, "utf-8")
    elif fence.mark == "edit":
        lines = Path(fence.argument).read_text("utf-8").splitlines()
        for line in fence.text.splitlines():
            key = line.split(":")[0] + ":"
            (at,) = (i for i, old in enumerate(lines) if old.startswith(key))
            lines[at] = line
        Path(fence.argument).write_text("\n".join(lines) + "\n", "utf-8")
    elif "format:" in fence.text:
        assert check(parse_preset(fence.text)).ok
    elif fence.text.startswith("when:"):
        for line in fence.text.splitlines():
            Condition(YAML(typ="safe", pure=True).load(line)["when"])
    else:
        data = YAML(typ="safe", pure=True).load(fence.text)
        body = fence.text if set(data) - set(attribute_slugs()) else "attributes:\n" + _indented(fence.text)
        assert check(parse_preset("format: 1\n" + body)).ok


def _indented(text: str) -> str:
    return "".join(f"  {line}\n" for line in text.splitlines())


def _run_commands(fence: Fence) -> None:
    for line in fence.text.splitlines():
        program, *arguments = line.split(" #")[0].split()
        assert program.removeprefix(".venv/bin/") == "pedagogy-prompts", f"this would not be run: {line}"
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == int(fence.argument if fence.mark == "exit" else 0), result.output


def _names() -> dict[str, Any]:
    """What the snippets take as given: a client, a conversation, an instruction made before."""

    def called(**arguments: Any) -> None:
        assert arguments

    sent = SimpleNamespace(create=called, generate_content=called)
    instruction = compose(parse_preset(LESSON))
    return {
        "client": SimpleNamespace(
            responses=sent, chat=SimpleNamespace(completions=sent), messages=sent, models=sent, converse=called
        ),
        "litellm": SimpleNamespace(completion=called),
        "ollama": SimpleNamespace(chat=called),
        "conversation": [{"role": "user", "content": "1/2 + 1/3 = 2/5?"}],
        "instruction": instruction,
        "model": "a-model",
        "question": "1/2 + 1/3 = 2/5?",
        "save": lambda text: text,
        "saved": instruction.to_json(),
        "show": lambda report: pytest.fail(str(report)),
        "text": LESSON,
    }


def test_the_readmes_snippets_run() -> None:
    for fence in fences(ROOT / "README.md"):
        if fence.kind == "python":
            exec(compile(fence.text, "README.md", "exec"), _names())
        elif fence.kind == "yaml":
            assert check(parse_preset(fence.text)).ok


def test_the_finding_in_the_readme_is_what_check_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("lesson.yaml").write_text(
        "format: 1\ntitle: Fractions, grade 7\ncontext:\n  subject: Fractions\n  objectives: [add]\nattributes:\n"
        "  withhold_answer: never\n  adapt_to_level: grade 7\n  hint_ladder: {then: reveal}\n",
        encoding="utf-8",
    )
    printed = CliRunner().invoke(main, ["check", "lesson.yaml"]).output
    [shown] = [f.text for f in fences(ROOT / "README.md") if f.text.startswith("lesson.yaml:")]
    assert printed.startswith(shown)


def test_links_lead_somewhere() -> None:
    """Links out of the pages' own text to files that are not generated."""
    generated = re.compile(r"attributes/\w+\.md|findings/\w+\.md|\bpage/index\.html")
    for page in [*PAGES, ROOT / "README.md"]:
        for link in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
            if not link.startswith("http") and not generated.search(link):
                assert (page.parent / link).resolve().exists(), f"{page.name}: {link}"
