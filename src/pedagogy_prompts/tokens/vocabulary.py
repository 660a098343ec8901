"""OpenAI's vocabularies, carried in the package and unpacked at first use.

tiktoken would fetch them from the network and keep them on disk; here neither is touched. The
patterns and special tokens are those of tiktoken (see NOTICE); the tests compare them.
"""

from __future__ import annotations

import lzma
import sys
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from ..base.errors import PedagogyError
from ..base.forking import guarded

if TYPE_CHECKING:
    from tiktoken import Encoding

_O200K_PATTERN = "|".join(
    [
        r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
        r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
        r"\p{N}{1,3}",
        r" ?[^\s\p{L}\p{N}]+[\r\n/]*",
        r"\s*[\r\n]+",
        r"\s+(?!\S)",
        r"\s+",
    ]
)
_CL100K_PATTERN = (
    r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+"
    r"|\s++$|\s*[\r\n]|\s+(?!\S)|\s"
)

_O200K_SPECIAL = {"<|endoftext|>": 199999, "<|endofprompt|>": 200018}
_CL100K_SPECIAL = {
    "<|endoftext|>": 100257,
    "<|fim_prefix|>": 100258,
    "<|fim_middle|>": 100259,
    "<|fim_suffix|>": 100260,
    "<|endofprompt|>": 100276,
}
_HARMONY_SPECIAL = (
    _O200K_SPECIAL
    | {
        "<|startoftext|>": 199998,
        "<|return|>": 200002,
        "<|constrain|>": 200003,
        "<|channel|>": 200005,
        "<|start|>": 200006,
        "<|end|>": 200007,
        "<|message|>": 200008,
        "<|call|>": 200012,
    }
    | {f"<|reserved_{i}|>": i for i in (200000, 200001, 200004, 200009, 200010, 200011, *range(200013, 201088))}
)

# name: (file that carries the ranks, pattern, special tokens)
_ENCODINGS = {
    "o200k_base": ("o200k_base.xz", _O200K_PATTERN, _O200K_SPECIAL),
    "cl100k_base": ("cl100k_base.xz", _CL100K_PATTERN, _CL100K_SPECIAL),
    "o200k_harmony": ("o200k_base.xz", _O200K_PATTERN, _HARMONY_SPECIAL),
}

ENCODINGS: tuple[str, ...] = tuple(_ENCODINGS)

_ranks: dict[str, dict[bytes, int]] = {}  # kept by tiktoken too: two encodings share one
_loaded: dict[str, Encoding] = {}
_lock = guarded()


def unpack(packed: bytes) -> dict[bytes, int]:
    """Ranks by token, from a file that `tools/pack_vocabularies.py` wrote."""
    plain = lzma.decompress(packed)
    count = int.from_bytes(plain[:4], "little")
    ends = accumulate(plain[4 : 4 + count], initial=4 + count)
    return {plain[start:end]: rank for rank, (start, end) in enumerate(pairwise(ends))}


def load_encoding(name: str) -> Encoding:
    """The tiktoken encoding `name` (one of `ENCODINGS`), built once per process."""
    found = _loaded.get(name)
    if found is not None:
        return found
    with _lock:
        if name not in _loaded:
            # First, for what is imported here registers for forks, and may not do so while one waits for the rest.
            encoding = _encoding()
            file_name, pattern, special = _ENCODINGS[name]
            if file_name not in _ranks:
                _ranks[file_name] = unpack((files(__package__) / "data" / file_name).read_bytes())
            _loaded[name] = encoding(name, pat_str=pattern, mergeable_ranks=_ranks[file_name], special_tokens=special)
        return _loaded[name]


def _encoding() -> type[Encoding]:
    if sys.platform == "emscripten":
        from .browser import BrowserEncoding

        return BrowserEncoding  # type: ignore[return-value]  # it has what counting takes
    import tiktoken

    return tiktoken.Encoding


class CountingError(PedagogyError, ValueError):
    """What to count for is said in two ways at once, a counter gave back no number, or a text cannot be counted."""


def encoded(encoding: Encoding, text: str) -> list[int]:
    """The tokens of plain text. Raises `CountingError` for white space in runs of about a million characters."""
    try:
        return encoding.encode_ordinary(text)
    except BaseException as error:
        # tiktoken panics where its pattern runs out of stack, and a panic is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        message = "This text cannot be counted: it holds about a million white space characters in a row. Shorten it."
        raise CountingError(message) from None
