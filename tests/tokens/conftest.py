"""tiktoken's own encodings, built by tiktoken's own constructors from the vocabularies that we carry."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import json
import socket
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import tiktoken
from tiktoken_ext import openai_public

from pedagogy_prompts.tokens import vocabulary

HERE = Path(__file__).parent


@pytest.fixture(scope="module", autouse=True)
def no_sockets() -> Iterator[None]:
    """Counting opens no socket at all, not even one to this machine."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a test opened a socket")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "socket", refuse)
        patch.setattr(socket, "create_connection", refuse)
        yield


@cache
def _carried_ranks(sha256: str) -> dict[bytes, int]:
    """The carried vocabulary that, written as tiktoken's file, has this sha256."""
    for name in ("o200k_base", "cl100k_base"):
        ranks = vocabulary.unpack((Path(vocabulary.__file__).parent / "data" / f"{name}.xz").read_bytes())
        lines = (base64.b64encode(token) + b" %d\n" % rank for token, rank in ranks.items())
        if hashlib.sha256(b"".join(lines)).hexdigest() == sha256:
            return ranks
    raise AssertionError(f"no carried vocabulary has the sha256 {sha256} that tiktoken pins")


@cache
def _tiktokens_own(name: str) -> tiktoken.Encoding:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(openai_public, "load_tiktoken_bpe", lambda _, expected_hash: _carried_ranks(expected_hash))
        arguments = openai_public.ENCODING_CONSTRUCTORS[name]()
        return tiktoken.Encoding(**arguments)


@pytest.fixture(scope="session")
def tiktokens_own() -> Callable[[str], tiktoken.Encoding]:
    """Gives tiktoken's own encoding by name."""
    return _tiktokens_own


@pytest.fixture(scope="session")
def texts() -> list[dict[str, str]]:
    loaded: list[dict[str, str]] = json.loads((HERE / "texts.json").read_text("utf-8"))
    return loaded


@pytest.fixture(scope="session")
def measured() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((HERE / "measured.json").read_text("utf-8"))
    return loaded


@pytest.fixture(scope="session")
def tool() -> Callable[[str], ModuleType]:
    """Loads a script of `tools/` by name."""

    @cache
    def load(name: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location(name, HERE.parents[1] / "tools" / f"{name}.py")
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load
