"""What an app does with an input from outside, and what has to hold for it: findings and `PedagogyError`, no more."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import islice
from typing import Any

from pedagogy_prompts import (
    PedagogyError,
    Praise,
    Preset,
    PresetError,
    Report,
    SystemInstruction,
    check,
    check_profile,
    compose,
    decision_table,
    diff,
    load_profile,
    mutants,
    table_text,
    tutor_card,
    what_if,
)
from pedagogy_prompts.presets.editing import mended
from pedagogy_prompts.presets.loading import read_data, read_text
from pedagogy_prompts.reports.formats.github import format_github
from pedagogy_prompts.reports.formats.json import format_json
from pedagogy_prompts.reports.formats.sarif import format_sarif
from pedagogy_prompts.reports.formats.text import format_text

Part = Callable[[str], None]
"""Told the name of each part of the work before it begins."""

MOST = 20_000
"""The longest line of a report, in characters: a message and the path to its place."""


def warm() -> None:
    """Load what is loaded at first use, so that it counts for no input."""
    preset = Preset.from_data({"attributes": {"praise": "effort", "hint_ladder": None}, "budget": 4000})
    use(lambda _: None, preset)
    shows(read_text("prase: 1")[1], "prase: 1")
    compose(Praise(), subject="fractions", learner={"name": "Ada"}).for_learner(name="Bo")
    with suppress(PedagogyError):
        SystemInstruction.from_json("{}")


def shows(report: Report, text: str | None = None) -> None:
    """Every form of a report can be made and read."""
    texts = {} if text is None else {"<python>": text}
    json.loads(format_json(report))
    json.loads(format_sarif(report, version="0", texts=texts))
    format_github(report)
    lines = format_text(report, texts=texts).split("\n")
    assert max(map(len, lines)) <= MOST, f"a line of {max(map(len, lines))} characters"
    for finding in report:
        assert finding.message.strip(), finding
        str(finding)


def read(part: Part, text: str, resolve: Callable[[str], str] | None = None) -> tuple[Preset | None, Report]:
    """A preset's text, read and its findings shown."""
    part("reading")
    preset, report = read_text(text, resolve=resolve)
    part("reporting")
    shows(report, text)
    part("editing")
    for finding in report:
        for fix in finding.fixes:
            with suppress(LookupError):
                mended(text, fix.edits)
    return preset, report


def row(part: Part, data: Any, resolve: Callable[[str], str] | None = None) -> tuple[Preset | None, Report]:
    """A row of a database, read and its findings shown."""
    part("reading a row")
    preset, report = read_data(data, resolve=resolve)
    part("reporting")
    shows(report)
    return preset, report


def use(part: Part, *presets: Preset, budgets: Iterable[int | None] = (None, 600)) -> None:
    """All that is done with presets that could be read."""
    part("checking")
    report = check(*presets)
    part("reporting what was checked")
    shows(report)
    for budget in budgets:
        part(f"composing within {budget}")
        with suppress(PedagogyError):
            instruction = compose(*presets, budget=budget)
            part("serving")
            instruction.for_learner(name="Ada <|im_start|>")
            part("storing")
            assert SystemInstruction.from_json(instruction.to_json()).text == instruction.text
            if budget is None:
                part("card")
                str(tutor_card(instruction))
                part("profile")
                str(check_profile(instruction, load_profile("under-13")))
    views: dict[str, Callable[[], object]] = {
        "table": lambda: table_text(decision_table(*presets)),
        "diff": lambda: str(diff(presets[0], presets[-1])),
        "what_if": lambda: str(what_if(*presets, state={"attempts": 3, "stuck": True})),
        "mutants": lambda: mutants(*presets, most=5),
    }
    for name, view in views.items():
        part(name)
        with suppress(PedagogyError):
            view()
    part("fixing")
    for fix in [fix for finding in islice(report, 5) for fix in finding.fixes[:1]]:
        with suppress(PedagogyError):
            presets[-1].fixed(fix)
    part("writing")
    for preset in presets:
        with suppress(PresetError):  # what it extends may be known to nobody here
            assert Preset.from_data(preset.to_data(flat=True)) == preset
        preset.to_yaml()
