"""`diff`: what has changed from old to new, of one preset or of a folder of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import completion
from .files import PRESETS, below
from .group import main
from .reading import Reading, with_reading
from .sources import all_or_exit, usage_errors
from .stored import STORED, is_stored, stored
from .terminal import say

if TYPE_CHECKING:
    from ..instructions.instruction import SystemInstruction
    from ..presets.preset import Preset

    Side = Preset | SystemInstruction


@main.command()
@click.argument("old", metavar="OLD", shell_complete=completion.presets)
@click.argument("new", metavar="NEW", shell_complete=completion.presets)
@with_reading
def diff(old: str, new: str, reading: Reading) -> None:
    """Print the change of behaviour from one preset to another; not the change of text.

    Each is a preset, a stored instruction (.json), or a folder of them. In two folders those of one name are compared,
    and of a stored instruction it is told too whether its preset, composed alone, would give another text today. Where
    a new one cannot be composed, that is said, and the exit code is 1.
    """
    folders = [os.path.isdir(name) for name in (old, new)]  # noqa: PTH112  a link that leads in a circle makes Path raise
    if folders == [True, True]:
        ok = _folders(old, new, reading)
    else:
        sides = _read([name for name, folder in zip((old, new), folders, strict=True) if not folder], reading)
        if any(folders):
            raise click.UsageError("Compare two files, or two folders.")
        say(_difference(sides[0], sides[1], reading))
        wrong = _wrong(sides[-1], new, reading)
        ok = not wrong
        for line in wrong:
            say(line, err=True)
    sys.exit(0 if ok else 1)


def _folders(old: str, new: str, reading: Reading) -> bool:
    """Tell what has become of each name; whether all that are new can be composed."""
    files = [_named(folder) for folder in (old, new)]
    # All are read before anything is told, so that what is no preset is never new or gone.
    read = iter(_read([path for found in files for path in found.values()], reading))
    before, after = ({name: next(read) for name in found} for found in files)
    told: dict[str, list[str]] = {}
    ok = True
    for name in sorted({*before, *after}):
        wrong = _wrong(after[name], files[1][name], reading) if name in after else []
        told[name] = [*_fate(before.get(name), after.get(name), reading), *wrong]
        ok = ok and not wrong
    for name, lines in told.items():
        if lines:
            say(f"{name}:\n" + "\n".join(f"  {line}" for line in lines))
    changed = sum(map(bool, told.values()))
    say(f"{len(told)} compared: {changed} changed, {len(told) - changed} as before")
    return ok


def _named(folder: str) -> Mapping[str, str]:
    """What there is to compare below a folder, by its path there without the ending."""
    from ..presets.shipped import SCHEMA_FILE

    found: dict[str, str] = {}
    for path in below(folder, (*PRESETS, STORED)):
        if Path(path).name == SCHEMA_FILE:
            continue
        name = Path(path).relative_to(folder).with_suffix("").as_posix()
        if name in found:
            raise click.UsageError(
                f"{found[name]} and {path} both go by the name {name}, by which folders are compared. Move one of them"
                " away, or compare two files."
            )
        found[name] = path
    if not found:
        raise click.UsageError(f"In {folder} there is nothing to compare: no {', '.join(PRESETS)} or {STORED} file.")
    return found


def _fate(old: Side | None, new: Side | None, reading: Reading) -> list[str]:
    """What has become of one name; nothing where all is as before."""
    from ..instructions.instruction import SystemInstruction

    if old is None or new is None:
        return ["It is new." if old is None else "It is gone."]
    told = _difference(old, new, reading, "").splitlines()
    if isinstance(old, SystemInstruction) and not isinstance(new, SystemInstruction):
        from ..composing.stale import is_stale

        with usage_errors():
            if is_stale(old, new, packs=reading.packs):
                told = [*(told or ["What the tutor does is the same."]), "Its text would be another today."]
    return told


def _wrong(one: Side, name: str, reading: Reading) -> list[str]:
    """A line that says that a preset cannot be composed; none where it can."""
    from ..checking.check import check
    from ..instructions.instruction import SystemInstruction

    if isinstance(one, SystemInstruction):
        return []
    with usage_errors():
        errors = len(check(one, packs=reading.packs).errors)
    found = "an error" if errors == 1 else f"{errors} errors"
    return [f"It has {found} and cannot be composed: `check {name}` tells more."] if errors else []


def _difference(old: Side, new: Side, reading: Reading, same: str | None = None) -> str:
    from ..views.diff import diff as diff_

    with usage_errors():
        found = diff_(old, new, packs=reading.packs)
    return same if same is not None and not found else str(found)


def _read(names: Sequence[str], reading: Reading) -> list[Side]:
    presets = iter(all_or_exit([name for name in names if not is_stored(name)], reading))
    return [stored(name) if is_stored(name) else next(presets) for name in names]
