"""What the author of a preset being read accepts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...base.inline import shown
from ...base.path import Path
from ...reports.codes import CODES
from ...reports.report import Place
from ...reports.saying import Sentence, Sentences
from ..parts import Acceptance
from .near import near
from .problem import BAD, has_bad
from .problems import Problems

_say = Sentences("presets/reading")

MAX_SENTENCE = 2_000
"""The longest fact or reason, in characters."""


def read_acceptances(value: Any, problems: Problems, place: Callable[..., Place]) -> tuple[Acceptance, ...]:
    """What an author accepts; `place` tells where each entry is written."""
    found: list[Acceptance] = []
    for i, item in enumerate(problems.items(value, ("accept",))):
        path = ("accept", i)
        if item is BAD:
            continue
        if not isinstance(item, dict):
            problems.say("PED003", _say("PED003.accept", value=shown(item)), path)
            continue
        for name in item:
            if name not in ("code", "attributes", "because"):
                hint = near(name, ("code", "attributes", "because"))
                message = _say("PED002.accept", name=shown(name)[1:-1], near=hint)
                problems.say("PED002", message, (*path, name), key=True)
        before = len(problems.found)
        _code(item, path, problems)
        slugs = problems.items(item.get("attributes"), (*path, "attributes"), alone=True)
        alone = not isinstance(item.get("attributes"), list)
        for k, slug in enumerate(slugs):
            problems.slug(slug, (*path, "attributes") if alone else (*path, "attributes", k))
        because = item.get("because")
        if because is None:
            problems.say("PED003", _say("PED003.because"), (*path, "because"))
        else:
            problems.text(because, (*path, "because"), MAX_SENTENCE)
        if len(problems.found) == before and not has_bad(item):
            found.append(Acceptance(item["code"], item["because"], tuple(slugs), place(*path)))
    return tuple(found)


def _code(item: dict[str, Any], path: Path, problems: Problems) -> None:
    code = item.get("code")
    if code is BAD:
        return
    if code is None:
        problems.say("PED003", _say("PED003.code"), (*path, "code"))
    elif not isinstance(code, str) or code not in CODES:
        named = [known for known, about in CODES.items() if about.name == code]
        hint = _say("parts.reading.write", value=named[0]) if named else _near_code(code)
        problems.say("PED002", _say("PED002.finding", code=shown(code), near=hint), (*path, "code"))
    elif CODES[code].severity == "error":
        problems.say("PED003", _say("PED003.accept_error", code=code), (*path, "code"), args={"code": code})


def _near_code(code: Any) -> str:
    found = near(code, [known.lower() for known in CODES])
    return found.changed(lambda text: str(text).replace("'ped", "'PED")) if isinstance(found, Sentence) else found
