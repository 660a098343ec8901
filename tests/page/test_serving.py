"""The local server: a folder's presets, this page alone, and no file lost."""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from pedagogy_prompts.cli.main import main
from pedagogy_prompts.cli.page.folder import Folder, FolderError
from pedagogy_prompts.cli.page.serving import app

HOST = "127.0.0.1:8000"
LESSON = "title: A lesson\r\nattributes: {praise: effort}\r\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "presets"
    (root / "unit 1").mkdir(parents=True)
    (root / ".git").mkdir()
    (root / "lesson.yaml").write_bytes(LESSON.encode())
    (root / "unit 1" / "ä.yml").write_text("extends: [../lesson.yaml]\n", "utf-8")
    (root / "latin.yaml").write_bytes(b"title: caf\xe9\n")
    (root / ".git" / "x.yaml").write_text("", "utf-8")
    (root / "notes.txt").write_text("x", "utf-8")
    (tmp_path / "secret.yaml").write_text("title: secret\n", "utf-8")
    (root / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    return root


def call(folder: Path, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any, dict[str, str]]:
    """One request: the status, what came back, the headers."""
    own = {"host": HOST, **({"origin": f"http://{HOST}"} if method not in ("GET", "HEAD") else {}), **headers}
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    got: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": sent, "more_body": False}

    async def send(message: Any) -> None:
        got.append(dict(message))

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": quote(path).encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in own.items() if value],
        "server": ("127.0.0.1", 8000),
        "client": ("127.0.0.1", 1),
    }
    asyncio.run(app(folder, 8000)(scope, receive, send))
    told = {name.decode(): value.decode() for name, value in got[0]["headers"]}
    text = b"".join(one.get("body", b"") for one in got[1:]).decode()
    kind = told.get("content-type", "")
    return got[0]["status"], json.loads(text) if kind == "application/json" else text, told


def test_a_name_that_is_no_text_is_not_listed(tmp_path: Path) -> None:
    for name in (b"\xff.yaml", b"a\x1b[2J.yaml", b"good.yaml"):
        (tmp_path / os.fsdecode(name)).write_text("attributes: {praise: effort}", "utf-8")
    assert Folder(tmp_path).names() == ["good.yaml"]
    assert call(tmp_path, "GET", "/")[0] == 200


def test_the_page_lists_the_presets_and_is_held_to_its_own_files(folder: Path) -> None:
    status, text, headers = call(folder, "GET", "/")
    assert status == 200 and 'data-desk="server"' in text
    assert '<option value="lesson.yaml">' in text and "unit 1/ä.yml" in text and ".git" not in text
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "connect-src 'self'" in policy and "frame-ancestors 'none'" in policy
    for name in ("app.js", "app.css", "folder.js"):
        assert f"assets/{name}" in text or name == "folder.js"
        assert call(folder, "GET", f"/assets/{name}")[0] == 200
    assert call(folder, "GET", "/assets/../document.py")[0] == 404


@pytest.mark.parametrize("host", ["evil.example:8000", "127.0.0.1", "127.0.0.1:9", "", "127.0.0.1:8000.evil.example"])
def test_another_host_is_turned_away(folder: Path, host: str) -> None:
    status, said, _ = call(folder, "GET", "/presets/lesson.yaml", host=host)
    assert status == 403 and "own address" in said["error"]
    assert call(folder, "GET", "/presets/lesson.yaml", host="localhost:8000")[0] == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "", "https://127.0.0.1:8000", "http://127.0.0.1:9"])
@pytest.mark.parametrize(("method", "path"), [("PUT", "/presets/lesson.yaml"), ("POST", "/desk")])
def test_another_origin_changes_nothing(folder: Path, origin: str, method: str, path: str) -> None:
    status, said, _ = call(folder, method, path, {"text": "x", "known": LESSON}, origin=origin)
    assert status == 403 and "Only the page" in said["error"]
    assert (folder / "lesson.yaml").read_bytes() == LESSON.encode()


def test_a_preset_is_opened_worked_on_and_saved_as_it_is(folder: Path) -> None:
    assert call(folder, "GET", "/presets/lesson.yaml")[1] == {"text": LESSON}
    ask = {"name": "answer", "given": {"text": LESSON, "question_id": "praise", "value": 4}, "file": "lesson.yaml"}
    after = call(folder, "POST", "/desk", ask)[1]["ok"]["yaml"]
    assert after == LESSON.replace("effort", "none")
    assert call(folder, "PUT", "/presets/lesson.yaml", {"text": after, "known": LESSON})[0] == 200
    assert (folder / "lesson.yaml").read_bytes() == after.encode()
    assert sorted(path.name for path in folder.iterdir() if "lesson" in path.name) == ["lesson.yaml"]


