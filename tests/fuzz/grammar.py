"""Inputs for the fuzzers: the presets and cases there are, changed step by step, and plain noise."""

from __future__ import annotations

import random
from contextlib import suppress
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from pedagogy_prompts.attributes.kit.attribute import attribute_slugs
from pedagogy_prompts.presets.shipped import shipped_presets, shipped_text

ATOMS: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 3, 10**18, 10**25, -0.0, 0.5, 1e308, float("inf"), float("nan"), "", " ", "no", "on",
    "~", "3+", "0-2", ">=3", "10+", "9" * 5000 + "+", "x" * 400, "word " * 500, "{{ a }}",
    "</lesson>", "<|im_start|>",
    "\u202e", "\U0001f600", "\ud800", "e\u0301" * 50, "\x00", "a\nb", "a: b", "- a", "*a", "&a",
    "<<", "=", "never", "praise",
    "hint_ladder", "./a", "../a", "socratic-tutor", "PED401", [], {}, [[]], [{}], {"": None}, {"attempts": "3+"},
    [{"stuck": True}, {"attempts": 1}], {"app.x": 1},
)  # fmt: skip
"""Values that mean something somewhere, or nothing anywhere."""

MARKS = (
    "\n", "\r", "\t", " ", "  ", "- ", ": ", ":", "#", " #", "[", "]", "{", "}", ",", "'", '"',
    "|", ">", ">-", "|2", "&a ",
    "*a", "!t ", "%", "@", "`", "? ", "---\n", "...\n", "<<: ", "\\", "\\x", "\\U0001F600", "\0",
    "\x07", "\x85", "\u2028",
    "\ufeff", "\ud800", "\u0301", "\u202e", "\U0010ffff", "0x", "1e999", "-", "~", "null", "true", "yes", "9" * 4400,
)  # fmt: skip
"""What means something in YAML, in JSON or to an eye."""


@cache
def texts() -> tuple[str, ...]:
    """The presets there are: shipped ones, examples, and those on the pages of codes."""
    root = Path(__file__).parents[2]
    found = [shipped_text(name) for name in shipped_presets()]
    found += [file.read_text("utf-8") for file in sorted((root / "examples").rglob("*.yaml"))]
    for file in resources.files("pedagogy_prompts.reports.codes").iterdir():
        if file.name.endswith(".yaml"):
            page = YAML(typ="safe", pure=True).load(file.read_text("utf-8"))
            found += [page[key] for key in ("triggers", "mended") if key in page]
    return tuple(found)


@cache
def trees() -> tuple[Any, ...]:
    """The same as plain data."""
    found = []
    for text in texts():
        with suppress(YAMLError):  # what triggers a syntax error is no data
            found.append(YAML(typ="safe", pure=True).load(text.split("\n---")[0]))
    return tuple(one for one in found if one)


@cache
def conditions() -> tuple[Any, ...]:
    """All conditions in them."""
    found: list[Any] = [{"attempts": "3+"}, {"stuck": True, "phase": ["teach", "quiz"]}, {"app.week": [1, "b"]}]
    pending: list[Any] = list(trees())
    while pending:
        one = pending.pop()
        if isinstance(one, dict):
            found += [part for name, part in one.items() if name in ("when", "unless", "until", "given") and part]
            pending += one.values()
        elif isinstance(one, list):
            pending += one
    return tuple(found)


def atom(draw: random.Random) -> Any:
    return draw.choice(ATOMS) if draw.random() < 0.9 else _noise(draw, 40)


def _noise(draw: random.Random, most: int) -> str:
    length = draw.randrange(most)
    if draw.random() < 0.5:
        return "".join(draw.choice(MARKS) for _ in range(length))
    return "".join(
        chr(draw.choice((draw.randrange(128), draw.randrange(0x3000), draw.randrange(0x110000)))) for _ in range(length)
    )


def name(draw: random.Random) -> Any:
    """A name that is known somewhere, or nearly one."""
    known = draw.choice(
        (*attribute_slugs(), "attributes", "context", "given", "budget", "facts", "when", "layer", "accept")
    )
    if draw.random() < 0.7:
        return known
    at = draw.randrange(len(known))
    return draw.choice(
        (known[:at] + known[at + 1 :], known + str(draw.randrange(9)), known * 60, draw.randrange(9), "")
    )


def changed(draw: random.Random, value: Any, steps: int = 3) -> Any:
    """Plain data with a few of its parts changed; the data itself stays as it is."""
    for _ in range(draw.randrange(1, steps + 1)):
        value = _changed(draw, value)
    return value


def _changed(draw: random.Random, value: Any) -> Any:
    if isinstance(value, dict) and value and draw.random() < 0.85:
        found = dict(value)
        key = draw.choice(list(found))
        what = draw.randrange(8)
        if what == 0:
            del found[key]
        elif what == 1:
            found[name(draw)] = found[key]
        elif what == 2:
            found[name(draw)] = draw.choice(list(draw.choice(trees()).values()))
        elif what == 3:
            found[key] = [found[key]] * draw.choice((1, 2, 25))
        else:
            found[key] = _changed(draw, found[key])
        return found
    if isinstance(value, list) and value and draw.random() < 0.85:
        found_list = list(value)
        at = draw.randrange(len(found_list))
        what = draw.randrange(5)
        if what == 0:
            del found_list[at]
        elif what == 1:
            found_list *= draw.choice((2, 60))
        else:
            found_list[at] = _changed(draw, found_list[at])
        return found_list
    if isinstance(value, str) and draw.random() < 0.4:
        return text_changed(draw, value)
    return atom(draw)


def text_changed(draw: random.Random, text: str) -> str:
    """A text with a few of its places changed."""
    for _ in range(draw.randrange(1, 5)):
        at = draw.randrange(len(text) + 1)
        end = min(len(text), at + draw.choice((0, 0, 1, 3, 30)))
        what = draw.randrange(5)
        new = _noise(draw, 12) if what == 3 else ""
        if what < 2:
            new = draw.choice(MARKS) * (1 if what else draw.choice((2, 40, 400)))
        elif what == 2:
            new = text[end : end + 60]
        text = text[:at] + new + text[end:]
    return text


def preset_text(draw: random.Random) -> str:
    """The text of a preset, more or less."""
    what = draw.random()
    if what < 0.1:
        return _noise(draw, 300)
    text = text_changed(draw, draw.choice(texts()))
    return text + "\n" + text_changed(draw, draw.choice(texts())) if what < 0.2 else text


def preset_data(draw: random.Random) -> Any:
    """A row with a preset, more or less."""
    return atom(draw) if draw.random() < 0.05 else changed(draw, draw.choice(trees()), 5)
