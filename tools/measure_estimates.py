"""Measure how many tokens other vendors' tokenizers make of one o200k token, and write the factors.

    python tools/measure_estimates.py            download, measure, print a table
    python tools/measure_estimates.py --write    also rewrite tests/tokens/measured.json and estimates.json

The tokenizers come from packages that carry them, downloaded without their dependencies:
llama-models (Llama 3 and 4), dashscope (Qwen up to 3), mistral-common (tekken), litellm (DeepSeek V3 and
the Claude of 2023), tokenizers (to run the last two). The factors are set on the texts marked `dev` in
tests/tokens/texts.json; those marked `held` are for the tests alone.

Gemini and the newer Claude models have no tokenizer in any package: their factors are derived, with wider
margins, from what is said in their `basis`.
"""

from __future__ import annotations

import base64
import json
import re
import statistics
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from math import ceil, floor
from pathlib import Path
from typing import Any

import tiktoken

from pedagogy_prompts.tokens.estimates import script_counter
from pedagogy_prompts.tokens.scripts import SCRIPTS

ROOT = Path(__file__).parents[1]
TEXTS = ROOT / "tests" / "tokens" / "texts.json"
MEASURED = ROOT / "tests" / "tokens" / "measured.json"
ESTIMATES = ROOT / "src" / "pedagogy_prompts" / "tokens" / "data" / "estimates.json"

Count = Callable[[str], int]

PIP_DOWNLOAD = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:")

# Patterns as the packages state them in their tokenizer modules.
LLAMA3 = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
QWEN = LLAMA3.replace("{1,3}", "")


def rank_file(content: bytes, pattern: str) -> Count:
    """A counter from lines `base64 rank`."""
    lines = (line.split() for line in content.splitlines() if line)
    ranks = {base64.b64decode(token): int(rank) for token, rank in lines}
    return counter(tiktoken.Encoding("reference", pat_str=pattern, mergeable_ranks=ranks, special_tokens={}))


def tekken(content: bytes) -> Count:
    """A counter from a tekken file: as many tokens as its default size leaves beside the special ones."""
    data = json.loads(content)
    config = data["config"]
    size = config["default_vocab_size"] - config["default_num_special_tokens"]
    ranks = {base64.b64decode(row["token_bytes"]): row["rank"] for row in data["vocab"][:size]}
    return counter(tiktoken.Encoding("reference", pat_str=config["pattern"], mergeable_ranks=ranks, special_tokens={}))


def counter(encoding: tiktoken.Encoding) -> Count:
    """Count plain text with `encoding`."""
    return lambda text: len(encoding.encode_ordinary(text))


