"""The real language server of editors, on the schema as `new` writes it: nothing in what is right, each mistake in its
place. It is installed with npm, so these tests run on request: pytest -m editor tests/editor.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pedagogy_prompts.cli.main import main
from pedagogy_prompts.presets.shipped import MODELINE, SCHEMA_FILE

from .places import BAD, HERE, THREE, checked

pytestmark = pytest.mark.editor
ROOT = HERE.parents[1]
GOOD = [HERE / "good.yaml", *sorted(ROOT.glob("examples/**/*.yaml"))]


class Server:
    """A language server, spoken to over its standard streams."""

    def __init__(self, modules: Path) -> None:
        command = ["node", str(modules / "yaml-language-server/bin/yaml-language-server"), "--stdio"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.asked = 0
        self.request("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
        self.send("initialized", {})
        settings = {"yaml": {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}}
        self.send("workspace/didChangeConfiguration", {"settings": settings})

    def send(self, method: str, params: Any, **more: Any) -> None:
        self.write({"method": method, "params": params, **more})

    def write(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def heard(self) -> Iterator[dict[str, Any]]:
        """What it says; what it asks is answered with nothing."""
        assert self.process.stdout is not None
        while line := self.process.stdout.readline():
            length = int(line.split(b":")[1])
            while self.process.stdout.readline().strip():
                pass
            message = json.loads(self.process.stdout.read(length))
            if "method" in message and "id" in message:
                self.write({"id": message["id"], "result": None})
            yield message

    def request(self, method: str, params: Any) -> Any:
        self.asked += 1
        self.send(method, params, id=self.asked)
        return next(one["result"] for one in self.heard() if one.get("id") == self.asked and "method" not in one)

    def open(self, file: Path, text: str) -> str:
        uri = file.as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.send("textDocument/didOpen", {"textDocument": document})
        return uri

    def told(self, file: Path) -> list[tuple[tuple[int, int], str]]:
        """Where it sees something wrong in a file, lines and columns from 1, and what it says."""
        uri = self.open(file, file.read_text("utf-8"))
        found = next(
            one["params"]["diagnostics"]
            for one in self.heard()
            if one.get("method") == "textDocument/publishDiagnostics" and one["params"]["uri"] == uri
        )
        starts = ((one["range"]["start"], one["message"]) for one in found)
        return [((start["line"] + 1, start["character"] + 1), message) for start, message in starts]

    def offered(self, file: Path, text: str) -> set[str]:
        """What it offers where `|` stands in a text."""
        before, after = text.split("|")
        uri = self.open(file, before + after)
        at = {"line": before.count("\n"), "character": len(before.rpartition("\n")[2])}
        answer = self.request("textDocument/completion", {"textDocument": {"uri": uri}, "position": at})
        return {one["label"] for one in answer["items"]}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = tmp_path_factory.mktemp("editor")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / "tools/editor" / name, home)
    subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=home, check=True)
    found = Server(home / "node_modules")
    yield found
    found.process.kill()
    found.process.communicate()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a first preset and the schema beside it."""
    home = tmp_path_factory.mktemp("presets")
    done = CliRunner().invoke(main, ["new", str(home / "new.yaml")])
    assert done.exit_code == 0 and (home / SCHEMA_FILE).exists()
    return home


def copied(folder: Path, files: Iterable[Path]) -> Iterator[Path]:
    """The files beside the schema, each with the line that names it at its top."""
    for i, file in enumerate(files):
        there = folder / f"{i}-{file.name}"
        there.write_text(f"{MODELINE}\n{file.read_text('utf-8')}", "utf-8")
        yield there


def test_nothing_is_wrong_with_what_is_right(server: Server, folder: Path) -> None:
    for file in (folder / "new.yaml", *copied(folder, GOOD)):
        assert server.told(file) == [], file.name


def test_three_mistakes_are_told_at_the_places_of_check(server: Server, folder: Path) -> None:
    (file,) = copied(folder, [THREE])
    told = server.told(file)
    assert [place for place, _ in sorted(told)] == [(6, 9), (10, 11), (12, 13)]
    assert sorted((place.line, place.column) for place in checked(file)) == [(6, 9), (10, 11), (12, 13)]


def test_a_mistake_of_any_kind_is_told_where_check_tells_it(server: Server, folder: Path) -> None:
    for file in copied(folder, BAD):
        places = {(place.line, place.column) for place in checked(file)}
        assert {place for place, _ in server.told(file)} == places, file.name


def test_what_fits_is_offered(server: Server, folder: Path) -> None:
    for i, (text, wanted) in enumerate(
        (
            ("hint_ladder:\n    |", {"rungs", "advance_on", "then", "when", "locked"}),
            ("hint_ladder: {then: |}", {"worked_example", "reveal", "stay"}),
            ("praise: |", {"effort", "strategy"}),
            ("withhold_answer:\n    until: |", {"never"}),
            ("hint_la|", {"hint_ladder"}),
        )
    ):
        offered = server.offered(folder / f"offered-{i}.yaml", f"{MODELINE}\nattributes:\n  {text}")
        assert wanted <= offered, text
