"""News fragments: each has a kind that is known and says something."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_fragment_has_a_known_kind_and_a_sentence() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["towncrier"]
    kinds = "|".join(kind["directory"] for kind in settings["type"])
    for path in (ROOT / settings["directory"]).iterdir():
        if path.name in settings["ignore"]:
            continue
        assert re.fullmatch(rf"[a-z0-9]+(-[a-z0-9]+)*\.({kinds})\.md", path.name), f"{path.name}: see changes/README.md"
        assert re.fullmatch(r"\S.*\.\n", path.read_text("utf-8"), re.DOTALL), f"{path.name} is no sentence"


def test_the_changelog_has_the_mark_where_releases_go() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["towncrier"]
    assert (ROOT / settings["filename"]).read_text("utf-8").count(settings["start_string"]) == 1
