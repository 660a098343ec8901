"""What is fuzzed: for each target how an input is made, and what is done with it."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from pedagogy_prompts import Condition, Pack, PedagogyError, Praise, Preset, SystemInstruction, Variable, check, compose
from pedagogy_prompts.norms.notation import ConditionError
from pedagogy_prompts.presets.loading import read_data, read_preset
from pedagogy_prompts.presets.reading.values import condition_problems

from . import grammar
from .uses import Part, read, row, shows, use


class Target(NamedTuple):
    made: Callable[[random.Random], Any]
    used: Callable[[Part, Any], None]


def _text(part: Part, text: str) -> None:
    if (preset := read(part, text)[0]) is not None:
        use(part, preset)


def _data(part: Part, data: Any) -> None:
    if (preset := row(part, data)[0]) is not None:
        use(part, preset)


_CONTEXT = {
    "subject": "maths", "topic": "fractions", "level": "grade 7", "objectives": ["adds fractions"], "goal": "teach_me",
    "materials": [{"title": "Sheet", "text": "Add 1/2 and 1/3."}], "problem": "1/2 + 1/3", "reference_solution": "5/6",
    "misconceptions": [{"idea": "adds both", "response": "Draw it."}], "setting": "classroom",
    "learner": {"name": "Ada", "level": "novice", "interests": ["chess"], "recent_attempts": ["2/5"]},
}  # fmt: skip


def _context(draw: random.Random) -> Any:
    return grammar.changed(draw, _CONTEXT, 4), grammar.changed(draw, _CONTEXT["learner"], 4)


def _lesson(part: Part, given: Any) -> None:
    context, facts = given
    part("checking")
    with suppress(PedagogyError):
        shows(check(Praise(), context=context))
        part("composing")
        compose(Praise(), context=context)
    part("serving")
    with suppress(PedagogyError):
        _stored()[1].for_learner(
            **{str(name): value for name, value in facts.items()} if isinstance(facts, dict) else {}
        )


def _condition(part: Part, data: Any) -> None:
    part("reading a condition")
    with suppress(ConditionError):
        condition = Condition(data)
        part("its algebra")
        assert Condition(condition.to_data()) == condition
        if not condition_problems(data, ()):
            assert (condition & ~condition).never
        part("checking")
        with suppress(PedagogyError):
            shows(check(Praise(when=condition), given=condition))
    _data(part, {"given": data, "attributes": {"praise": {"when": data}, "withhold_answer": {"until": data}}})


@cache
def _stored() -> tuple[Any, SystemInstruction]:
    parts = Preset.from_data(
        {"attributes": {"praise": "effort", "hint_ladder": None, "personal_interest": "from_learner"}}
    )
    instruction = compose(parts, context=_CONTEXT)
    return json.loads(instruction.to_json()), instruction


def _json(draw: random.Random) -> str:
    if draw.random() < 0.3:
        return grammar.text_changed(draw, json.dumps(_stored()[0]))
    return json.dumps(grammar.changed(draw, _stored()[0], 4), default=str)


def _storing(part: Part, text: str) -> None:
    part("taking back")
    with suppress(PedagogyError):
        instruction = SystemInstruction.from_json(text)
        part("serving")
        instruction.for_learner(name="Bo")
        str(instruction.receipt())
        instruction.to("openai")


_PACK: dict[str, Any] = {
    "name": "app",
    "acts": {"app.sing": "sing a song"},
    "variables": [{"name": "app.week", "values": [1, 2, 3]}],
    "attributes": [],
    "citations": {},
}


def _pack(draw: random.Random) -> Any:
    return grammar.changed(draw, _PACK, 4)


def _packing(part: Part, data: Any) -> None:
    if not isinstance(data, dict):
        return
    part("making a pack")
    given = {str(name): value for name, value in data.items()}
    with suppress(PedagogyError, TypeError, ValueError):  # what a programmer writes wrongly
        if isinstance(given.get("variables"), list):
            given["variables"] = [Variable(**one) if isinstance(one, dict) else one for one in given["variables"]]
        pack = Pack(**given)
        part("checking with it")
        shows(check(Praise(when={"app.week": 1}), packs=[pack]))


def _file_name(draw: random.Random) -> Any:
    names = (
        "base",
        "base.yaml",
        "./base",
        "../base",
        "/etc/passwd",
        "sub/base.yaml",
        "loop",
        "pipe",
        ".",
        "",
        "socratic-tutor",
    )
    found: str = draw.choice(names)
    while draw.random() < 0.6:
        found = draw.choice((grammar.text_changed(draw, found), f"{found}/{draw.choice(names)}", found * 40))[:1500]
    return found


@cache
def _folder() -> tuple[TemporaryDirectory[str], Path]:
    kept = TemporaryDirectory()
    root = Path(kept.name, "root")
    (root / "sub").mkdir(parents=True)
    (root / "base.yaml").write_text("attributes: {tone: formal}\n")
    (root / "sub" / "base.yaml").write_text("extends: ../base.yaml\n")
    (root.parent / "base.yaml").write_text("secret: sk-live-abcdef\n")
    (root / "loop").symlink_to("loop")
    os.mkfifo(root / "pipe")
    return kept, root


def _naming(part: Part, name: str) -> None:
    root = _folder()[1]
    part("reading a file")
    with suppress(UnicodeError):  # a name that no file can have is no path at all
        shows(read_preset(f"{root}/{name}")[1])
    part("extending")
    row(part, {"extends": name})
    report = read_data({"extends": [name]}, source=str(root / "base.yaml"))[1]
    shows(report)
    assert "sk-live" not in str(report), "what stands outside the root was told"


TARGETS = {
    "text": Target(grammar.preset_text, _text),
    "data": Target(grammar.preset_data, _data),
    "context": Target(_context, _lesson),
    "conditions": Target(lambda draw: grammar.changed(draw, draw.choice(grammar.conditions()), 3), _condition),
    "stored": Target(_json, _storing),
    "packs": Target(_pack, _packing),
    "names": Target(_file_name, _naming),
}
