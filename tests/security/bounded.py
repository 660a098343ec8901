"""Runs cases of bounds.yaml, each in a child process held to the bounds, and prints what came of them.

python -m tests.security.bounded [NAME...]    those whose names hold one of these
python -m tests.security.bounded -            those named on standard input, one a line
python -m tests.security.bounded --grow [NAME...]    those with a quarter, half and all of what is repeated: the seconds
    that the slowest parts take, and the power to which they grow from half to all
"""

from __future__ import annotations

import gc
import json
import math
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML

from pedagogy_prompts import Report, check
from pedagogy_prompts.attributes.kit.attribute import attribute_class, attribute_slugs
from pedagogy_prompts.norms.theory import Vocabulary

from ..fuzz.limits import held, used
from ..fuzz.uses import Part, read, row, use, warm
from .calls import CALLS

ACTS = sorted(Vocabulary().acts)


def made(value: Any, i: int = 0) -> Any:
    """Data with every `{repeat: x, times: n}` in it written out."""
    if isinstance(value, str):
        act = random.Random(f"{value} {i}").choice(ACTS) if "{act}" in value else ""
        return value.replace("{i}", str(i)).replace("{act}", act)
    if isinstance(value, list):
        return [made(part, i) for part in value]
    if not isinstance(value, dict):
        return value
    if "shelf" in value:
        return dict.fromkeys(plain_attributes()[: value["times"]], value["shelf"])
    if "repeat" not in value:
        return {name: made(part, i) for name, part in value.items()}
    times, what = value["times"], value["repeat"]
    if value.get("nested"):
        for _ in range(times):
            what = [what]
        return what
    length = value.get("long", 0)
    if "keys" in value:
        return {f"{value['keys'].replace('{i}', str(k))}{'k' * length}": made(what, k) for k in range(times)}
    if isinstance(what, str) and "{i}" not in what and not length and (len(what) * times > 15_000 or " " in what):
        return what * times
    return [made(what, k) + "x" * length if isinstance(what, str) else made(what, k) for k in range(times)]


@cache
def plain_attributes() -> list[str]:
    """The attributes that stand without a parameter."""
    found = []
    for slug in attribute_slugs():
        with suppress(ValidationError):
            attribute_class(slug)()
            found.append(slug)
    return found


def text_of(parts: list[Any]) -> str:
    """The parts of a text one after another."""
    return "".join(
        part
        if isinstance(part, str)
        else part["repeat"] * part["times"]
        if "{i}" not in part["repeat"]
        else "".join(part["repeat"].replace("{i}", str(i)) for i in range(part["times"]))
        for part in parts
    )


def rows_of(case: dict[str, Any]) -> Callable[[str], str] | None:
    """The other rows of a database that a preset may extend."""
    if "rows" not in case:
        return None
    found: dict[str, str] = {}
    for name, text in case["rows"].items():
        parts = [text] if isinstance(text, str) else text
        for i in range(case["times"] if "{i}" in name else 1):
            numbered = [part.replace("{i}", str(i)) if isinstance(part, str) else part for part in parts]
            found[name.replace("{i}", str(i))] = text_of(numbered).replace("{next}", str(i + 1))
    return found.__getitem__


def found(report: Report) -> Iterator[tuple[str, str]]:
    for finding in report:
        yield finding.code, finding.message[:300]


def run(case: dict[str, Any]) -> dict[str, Any]:
    """What one case comes to."""
    with TemporaryFile("w+", encoding="utf-8") as out:

        def job(tell: Part) -> None:
            parts, report = [("making it", used())], Report()

            def part(name: str) -> None:
                parts.append((name, used()))
                tell(name)

            tell("making it")
            given: Any = text_of(case["text"]) if "text" in case else made(case["data"])
            if "as" in case:
                CALLS[case["as"]](part, given)
            else:
                resolve = rows_of(case)
                preset, report = read(part, given, resolve) if "text" in case else row(part, given, resolve)
                if preset is not None:
                    part("checking it alone")
                    report += check(preset)
                    use(part, preset)
            part("the end")
            took = [(name, end - begin) for (name, begin), (_, end) in pairwise(parts)]
            out.write(json.dumps({"found": list(found(report)), "took": took}))
            out.flush()

        wrong = held(job, hard=20)
        out.seek(0)
        return {"name": case["name"], "wrong": wrong, **json.loads(out.read() or '{"found": [], "took": []}')}


def less(value: Any, share: float) -> Any:
    """A case with so much of what is repeated in it."""
    if isinstance(value, list):
        return [less(part, share) for part in value]
    if not isinstance(value, dict):
        return value
    return {
        name: math.ceil(part * share) if name == "times" and part > 8 else less(part, share)
        for name, part in value.items()
    }


def growth(case: dict[str, Any]) -> str:
    """How the slowest parts of a case grow."""
    runs = [dict(run(less(case, share))["took"]) for share in (0.25, 0.5, 1)]
    slowest = sorted(runs[-1], key=lambda name: -runs[-1][name])[:3]
    told = []
    for name in slowest:
        *_, half, whole = took = [one.get(name, 0.0) for one in runs]
        power = f" ^{math.log2(whole / half):.1f}" if half > 0.01 else ""
        told.append(f"{name} {' '.join(f'{one:.2f}' for one in took)}{power}")
    return f"{case['name']}: {'; '.join(told)}"


def asked(names: list[str]) -> Iterator[dict[str, Any]]:
    """The cases that are asked for."""
    cases = YAML(typ="safe", pure=True).load(Path(__file__).with_name("bounds.yaml"))
    if names == ["-"]:
        named = {case["name"]: case for case in cases}
        yield from (named[line.removesuffix("\n")] for line in sys.stdin)
    else:
        yield from (case for case in cases if not names or any(part in case["name"] for part in names))


def main() -> None:
    warm()
    plain_attributes()
    gc.collect()
    gc.freeze()  # so that no child copies all there is to look for garbage in it
    names = sys.argv[1:]
    growing = names[:1] == ["--grow"]
    for case in asked(names[growing:]):
        print(growth(case) if growing else json.dumps(run(case)), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
