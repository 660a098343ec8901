"""Fitting and counting: 60 sections in three wordings, the vocabulary, its memory."""

from __future__ import annotations

import json

from lessons import compatible
from timing import Row, median_ms, python

from pedagogy_prompts import compose

_LOAD = """
import json, re, time
from pathlib import Path
from pedagogy_prompts import count_tokens
def memory(): return int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
before, start = memory(), time.process_time()
count_tokens("one", encoding="o200k_base")
print(json.dumps([1000 * (time.process_time() - start), memory() - before]))
"""


def rows() -> list[Row]:
    parts = compatible(54)
    whole = compose(*parts)
    half = whole.tokens.value * 7 // 10
    loads = sorted(json.loads(python(_LOAD)) for _ in range(5))
    load, memory = loads[2]
    return [
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
