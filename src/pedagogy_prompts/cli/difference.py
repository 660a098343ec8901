"""`diff`: what has changed from old to new, of one preset or of a folder of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..base.errors import PedagogyError
from . import completion
from .group import main
from .reading import Reading, with_reading
from .sources import all_or_exit, usage_errors
from .terminal import say

if TYPE_CHECKING:
    from ..instructions.instruction import SystemInstruction
    from ..presets.preset import Preset

_PRESETS = (".yaml", ".yml")
_STORED = ".json"


@main.command()
@click.argument("old", metavar="OLD", shell_complete=completion.presets)
@click.argument("new", metavar="NEW", shell_complete=completion.presets)
@with_reading
def diff(old: str, new: str, reading: Reading) -> None:
    """Print the change of behaviour from one preset to another; not the change of text.

    Each is a preset, a stored instruction (.json), or a folder of them. In two folders those of one name are compared,
    and of a stored instruction it is told too whether its preset, composed alone, would give another text today.
    """
    if Path(old).is_dir() != Path(new).is_dir():
        raise click.UsageError("Compare two files, or two folders.")
    if not Path(old).is_dir():
        say(_difference(old, new, reading))
        return
    before, after = (_named(Path(folder)) for folder in (old, new))
    told = {name: _fate(before.get(name), after.get(name), reading) for name in sorted({*before, *after})}
    for name, lines in told.items():
        if lines:
            say(f"{name}:\n" + "\n".join(f"  {line}" for line in lines))
    changed = sum(map(bool, told.values()))
    say(f"{len(told)} compared: {changed} changed, {len(told) - changed} as before")


def _named(folder: Path) -> Mapping[str, str]:
    """What there is to compare below a folder, by its path there without the ending."""
    from ..presets.shipped import SCHEMA_FILE

    found = [path for ending in (*_PRESETS, _STORED) for path in folder.rglob(f"*{ending}") if path.name != SCHEMA_FILE]
    return {path.relative_to(folder).with_suffix("").as_posix(): str(path) for path in found}


def _fate(old: str | None, new: str | None, reading: Reading) -> list[str]:
    """What has become of one name; nothing where all is as before."""
    if old is None:
        return ["It is new."]
    if new is None:
        return ["It is gone."]
    told = _difference(old, new, reading, "").splitlines()
    if _is_stored(old) and not _is_stored(new):
        from ..composing.stale import is_stale

        with usage_errors():
            if is_stale(_stored(old), *all_or_exit([new], reading), packs=reading.packs):
                told = [*(told or ["What the tutor does is the same."]), "Its text would be another today."]
    return told


def _difference(old: str, new: str, reading: Reading, same: str | None = None) -> str:
    from ..views.diff import diff as diff_

    named = [name for name in (old, new) if not _is_stored(name)]
    presets = iter(all_or_exit(named, reading))
    sides: list[Preset | SystemInstruction] = [
        _stored(name) if _is_stored(name) else next(presets) for name in (old, new)
    ]
    with usage_errors():
        found = diff_(*sides, packs=reading.packs)
    return same if same is not None and not found else str(found)


def _is_stored(name: str) -> bool:
    return name.endswith(_STORED)


def _stored(name: str) -> SystemInstruction:
    from ..instructions.instruction import SystemInstruction

    try:
        return SystemInstruction.from_json(Path(name).read_text("utf-8"))
    except OSError as error:
        raise click.UsageError(f"{name} cannot be read: {error.strerror}.") from error
    except (PedagogyError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{name} holds no stored instruction: {error}") from error
