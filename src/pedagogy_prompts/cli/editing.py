"""What a call of the command line changes in the files it was given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import click

from ..reports.report import Report
from .reading import Reading
from .sources import Sources, files_of, text_of


def editable_of(named: Iterable[str], files: Sequence[str]) -> set[str]:
    """The files that fixes may change: those named so, or else all that are files."""
    alike = {Path(file).resolve(): file for file in files}
    wanted = [file for name in named for file in files_of(name)]
    for name in wanted:
        if Path(name).resolve() not in alike:
            raise click.UsageError(f"--editable names {name}, which is not checked here. Name it as a PRESET too.")
    return {alike[Path(name).resolve()] for name in wanted} or {name for name in files if Path(name).exists()}


def mend(files: Sequence[str], editable: set[str], reading: Reading, *, stack: bool, show: bool) -> str:
    """Apply the safe fixes to the files; the changes as a unified diff."""
    import difflib

    from ..checking.check import check as check_
    from ..presets.editing import settle

    before = {name: text for name in files if (text := text_of(name, exactly=True))}
    shipped = [preset for _, preset, _ in Sources(reading).read_all(name for name in files if name not in before)]

    def reports(texts: Mapping[str, str]) -> Iterator[tuple[str, Report]]:
        presets = {name: reading.text(text, name) for name, text in texts.items()}
        if stack:
            every = [*shipped, *presets.values()]
            readable = [preset for preset in every if preset is not None]
            if len(readable) == len(every):  # what a missing one says may be what a finding rests on
                report = check_(*readable, editable=editable, packs=reading.packs)
                yield from ((name, report) for name in presets)
        else:
            for name, preset in presets.items():
                if preset is not None:
                    yield name, check_(preset, editable=editable, packs=reading.packs)

    after = settle(before, reports)
    told: list[str] = []
    for name, text in after.items():
        if text != before[name]:
            told += difflib.unified_diff(before[name].splitlines(True), text.splitlines(True), name, name)
            if not show:
                _save(Path(name), text)
    return "".join(told)


def _save(path: Path, text: str) -> None:
    try:
        path.write_bytes(text.encode())
    except OSError as error:
        raise click.UsageError(f"{path} cannot be written: {error.strerror}.") from error
