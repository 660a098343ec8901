"""Growth: how time grows with presets, sections and attributes. A ratio of 1 is linear growth."""

from __future__ import annotations

import random
import tempfile
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

from lessons import analysable, compatible, overlapping, unchecked
from starting import BASE
from timing import COMMAND, Row, children_time, median_ms, medians, python

from pedagogy_prompts import Attribute, Preset, check, compose


def presets(n: int, cache: str) -> tuple[float, float]:
    """The seconds it takes to check `n` presets of ten attributes on the command line, and those of all processors."""
    shelf = list({one.slug(): one for one in compatible(40)}.values())
    with tempfile.TemporaryDirectory() as folder:
        for i in range(n):
            chosen = random.Random(i).sample(shelf, 10)
            data = {"title": f"Lesson {i}", "attributes": {one.slug(): one.to_value() for one in chosen}}
            Path(folder, f"lesson-{i}.yaml").write_text(Preset.from_data(data).to_yaml(), "utf-8")
        start, spent = perf_counter(), children_time()
        python(COMMAND, "check", folder, cache=cache)
        return perf_counter() - start, children_time() - spent


def attributes(n: int) -> float:
    """The seconds one check of `n` random attributes takes, on the median of five sets."""
    times = []
    for some in analysable(n):
        unchecked()
        start = process_time()
        check(*some)
        times.append(process_time() - start)
    return sorted(times)[2]


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory() as cache:
        presets(10, cache)  # compiles the byte code
        (_, hundred), (took, thousand) = presets(100, cache), presets(1000, cache)
        bases = {code: partial(python, code, cache=cache) for code in ("", BASE)}
        times = medians(bases, rounds=9, clock=perf_counter)
        spent = medians(bases, rounds=9, clock=children_time)
    i, i_spent = times[BASE] - times[""], spent[BASE] - spent[""]
    some = {n: attributes(n) for n in (25, 50, 100, 200)}
    shelf = compatible(48)
    fits = {n: _fitted(shelf[:n]) for n in (24, 48)}
    lessons = {n: _lesson(n) for n in (10, 100)}
    complete = check(*analysable(200)[1]).complete
    return [
        Row("`check` on a directory of 1,000 presets", took / i, "I", 15, f"{took:.1f} s"),
        Row("the same in the time of all processors", thousand / i_spent, "I", note=f"{thousand:.1f} s"),
        Row("presets: 1,000 against 100, by preset", thousand / hundred / 10, "x"),
        Row("materials in a lesson: 100 against 10, by one", lessons[100] / lessons[10] / 10, "x"),
        Row("a budget for 48 attributes against 24, by one", fits[48] / fits[24] / 2, "x"),
        *(
            Row(f"random attributes: {2 * n} against {n}, by one", some[2 * n] / some[n] / 2, "x")
            for n in (25, 50, 100)
        ),
        Row("200 random attributes", some[200], "s", 3, "" if complete else "the report says that it is cut short"),
    ]


def _lesson(n: int) -> float:
    materials = [{"title": f"Text {i}", "text": f"A paragraph of the lesson, number {i}. " * 20} for i in range(n)]
    parts = overlapping(1, 0)
    return median_ms(lambda: compose(*parts, materials=materials).text)


def _fitted(parts: list[Attribute]) -> float:
    limit = compose(*parts).tokens.value * 7 // 10
    return median_ms(lambda: compose(*parts, budget=limit))
