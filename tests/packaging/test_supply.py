"""What is built and what is installed: the same bytes each time, pinned for development, and true bounds."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
LOCK = (ROOT / "requirements-dev.lock").read_text("utf-8")


def named(requirement: str) -> str:
    """The normal name of what a requirement asks for."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement)[0]).lower()


def test_two_builds_of_the_wheel_have_the_same_bytes(tmp_path: Path) -> None:
    wheels = []
    for at, (zone, seed, mask) in enumerate((("UTC", "1", 0o022), ("Asia/Tokyo", "2", 0o077))):
        tree, out = tmp_path / f"tree{at}" / ("deep" * at), tmp_path / f"out{at}"
        tree.mkdir(parents=True)
        for name in ("src", "LICENSE", "NOTICE", "README.md", "pyproject.toml"):
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, tree / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
            else:
                shutil.copy(source, tree / name)
        os.utime(tree / "LICENSE", (at, at))
        subprocess.run(
            [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(tree)],
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed},
            umask=mask,
            check=True,
            capture_output=True,
        )
        wheels += [(wheel.name, wheel.read_bytes()) for wheel in out.iterdir()]
    assert wheels[0] == wheels[1]


def test_the_lock_pins_all_that_is_declared_with_hashes_and_names_no_host() -> None:
    pinned = dict(re.findall(r"^([\w.-]+)==(\S+)", LOCK, re.MULTILINE))
    declared = [*PROJECT["dependencies"], *EXTRAS["dev"], *EXTRAS["docs"], *EXTRAS["types"]]
    assert {named(one) for one in declared} <= pinned.keys()
    for one in PROJECT["dependencies"]:
        name, lowest = one.split(">=")
        assert version(pinned[named(name)]) >= version(lowest)
    assert LOCK.count("--hash=sha256:") >= len(pinned)
    assert "://" not in LOCK and "--index" not in LOCK and "--find-links" not in LOCK


def version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text)[:3])


def test_the_python_versions_declared_begin_with_the_lowest_that_is_allowed() -> None:
    prefix = "Programming Language :: Python :: 3."
    minors = [int(one.removeprefix(prefix)) for one in PROJECT["classifiers"] if one.startswith(prefix)]
    assert PROJECT["requires-python"] == f">=3.{minors[0]}" and minors == [*range(minors[0], minors[-1] + 1)]


TOUR = """
from pedagogy_prompts import check, compose, explain, parse_preset
from pedagogy_prompts.cli.main import main
from pedagogy_prompts.presets.schema import preset_schema
from pedagogy_prompts.presets.shipped import shipped_presets
for name in shipped_presets():
    preset = parse_preset(f"extends: [{name}]", source="lesson.yaml")
    print(compose(preset, budget=3000).text, check(preset))
print(explain("tone"), preset_schema())
main(["list", "attributes"], standalone_mode=False)
"""


def toured(python: str, tmp_path: Path, requirements: list[str]) -> str:
    """What the tour says in an environment of its own with these requirements."""
    where = tmp_path / "there"
    subprocess.run([python, "-m", "venv", str(where)], check=True)
    mine = str(where / "bin" / "python")
    subprocess.run([mine, "-m", "pip", "install", "--quiet", *requirements], check=True, capture_output=True)
    environment = {"PYTHONPATH": str(ROOT / "src"), "PATH": os.environ["PATH"]}
    return subprocess.run(
        [mine, "-W", "error", "-c", TOUR], env=environment, check=True, capture_output=True, encoding="utf-8"
    ).stdout


@pytest.fixture(scope="module")
def here() -> str:
    environment = {"PYTHONPATH": str(ROOT / "src"), "PATH": os.environ["PATH"]}
    command = [sys.executable, "-W", "error", "-c", TOUR]
    return subprocess.run(command, env=environment, check=True, capture_output=True, encoding="utf-8").stdout


@pytest.mark.registry
@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="the oldest versions have wheels for the oldest Python")
def test_the_lowest_versions_that_are_declared_do(tmp_path: Path, here: str) -> None:
    lowest = [one.replace(">=", "==") for one in PROJECT["dependencies"]]
    assert all("==" in one for one in lowest)
    assert toured(sys.executable, tmp_path, lowest) == here


@pytest.mark.registry
@pytest.mark.parametrize("minor", [12, 13])
def test_the_other_pythons_say_the_same(minor: int, tmp_path: Path, here: str) -> None:
    python = shutil.which(f"python3.{minor}")
    if python is None or subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode:
        pytest.skip(f"no Python 3.{minor} here")
    assert toured(python, tmp_path, PROJECT["dependencies"]) == here
