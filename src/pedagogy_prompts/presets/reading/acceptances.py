"""What the author of a preset being read accepts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...base.inline import shown
from ...base.path import Path
from ...norms.spelling import did_you_mean
from ...reports.codes import CODES
from ...reports.report import Place
from ..parts import Acceptance
from .problem import BAD, has_bad
from .problems import Problems

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
            problems.say("PED003", f'{shown(item)} is not complete. Write {{code: PED401, because: "..."}}.', path)
            continue
        for name in item:
            if name not in ("code", "attributes", "because"):
                near = did_you_mean(name, ("code", "attributes", "because"))
                message = f"`accept` has no '{shown(name)[1:-1]}'.{near} It takes code, attributes, because."
                problems.say("PED002", message, (*path, name), key=True)
        before = len(problems.found)
        _code(item, path, problems)
        slugs = problems.items(item.get("attributes"), (*path, "attributes"), alone=True)
        alone = not isinstance(item.get("attributes"), list)
        for k, slug in enumerate(slugs):
            problems.slug(slug, (*path, "attributes") if alone else (*path, "attributes", k))
        because = item.get("because")
        if because is None:
            problems.say("PED003", "Say why this is accepted: `because: ...`.", (*path, "because"))
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
        problems.say("PED003", "Say which finding is accepted: `code: PED401`.", (*path, "code"))
    elif not isinstance(code, str) or code not in CODES:
        named = [known for known, about in CODES.items() if about.name == code]
        hint = f" Write {named[0]}." if named else _near_code(code)
        problems.say("PED002", f"There is no finding {shown(code)}.{hint}", (*path, "code"))
    elif CODES[code].severity == "error":
        message = f"{code} is an error: it cannot be accepted, only mended. Warnings and infos can be accepted."
        problems.say("PED003", message, (*path, "code"), args={"code": code})


def _near_code(code: Any) -> str:
    return did_you_mean(code, [known.lower() for known in CODES]).replace("'ped", "'PED")