def test_a_preset_extends_from_its_own_place_and_never_from_outside(folder: Path) -> None:
    def run(text: str) -> Any:
        ask = {"name": "run", "given": {"text": text}, "file": "unit 1/ä.yml"}
        return call(folder, "POST", "/desk", ask)[1]["ok"]

    assert run("extends: [../lesson.yaml]")["answers"]["praise"]["value"] == 1
    outside = run("extends: [../../secret.yaml]")
    assert outside["text"] is None and "secret" not in outside["title"]


def test_a_file_changed_meanwhile_and_one_that_is_there_are_left_alone(folder: Path) -> None:
    (folder / "lesson.yaml").write_text("title: theirs\n", "utf-8")
    for known in (LESSON, None):
        status, said, _ = call(folder, "PUT", "/presets/lesson.yaml", {"text": "title: mine", "known": known})
        assert status == 409 and "left as it is" in said["error"]
    assert (folder / "lesson.yaml").read_text("utf-8") == "title: theirs\n"
    assert call(folder, "PUT", "/presets/unit 1/new.yaml", {"text": "title: mine\n", "known": None})[0] == 200
    assert (folder / "unit 1" / "new.yaml").read_text("utf-8") == "title: mine\n"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("../secret.yaml", "leads out"),
        ("unit 1/../../secret.yaml", "leads out"),
        ("link.yaml", "leads out"),
        ("/etc/x.yaml", "path in the folder"),
        ("notes.txt", "ends in .yaml"),
        ("a\\b.yaml", "path in the folder"),
        ("a\0.yaml", "path in the folder"),
        ("missing/x.yaml", "no file"),
        ("latin.yaml", "not UTF-8: byte 10"),
        ("unit 1", "ends in .yaml"),
    ],
)
def test_what_is_not_in_the_folder_is_neither_read_nor_written(folder: Path, name: str, said: str) -> None:
    with pytest.raises(FolderError, match=said):
        Folder(folder).read(name)
    before = (folder.parent / "secret.yaml").read_text("utf-8")
    with pytest.raises(FolderError):
        Folder(folder).save(name, "x", None)
    with pytest.raises(FolderError):
        Folder(folder).save(name, "x", before)
    assert (folder.parent / "secret.yaml").read_text("utf-8") == before


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/desk", b"{", 400),
        ("POST", "/desk", [], 400),
        ("POST", "/desk", b"[" * 100_000, 400),
        ("POST", "/desk", {"name": "run", "given": {"text": ""}, "file": "\ud800.yaml"}, 400),
        ("POST", "/desk", {"name": "run", "given": {"text": ""}, "file": "../x.yaml"}, 400),
        ("PUT", "/presets/lesson.yaml", {"text": 7, "known": None}, 400),
        ("PUT", "/presets/lesson.yaml", {"text": "x" * 1_000_001, "known": LESSON}, 400),
        ("PUT", "/presets/lesson.yaml", {"text": "", "known": 7}, 400),
        ("PUT", "/presets/lesson.yaml", {"text": "\ud800", "known": LESSON}, 400),
        ("PUT", "/presets/lesson.yaml", {"text": "", "known": "\ud800"}, 400),
        ("PUT", "/presets/new.yaml", {"text": "title: \ud800", "known": None}, 400),
        ("GET", "/presets/none.yaml", None, 404),
        ("GET", "/presets/" + "x" * 300 + ".yaml", None, 404),
        ("DELETE", "/presets/lesson.yaml", None, 405),
    ],
)
def test_what_cannot_be_met_is_told_and_changes_nothing(
    folder: Path, method: str, path: str, body: Any, status: int
) -> None:
    before = sorted(folder.iterdir())
    assert call(folder, method, path, body)[0] == status
    assert sorted(folder.iterdir()) == before
    assert (folder / "lesson.yaml").read_bytes() == LESSON.encode()


def test_the_command_serves_a_folder_and_tells_where(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[Any] = []
    monkeypatch.setattr("uvicorn.Server.run", lambda self, sockets: served.append((self, sockets[0].getsockname())))
    result = CliRunner().invoke(main, ["page", str(folder), "--port", "0"])
    assert result.exit_code == 0, result.output
    [(_, (host, port))] = served
    assert host == "127.0.0.1" and f"http://127.0.0.1:{port}/" in result.output


def test_a_port_that_is_taken_and_a_missing_extra_are_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = CliRunner().invoke(main, ["page", str(folder), "--port", str(taken.getsockname()[1])])
    assert result.exit_code == 2 and "--port" in result.output
    monkeypatch.setitem(__import__("sys").modules, "pedagogy_prompts.cli.page.serving", None)
    result = CliRunner().invoke(main, ["page", str(folder)])
    assert result.exit_code == 2 and "pedagogy-prompts[page]" in result.output
