"""Exact counts: equal to tiktoken's own, offline, and adding up over parts."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
import tiktoken
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pedagogy_prompts.tokens import vocabulary
from pedagogy_prompts.tokens.counter import count_tokens, counter_for
from pedagogy_prompts.tokens.vocabulary import ENCODINGS, CountingError

OwnEncoding = Callable[[str], tiktoken.Encoding]

# What tokenizers split on: case, apostrophes, digits, newlines, slashes, marks, joiners, odd white space.
PIECES = [
    "Ask", "ASK", "ask", "don't", "I'LL", "'s", "ſ", "'ſ", "'", "’", "é", "e\u0301", "\u0301", "ǅ", "ʰ", "ß", "İ", "Ⅷ",
    "½", "٣", "7", "1234567", "/", "//", "\\", "-", "- ", "#", "*", "**", "`", "```", "</a>", "|", "...", "?!", "…",
    " ", "  ", "\t", "\n", "\n\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x1f", "\x85", "\xa0", "\u1680", "\u2003",
    "\u2028", "\u2029", "\u202f", "\u3000", "\u200b", "\u200c", "\u200d", "\ufeff", "\u2060", "\u180e", "\x00", "\x7f",
    "学", "か", "한", "สี่", "กำ", "नमस्ते", "ق", "א", "😀", "👩‍🏫", "🇩🇪", "\U000e0041", "\ud800", "\udfff", "\uffff",
    "<|endoftext|>", "<|im_start|>", "<|endofprompt|>", "<|start|>", "<|fim_prefix|>",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(st.characters()),
    st.text(st.characters(categories=["L", "M", "N", "P", "Z", "Cc", "Cs"])),
    st.lists(st.sampled_from(PIECES)).map("".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(st.characters(), max_size=4))).map("".join),
)


@pytest.mark.parametrize("name", ENCODINGS)
def test_encoding_is_tiktokens_own(name: str, tiktokens_own: OwnEncoding) -> None:
    ours, theirs = vocabulary.load_encoding(name), tiktokens_own(name)
    assert ours.name == theirs.name
    assert ours._pat_str == theirs._pat_str
    assert ours._special_tokens == theirs._special_tokens
    assert ours._mergeable_ranks == theirs._mergeable_ranks
    assert ours.n_vocab == theirs.n_vocab


@pytest.mark.parametrize("name", ENCODINGS)
@settings(max_examples=settings().max_examples * 2)
@given(text=TEXTS)
@example(text="")
@example(text="<|endoftext|>")
@example(text="a\ud83d\ude00\udc00b")
def test_count_is_tiktokens_own(name: str, tiktokens_own: OwnEncoding, text: str) -> None:
    count = count_tokens(text, encoding=name)
    assert count.value == count.low == count.high == len(tiktokens_own(name).encode_ordinary(text))
    assert count.kind == "exact"


def test_names_of_special_tokens_are_plain_text() -> None:
    for name in ENCODINGS:
        for special in vocabulary.load_encoding(name).special_tokens_set:
            assert count_tokens(special, encoding=name).value > 1


def test_lone_surrogates_count_as_replacement_characters() -> None:
    assert count_tokens("a\ud800b") == count_tokens("a\ufffdb")


@pytest.mark.parametrize("text", [" " * 300_000, "\n" * 300_000, "a" * 300_000, "Ask one question. " * 20_000])
def test_long_runs_are_counted(text: str) -> None:
    assert all(count_tokens(text, encoding=name).value > 0 for name in ENCODINGS)


# The law that composing and fitting rest on: prices of parts add up to the price of the whole. A part is
# stripped, not empty, and does not begin with "/".
PARTS = TEXTS.map(str.strip).filter(lambda text: text and not text.startswith("/"))


@pytest.mark.parametrize("separator", ["\n\n", "\n"])
@pytest.mark.parametrize("name", ENCODINGS)
@settings(max_examples=settings().max_examples * 2)
@given(parts=st.lists(PARTS, min_size=2, max_size=4))
def test_parts_add_up(name: str, separator: str, parts: list[str]) -> None:
    measure = counter_for(encoding=name).measure
    prices = [measure(part + separator) for part in parts[:-1]] + [measure(parts[-1])]
    assert sum(prices) == measure(separator.join(parts))


@pytest.mark.parametrize(
    "parts", [("Ask?", "/path"), ("Ask", "\nor"), ("Ask", "", "or")], ids=["slash", "white space", "empty"]
)
def test_the_rule_for_parts_is_needed(parts: tuple[str, ...]) -> None:
    measure = counter_for(encoding="o200k_base").measure
    prices = [measure(part + "\n\n") for part in parts[:-1]] + [measure(parts[-1])]
    assert sum(prices) != measure("\n\n".join(parts))


def test_import_loads_neither_tiktoken_nor_a_vocabulary() -> None:
    script = (
        "import sys, pedagogy_prompts.tokens.counter as t\n"
        "counter = t.counter_for(model='gpt-4o')\n"
        "assert 'tiktoken' not in sys.modules\n"
        "from pedagogy_prompts.tokens import vocabulary\n"
        "assert not vocabulary._loaded\n"
        "counter.count('a')\n"
        "assert list(vocabulary._loaded) == ['o200k_base']\n"
        "assert 'requests' not in sys.modules and 'urllib3' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_one_vocabulary_for_all_threads() -> None:
    script = (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from pedagogy_prompts.tokens import vocabulary as v\n"
        "with ThreadPoolExecutor(8) as pool:\n"
        "    made = list(pool.map(lambda _: id(v.load_encoding('cl100k_base')), range(16)))\n"
        "assert len(set(made)) == 1\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.mark.parametrize("model", ["gpt-4o", "gpt-4", "claude-sonnet-4-5"])
def test_white_space_without_end_is_an_error_of_ours(model: str) -> None:
    with pytest.raises(CountingError, match="in a row"):
        count_tokens(" " * 1_000_100 + "x", model=model)
