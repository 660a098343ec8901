"""The promises of SECURITY.md: each names the tests that hold it, and these are there."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import pytest

from pedagogy_prompts.presets.parts import LAYERS

from ..each import each

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "SECURITY.md").read_text("utf-8")
PROMISES = re.findall(r"^\| (.+?) \| .+? \| (`tests/.+) \|$", PAGE, re.MULTILINE)


@each(("promise", "held"), PROMISES)
def test_what_holds_a_promise_is_there(promise: str, held: str) -> None:
    assert promise.endswith(".")
    for name in re.findall(r"`(.+?)`", held):
        file, _, test = name.partition("::")
        path = ROOT / file
        assert path.exists(), name
        if test:
            assert f"def {test}(" in path.read_text("utf-8"), name


def test_each_promise_is_held() -> None:
    table = PAGE.partition("## What is promised")[2].partition("## What is not promised")[0]
    assert len(PROMISES) == len([line for line in table.splitlines() if line.startswith("| ")]) - 1


def test_no_test_leaves_this_machine() -> None:
    """Nobody answers at this address and this name, where nobody can be."""
    with socket.socket() as away:
        away.settimeout(0.1)
        for leave in (away.connect, away.connect_ex, lambda _: socket.getaddrinfo("nobody.invalid", 80)):
            with pytest.raises(pytest.fail.Exception, match="a test tried to"):
                leave(("192.0.2.1", 80))


def test_every_layer_is_told_what_it_is_trusted_with() -> None:
    for who in ("the app", *LAYERS, "context data", "learner data"):
        assert f"\n| {who} |" in PAGE
