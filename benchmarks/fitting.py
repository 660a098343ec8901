"""Fitting and counting: 60 sections in three details, the vocabulary, its memory."""

from __future__ import annotations

import json
import random

from lessons import compatible
from timing import Row, median_ms, python

from pedagogy_prompts import compose
from pedagogy_prompts._budget import Form, Shelf, fit

_LOAD = """
import json, re, time
from pathlib import Path
from pedagogy_prompts import count_tokens
def memory(): return int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
before, start = memory(), time.perf_counter()
count_tokens("one", encoding="o200k_base")
print(json.dumps([1000 * (time.perf_counter() - start), memory() - before]))
"""


def _sections(n: int) -> list[Shelf]:
    """`n` units under 10 headings, each in full, in brief or not at all; a fifth may not be left out."""
    chance = random.Random(5)
    shelves = []
    for _ in range(10):
        units = []
        for _ in range(n // 10):
            full, worth = chance.randint(30, 120), chance.randint(1, 9)
            forms = [Form(full, 10 * worth, "full"), Form(full * 6 // 10, 6 * worth, "brief")]
            if chance.random() < 0.8:
                forms.append(Form(0, 0, "absent", empty=True))
            units.append(tuple(forms))
        shelves.append(Shelf(5, tuple(units)))
    return shelves


def rows() -> list[Row]:
    shelves = _sections(60)
    parts = compatible(40)
    whole = compose(*parts)
    half = whole.tokens.value * 7 // 10
    loads = sorted(json.loads(python(_LOAD)) for _ in range(5))
    load, memory = loads[2]
    return [
        Row("the choice of 60 sections x 3 details", median_ms(lambda: fit(shelves, 2200)), "ms", 60),
        Row(
            f"compose with a budget that shortens {len(parts)} attributes",
            median_ms(lambda: compose(*parts, budget=half)),
            "ms",
            60,
            f"{len(whole.sections)} sections, {whole.tokens.value} to {half} tokens",
        ),
        Row("first count: tiktoken's import and the vocabulary", load, "ms", 250),
        Row("the most memory it takes (Linux)", memory, "MB", 120),
    ]
