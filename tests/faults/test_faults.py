"""What real use once broke, as data: what was written, and what is right. Each row stands for a kind.

A row has a `fault` (what must not come back) and one of these:

- `presets`: a stack, outer to inner, each as YAML text or as data; `with` are further arguments of `check` and
  `compose`, `compose` of the latter alone, `learner` what `for_learner` is told. `finds` and `never_finds` are codes of
  the check, `places` says where the first finding of a code stands ("source:line path.in.the.preset"), `message` what
  findings say; `says` and `never_says` are parts of the composed text.
- `files` and `run`: files in a folder and a command line there, with `exit`, `prints`, `never_prints`, and `leaves`:
  what stands in a file afterwards.
- `python`: a program that has all public names; it sets `result`, and `gives` is its value, `says` and `never_says` are
  parts of its text.

`refused` is what one `PedagogyError` says instead.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

import pedagogy_prompts
from pedagogy_prompts import PedagogyError, Preset, check, compose, parse_preset
from pedagogy_prompts.cli.main import main

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"


def rows() -> list[Any]:
    read = YAML(typ="safe", pure=True).load
    return [
        pytest.param(row, id=f"{file.stem}: {row['fault']}")
        for file in sorted(HERE.glob("*.yaml"))
        for row in read(file.read_text("utf-8"))
    ]


@pytest.mark.parametrize("row", rows())
def test_it_stays_mended(row: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ask = {"presets": _presets, "run": _run, "python": _python}
    (kind,) = ask.keys() & row.keys()
    if "refused" not in row:
        ask[kind](row)
        return
    with pytest.raises(PedagogyError) as caught:
        ask[kind](row)
    for words in _listed(row["refused"]):
        assert words in str(caught.value)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _texts(row: dict[str, Any], text: str, says: str = "says", never: str = "never_says") -> None:
    for words in _listed(row.get(says, [])):
        assert words in text, text
    for words in _listed(row.get(never, [])):
        assert words not in text, text


def _presets(row: dict[str, Any]) -> None:
    stack = [
        parse_preset(one, source=f"preset-{number}") if isinstance(one, str) else Preset.from_data(one)
        for number, one in enumerate(_listed(row["presets"]), 1)
    ]
    rest = row.get("with", {})
    report = check(*stack, **rest)
    found = [finding.code for finding in report]
    for code in _listed(row.get("finds", [])):
        assert code in found, report
    for code in _listed(row.get("never_finds", [])):
        assert code not in found, report
    for code, where in row.get("places", {}).items():
        place = next(finding for finding in report if finding.code == code).places[0]
        assert f"{place.source}:{place.line} {'.'.join(map(str, place.path))}" == where
    _texts(row, str(report), "message", "never_message")
    if row.keys() & {"says", "never_says", "learner", "refused"}:
        tutor = compose(*stack, **rest, **row.get("compose", {}))
        _texts(row, (tutor.for_learner(row["learner"]) if "learner" in row else tutor).text)


def _written(row: dict[str, Any]) -> None:
    """The files of a row, in the folder where it runs."""
    for name, text in row.get("files", {}).items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, "utf-8")
    for name in _listed(row.get("examples", [])):
        shutil.copy(EXAMPLES / name, name)


def _run(row: dict[str, Any]) -> None:
    _written(row)
    done = CliRunner().invoke(main, _listed(row["run"]))
    assert done.exit_code == row.get("exit", 0), done.output
    printed = " ".join(done.output.split())  # however wide the terminal is
    _texts(
        {**row, "prints": [" ".join(p.split()) for p in _listed(row.get("prints", []))]},
        printed,
        "prints",
        "never_prints",
    )
    for name, parts in row.get("leaves", {}).items():
        left = Path(name).read_text("utf-8")
        assert all(part in left for part in _listed(parts)), left


def _python(row: dict[str, Any]) -> None:
    _written(row)
    names: dict[str, Any] = {name: getattr(pedagogy_prompts, name) for name in dir(pedagogy_prompts)}
    exec(compile(row["python"], "<row>", "exec"), names)
    if "gives" in row:
        assert names["result"] == row["gives"]
    _texts(row, str(names.get("result")))
