"""What an app or the page does with an input that is no preset, or with a preset beside the usual calls.

A row of bounds.yaml names one of these in `as`. Each part keeps to the bounds, and raises no more than `PedagogyError`.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import Any

from pedagogy_prompts import (
    HintLadder,
    Implies,
    Pack,
    PedagogyError,
    Praise,
    Preset,
    SystemInstruction,
    Variable,
    apply_fix,
    check,
    check_profile,
    compose,
    mutants,
)
from pedagogy_prompts.cli.page.desk import Desk
from pedagogy_prompts.instructions.stored import written
from pedagogy_prompts.views.profile.profile import parse_profile

from ..fuzz.uses import Part

MOST = 5_000
"""The longest sentence in which something is refused, in characters."""


def asked(part: Part, name: str, call: Callable[[], Any]) -> Any:
    """What a call answers, as one part of the work; None where it refuses, which takes a sentence."""
    part(name)
    try:
        return call()
    except PedagogyError as error:
        told = [*map(str, getattr(error, "report", ()))] or [str(error)]
    assert max(map(len, told)) <= MOST, f"refused in {max(map(len, told))} characters"
    return None


def page(part: Part, text: str) -> None:
    """A text on the page for teachers: an answer to it, what mends it, the table and another beginning."""
    desk = Desk()
    for name, given in (
        ("run", {}),
        ("answer", {"question_id": "language", "value": 2}),
        ("fixes", {"finding": 0}),
        ("table", {}),
        ("start", {"preset": "socratic-tutor"}),
    ):
        part(f"the page: {name}")
        answer = json.loads(desk.handle(name, json.dumps({"text": text, **given})))
        assert "ok" in answer or answer["error"], answer


def profile(part: Part, text: str) -> None:
    read = asked(part, "reading a profile", lambda: parse_profile(text))
    if read is not None:
        instruction = compose(Praise(), HintLadder())
        asked(part, "holding to it", lambda: str(check_profile(instruction, read)))


def words(part: Part, data: Any) -> None:
    asked(part, "words", lambda: compose(Praise(), words=data))


def frame(part: Part, text: str) -> None:
    for given in (text, {"rules": text}):
        asked(part, "a frame", partial(compose, Praise(), HintLadder(), frame=given))


def locale(part: Part, data: Any) -> None:
    """A preset in each way of speaking."""
    preset = Preset.from_data(data)
    for variant in ("en-GB", "en-" + "x" * 900_000):
        asked(part, variant[:9], partial(compose, preset, locale=variant))
    for context in ({"learner_word": "pupil"}, {"work": "essay"}, {"learner_word": "x" * 900_000}):
        asked(part, "its words", partial(compose, preset, context=context))


def pack(part: Part, data: Mapping[str, Any]) -> None:
    """A pack with acts, one of which implies the next, and with variables."""
    acts = {f"app.{name}": "do it" for name in data.get("acts", ())}
    theory = tuple(Implies(one, other, "so it is") for one, other in zip(acts, [*acts][1:], strict=False))
    variables = tuple(Variable(f"app.{name}", (1, 2)) for name in data.get("variables", ()))
    made = asked(part, "a pack", lambda: Pack("app", acts=acts, theory=theory[: data["laws"]], variables=variables))
    asked(part, "checking with it", lambda: check(Praise(), packs=[made]))


def fix(part: Part, data: Mapping[str, Any]) -> None:
    asked(part, "fixing data", lambda: apply_fix(data["row"], data["fix"]))
    preset = asked(part, "reading the row", lambda: Preset.from_data(data["row"]))
    if preset is not None:
        asked(part, "fixing a preset", lambda: preset.fixed(data["fix"]))


def all_mutants(part: Part, data: Any) -> None:
    preset = Preset.from_data(data)
    asked(part, "mutants", lambda: mutants(preset, most=10_000))


def stored(part: Part, many: Mapping[str, int]) -> None:
    """An instruction of which one part, by its path, stands there so many times, with digests that are right."""
    whole = compose(
        Preset.from_data({"attributes": {"hint_ladder": {"then": "stay"}, "praise": "effort"}}), subject="x"
    )
    for path, times in many.items():
        data = {name: one for name, one in copy.deepcopy(json.loads(whole.to_json())).items() if name != "fingerprint"}
        *steps, last = path.split(".")
        inner = data
        for step in steps:
            inner = inner[step]
        inner[last] = inner[last] * times
        text = written(data)
        instruction = asked(part, f"taking back {path}", partial(SystemInstruction.from_json, text))
        if instruction is not None:
            part(f"serving {path}")
            instruction.for_learner(name="Bo")
            str(instruction.receipt())
            with suppress(PedagogyError):
                instruction.holding({"attempts": 1})


CALLS: dict[str, Callable[[Part, Any], None]] = {
    one.__name__: one for one in (page, profile, words, frame, locale, pack, fix, all_mutants, stored)
}