def tokenizer_json(content: bytes) -> Count:
    """A counter from a `tokenizer.json`."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(content.decode())
    return lambda text: len(tokenizer.encode(text, add_special_tokens=False).ids)


# table: (package, file in its wheel, how to read it, are digits taken apart one by one)
REFERENCES: Mapping[str, tuple[str, str, Callable[[bytes], Count], bool]] = {
    "llama-3": (
        "llama-models", "llama_models/llama3/tokenizer.model", lambda c: rank_file(c, LLAMA3), False,
    ),
    "llama-4": (
        "llama-models", "llama_models/llama4/tokenizer.model",
        lambda c: rank_file(c, script_counter().encoding._pat_str), False,
    ),
    "qwen": ("dashscope", "dashscope/resources/qwen.tiktoken", lambda c: rank_file(c, QWEN), True),
    "mistral": ("mistral-common", "mistral_common/data/tekken_240911.json", tekken, True),
    "deepseek": ("litellm", "litellm/litellm_core_utils/tokenizers/deepseek_tokenizer.json", tokenizer_json, False),
    "claude-2023": (
        "litellm", "litellm/litellm_core_utils/tokenizers/anthropic_tokenizer.json", tokenizer_json, False,
    ),
}  # fmt: skip

# Prose that we did not see lies further out than prose that we did: the measured range is widened by these.
# English has the most texts behind it.
MARGINS = {"english": (0.88, 1.15)}
MARGIN = (0.8, 1.25)
SLACK = 3
SHARE = 0.2  # a text speaks for the classes that make up at least this share of its tokens

MARKS = (0.7, 1.0, 1.5)
OTHER = (0.35, 1.2, 4.0)

BASIS = "o200k_base tokens times a factor by script, "
MEASURED_BASIS = BASIS + (
    "measured with the tokenizer that {package} carries on {number} texts in {languages} languages; the range is "
    "what was seen, widened by 20 to 25 % (English by 12 to 15 %)"
)
DERIVED = {
    "gemini": BASIS + "set wide round Gemma's vocabulary (reported at up to 1.19 on texts in 22 languages), which "
    "Gemini is taken to resemble; not measured",
    "claude": BASIS + "set wide above the Claude tokenizer of 2023, because that of Claude 3 and later is not "
    "public; not measured",
    "claude-4.7": BASIS + "set as for Claude 3 to 4.6 and raised by up to 35 %, which is reported for the tokenizer "
    "that came with Opus 4.7; not measured",
    "unpublished": BASIS + "set very wide, because nothing is known of this model's tokenizer; not measured",
}


def download(package: str, folder: Path) -> Path:
    """Download the wheel of `package`, without its dependencies, and return its path."""
    target = folder / package
    subprocess.run([*PIP_DOWNLOAD, "--dest", str(target), package], check=True)
    return next(target.glob("*.whl"))


def measure(texts: list[dict[str, str]], folder: Path) -> dict[str, Any]:
    """Token counts of every text by every reference tokenizer, with the wheel each came from."""
    with zipfile.ZipFile(download("tokenizers", folder)) as archive:
        archive.extractall(folder / "run")
    sys.path.insert(0, str(folder / "run"))
    wheels = {package: download(package, folder) for package, *_ in REFERENCES.values()}
    measured = {}
    for table, (package, member, read, _) in REFERENCES.items():
        with zipfile.ZipFile(wheels[package]) as archive:
            count = read(archive.read(member))
        version = wheels[package].name.split("-")[1]
        measured[table] = {
            "package": f"{package} {version}",
            "file": member,
            "counts": {text["id"]: count(text["text"]) for text in texts},
        }
    return measured


def factors(
    texts: list[dict[str, str]], counts: Mapping[str, int], apart: bool
) -> dict[str, tuple[float, float, float]]:
    """Low, usual and high factors by class, from the `dev` texts."""
    ratios: dict[str, list[float]] = {}
    for text in texts:
        if text["split"] != "dev":
            continue
        tokens = script_counter().count(text["text"])
        total = sum(tokens.values())
        for script, number in tokens.items():
            if number >= SHARE * total and script in SCRIPTS:
                ratios.setdefault(script, []).append(counts[text["id"]] / total)
    found = {"marks": MARKS, "other": OTHER}
    for script, seen in ratios.items():
        if script not in found:
            lower, upper = MARGINS.get(script, MARGIN)
            found[script] = (min(seen) * lower, statistics.median(seen), max(seen) * upper)
    for length in (1, 2, 3):
        found[f"digits{length}"] = (length, length, length) if apart else (0.5, 1, max(1.3, length / 2))
    return found


def scaled(
    table: Mapping[str, tuple[float, float, float]], low: float, usual: float, high: float
) -> dict[str, tuple[float, float, float]]:
    """Every factor of `table`, times the given ones."""
    return {script: (f[0] * low, f[1] * usual, f[2] * high) for script, f in table.items()}


def derive(measured: Mapping[str, Mapping[str, tuple[float, float, float]]]) -> dict[str, dict[str, Any]]:
    """The tables of tokenizers that no package carries."""
    old = measured["claude-2023"]
    apart = {f"digits{n}": (1.0, (1 + n) / 2, float(n)) for n in (1, 2, 3)}
    claude = scaled(old, 0.7, 1.05, 1.5) | apart | {"marks": (0.7, 1.2, 1.8), "english": (0.9, 1.16, 1.5)}
    newer = scaled(claude, 1.0, 1.2, 1.35) | apart | {"other": (0.35, 1.5, 5.0)}
    gemini = dict.fromkeys(old, (0.5, 1.05, 1.8))
    for script in (
        "lao",
        "indic",
        "khmer",
        "burmese",
        "telugu",
        "tamil",
        "georgian",
        "armenian",
        "ethiopic",
        "capitals",
    ):
        gemini[script] = (0.35, 1.1, 2.5)
    gemini |= {"english": (0.85, 1.02, 1.3), "latin": (0.7, 1.1, 1.7), "marks": MARKS, "other": OTHER}
    gemini |= {f"digits{n}": (float(n), float(n), float(n)) for n in (1, 2, 3)}
    unpublished = dict.fromkeys(old, (0.35, 1.3, 5.0))
    unpublished |= apart | {"english": (0.75, 1.05, 1.5), "latin": (0.6, 1.2, 2.2), "marks": (0.6, 1.1, 1.8)}
    return {"gemini": gemini, "claude": claude, "claude-4.7": newer, "unpublished": unpublished}


def row(basis: str, table: Mapping[str, tuple[float, float, float]]) -> dict[str, Any]:
    """A factor table as data: low rounded down, high rounded up."""
    rounded = {
        script: [floor(low * 100) / 100, round(usual, 2), ceil(high * 100) / 100]
        for script, (low, usual, high) in sorted(table.items())
    }
    return {"basis": basis, "slack": SLACK, "factors": rounded}


def dump(path: Path, data: Any) -> None:
    """Write JSON with one line for each innermost list or number."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    path.write_text(re.sub(r"\[\s+([\d.]+),\s+([\d.]+),\s+([\d.]+)\s+\]", r"[\1, \2, \3]", text) + "\n", "utf-8")


def estimates(texts: list[dict[str, str]], measured: Mapping[str, Any]) -> dict[str, Any]:
    """All factor tables as data: those measured, then those derived from them."""
    tables = {name: factors(texts, measured[name]["counts"], apart) for name, (_, _, _, apart) in REFERENCES.items()}
    dev = [text for text in texts if text["split"] == "dev"]
    numbers = {"number": len(dev), "languages": len({text["language"] for text in dev})}
    basis = {name: MEASURED_BASIS.format(package=measured[name]["package"], **numbers) for name in tables} | DERIVED
    return {name: row(basis[name], table) for name, table in (tables | derive(tables)).items()}


def main(*arguments: str) -> None:
    """Measure; print ratios by language; with `--write`, write the data."""
    texts = json.loads(TEXTS.read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        measured = measure(texts, Path(folder))
    encoding = script_counter().encoding
    print("language".ljust(12), *(name.rjust(12) for name in REFERENCES))
    for language in dict.fromkeys(text["language"] for text in texts):
        mine = [text for text in texts if text["language"] == language]
        base = sum(len(encoding.encode_ordinary(text["text"])) for text in mine)
        ratios = (sum(measured[name]["counts"][text["id"]] for text in mine) / base for name in REFERENCES)
        print(language.ljust(12), *(f"{ratio:12.2f}" for ratio in ratios))
    if "--write" in arguments:
        dump(MEASURED, measured)
        dump(ESTIMATES, estimates(texts, measured))


if __name__ == "__main__":
    main(*sys.argv[1:])
