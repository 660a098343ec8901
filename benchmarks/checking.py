"""Checking: 60 overlapping attributes, against J (see composing.py) measured in turn with them, and fixes."""

from __future__ import annotations

from functools import partial
from time import process_time

from composing import conditional
from lessons import LESSON, analysable, clear, forget, lesson, resolved, unchecked
from timing import Row, median_ms, medians

from pedagogy_prompts import Attribute, check
from pedagogy_prompts.checking.claims import Placing
from pedagogy_prompts.checking.gather import gather
from pedagogy_prompts.checking.messages.conflicts import conflicts
from pedagogy_prompts.checking.messages.yieldings import yieldings
from pedagogy_prompts.presets.packs import closure_of


def rows() -> list[Row]:
    template, data = conditional()

    def renders() -> object:  # as long as what stands beside it, so that a busy machine takes as much from both
        return [template.render(**data, **lesson()) for _ in range(100)]

    def told(placed: Placing) -> object:
        found = resolved(placed)
        return [*conflicts(found), *yieldings(found)]

    def cold(placed: Placing) -> object:
        forget()
        return told(placed)

    found: list[Row] = []

    def growth(some: list[Attribute], more: list[Attribute]) -> float:
        few, many = (gather(one, context=None, given=None, fields={}).placed for one in (some, more))
        both = medians({"few": partial(told, few), "many": partial(told, many)}, rounds=5)
        return both["many"] / both["few"]

    clashes, first, whole, fixes, large, left, sizes = [], [], [], [], [], [], []
    for some, more in zip(analysable(60), analysable(200), strict=True):
        placed = gather(some, context=None, given=None, fields={}).placed

        def checked(some=some) -> object:  # type: ignore[no-untyped-def]
            unchecked()
            return check(*some)

        calls = {"100 J": renders, "told": partial(told, placed), "cold": partial(cold, placed)}
        taken = medians(calls, rounds=15)
        clashes.append(100 * taken["told"] / taken["100 J"])
        first.append(100 * taken["cold"] / taken["100 J"])
        large.append(growth(some, more))
        less = len(LESSON)
        few, many = (clear([*LESSON, *one[:-less]]) for one in (some, more))
        left.append(growth(few, many))
        sizes.append((len(few), len(many)))
        whole.append(median_ms(checked))
        for finding in check(*some).errors[:4]:
            start = process_time()
            _ = finding.fixes
            fixes.append(1000 * (process_time() - start))
    vocabulary = closure_of(()).vocabulary
    acts, theory = len(vocabulary.acts), len(vocabulary.theory)
    note = f"{acts} acts, {theory} theory clauses; {_span(clashes, 'J')}"
    found.append(Row("60 overlapping attributes, PED1xx and 2xx", _middle(clashes), "J", 130, note))
    found.append(Row("the same, nothing kept yet", _middle(first), "J", 1000, _span(first, "J")))
    found.append(Row("200 of them against 60", _middle(large), "x", 5, _span(large, "x")))
    note = f"{_span(left, 'x')}; " + ", ".join(f"{many} against {few}" for few, many in sizes)
    found.append(Row("a lesson and what goes with it, of 200 against of 60", _middle(left), "x", 5, note))
    found.append(Row("60 of them, every check", _middle(whole), "ms", 25, _span(whole)))
    found.append(Row("fixes of one finding among them", _middle(fixes), "ms", 50, _span(fixes)))
    return found


def _middle(times: list[float]) -> float:
    return sorted(times)[len(times) // 2]


def _span(figures: list[float], unit: str = "ms") -> str:
    return f"{min(figures):.3g} to {max(figures):.3g} {unit}"
