"""The built wheel: complete, and enough by itself."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    [built] = out.glob("*.whl")
    return built


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    source = {
        path.relative_to(SOURCE).as_posix()
        for path in (SOURCE / "pedagogy_prompts").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    names = zipfile.ZipFile(wheel).namelist()
    assert {name for name in names if ".dist-info/" not in name} == source
    assert {".py", ".toml", ".yaml", ".xz"} <= {Path(name).suffix for name in source}
    assert "pedagogy_prompts/py.typed" in source


def test_the_wheel_carries_the_licences(wheel: Path) -> None:
    names = {Path(name).name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/licenses/" in name}
    assert names == {"LICENSE", "NOTICE"}


# Everything below installs the wheel, alone, where nothing of this tree can be seen.

NO_NETWORK = """
import socket
def refuse(*args, **kwargs):
    raise SystemExit(f"tried to use the network: {args!r}")
socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse
"""
CLASH = """\
format: 1
attributes:
  withhold_answer: {until: never}
  hint_ladder: {then: reveal}
"""


@pytest.fixture(scope="module")
def run(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run a program of a clean environment that has the wheel, in an empty directory, with the network cut off."""
    clean = tmp_path_factory.mktemp("clean")
    subprocess.run([sys.executable, "-m", "venv", str(clean)], check=True)
    programs = clean / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([str(programs / "python"), "-m", "pip", "install", "--quiet", str(wheel)], check=True)
    guard = tmp_path_factory.mktemp("guard")
    (guard / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    environment = {**kept, "PYTHONPATH": str(guard), "PYTHONUTF8": "1"}

    def run(program: str, *args: str, cwd: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
        command = [str(programs / program), *args]
        return subprocess.run(
            command, cwd=cwd, env=environment, input=stdin, capture_output=True, encoding="utf-8", check=False
        )

    return run


@pytest.fixture(scope="module")
def presets(wheel: Path) -> list[str]:
    """The names of the shipped presets."""
    paths = [Path(name) for name in zipfile.ZipFile(wheel).namelist()]
    return sorted(path.stem for path in paths if path.match("pedagogy_prompts/presets/shipped/*.yaml"))


@pytest.mark.registry
@pytest.mark.parametrize(
    ("shelf", "named"), [("attributes", "socratic_questioning"), ("targets", "openai-responses"), ("presets", "")]
)
def test_list_names_what_the_wheel_ships(run: Run, presets: list[str], tmp_path: Path, shelf: str, named: str) -> None:
    done = run("pedagogy-prompts", "list", shelf, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert [name for name in ([named] if named else presets) if name not in done.stdout] == []


@pytest.mark.registry
def test_every_shipped_preset_can_be_checked_and_composed(run: Run, presets: list[str], tmp_path: Path) -> None:
    assert presets
    for name in presets:
        lesson = tmp_path / f"{name}.yaml"
        lesson.write_text(f"format: 1\nextends: [{name}]\n", encoding="utf-8")
        checked = run("pedagogy-prompts", "check", lesson.name, cwd=tmp_path)
        assert checked.returncode == 0, checked.stdout + checked.stderr
        composed = run("pedagogy-prompts", "compose", lesson.name, cwd=tmp_path)
        assert composed.returncode == 0, composed.stderr
        payload = run("pedagogy-prompts", "compose", lesson.name, "--to", "anthropic", cwd=tmp_path)
        blocks = json.loads(payload.stdout)["system"]
        assert "".join(block["text"] for block in blocks).strip() == composed.stdout.strip() != ""


@pytest.mark.registry
def test_a_clash_is_found_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "lesson.yaml").write_text(CLASH, encoding="utf-8")
    composed = run("pedagogy-prompts", "compose", "lesson.yaml", cwd=tmp_path)
    assert (composed.returncode, composed.stdout) == (1, "")
    assert "PED101" in composed.stderr
    checked = run("pedagogy-prompts", "check", "lesson.yaml", cwd=tmp_path)
    assert checked.returncode == 1
    assert "PED101" in checked.stdout


@pytest.mark.registry
def test_tokens_are_counted_from_the_vocabularies_inside(run: Run, tmp_path: Path) -> None:
    done = run("pedagogy-prompts", "tokens", "-", cwd=tmp_path, stdin="antidisestablishmentarianism")
    assert done.returncode == 0, done.stderr
    assert re.search(r"\b6\b", done.stdout)


@pytest.mark.registry
def test_the_example_of_the_readme_runs(run: Run, tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [example] = re.findall(r"^<!-- example -->\n```python\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    (tmp_path / "example.py").write_text(example, encoding="utf-8")
    done = run("python", "example.py", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "fractions" in done.stdout
