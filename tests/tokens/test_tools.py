"""The tools that make the carried data give the same data again."""

from __future__ import annotations

import json
import lzma
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from pedagogy_prompts.tokens import vocabulary

Tool = Callable[[str], ModuleType]
DATA = Path(vocabulary.__file__).parent / "data"


@pytest.fixture
def packer(tool: Tool) -> ModuleType:
    return tool("pack_vocabularies")


def test_packing_keeps_tokens_and_ranks(packer: ModuleType) -> None:
    ranks = {bytes([i]): i for i in range(256)} | {b"ab": 256, b"x" * 128: 257}
    assert vocabulary.unpack(packer.pack(ranks)) == ranks
    assert packer.parse(packer.serialise(ranks)) == ranks


def test_packing_refuses_what_it_would_lose(packer: ModuleType) -> None:
    with pytest.raises(SystemExit, match="gaps"):
        packer.pack({b"a": 0, b"b": 2})


@pytest.mark.parametrize("name", ["o200k_base", "cl100k_base"])
def test_carried_file_is_what_the_tool_writes(name: str, packer: ModuleType) -> None:
    packed = (DATA / f"{name}.xz").read_bytes()
    assert lzma.decompress(packer.pack(vocabulary.unpack(packed))) == lzma.decompress(packed)


def wheel_with(folder: Path, **members: bytes) -> Path:
    wheel = folder / "some.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, content in members.items():
            archive.writestr(f"package/{name}", content)
    return wheel


def test_a_wheel_without_vocabulary_is_refused(tmp_path: Path, packer: ModuleType) -> None:
    with pytest.raises(SystemExit, match="name another package"):
        packer.original(wheel_with(tmp_path, readme=b"a"), "o200k_base")


def test_a_wheel_with_another_vocabulary_is_refused(tmp_path: Path, packer: ModuleType) -> None:
    file_name, _ = packer.pinned("o200k_base")
    with pytest.raises(SystemExit, match="not the vocabulary"):
        packer.original(wheel_with(tmp_path, **{file_name: b"YQ== 0\n"}), "o200k_base")


@pytest.mark.registry
def test_vocabularies_are_those_of_a_package(tmp_path: Path, packer: ModuleType) -> None:
    wheel = packer.download("litellm", tmp_path)
    for name in packer.NAMES:
        carried = vocabulary.unpack((DATA / f"{name}.xz").read_bytes())
        assert packer.serialise(carried) == packer.original(wheel, name)


@pytest.mark.registry
def test_recorded_counts_are_those_of_the_tokenizers(
    tmp_path: Path, tool: Tool, texts: list[dict[str, str]], measured: dict[str, Any]
) -> None:
    again = tool("measure_estimates").measure(texts, tmp_path)
    assert {table: row["counts"] for table, row in again.items()} == {
        table: row["counts"] for table, row in measured.items()
    }


def test_factors_are_what_the_tool_makes_of_the_recorded_counts(
    tmp_path: Path, tool: Tool, texts: list[dict[str, str]], measured: dict[str, Any]
) -> None:
    measuring = tool("measure_estimates")
    measuring.dump(tmp_path / "estimates.json", measuring.estimates(texts, measured))
    carried = json.loads((DATA / "estimates.json").read_text("utf-8"))
    assert json.loads((tmp_path / "estimates.json").read_text("utf-8")) == carried
