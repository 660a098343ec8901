"""What a call of the command line changes in the files it was given, and how it tells."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..base.errors import PedagogyError
from ..base.writing import ChangedMeanwhileError, replace
from ..reports.report import Report
from .files import files_of, text_of
from .reading import Reading
from .sources import Sources

if TYPE_CHECKING:
    from ..presets.preset import Preset
    from ..presets.settling import Made


@dataclass(frozen=True, slots=True)
class Mended:
    """What the safe fixes make of some files: the texts before and after, and each change told in order."""

    before: Mapping[str, str]
    after: Mapping[str, str]
    """Only of files that change."""
    told: Mapping[str, Sequence[str]]

    def save(self, name: str) -> str:
        """Write the changes into a file, if it still holds what was checked; what they are, line by line."""
        try:
            replace(Path(name), self.after[name], known=self.before[name])
        except ChangedMeanwhileError as error:
            raise click.ClickException(
                f"{name} was changed by someone else while it was checked. It was left as it is now: check it again."
            ) from error
        except OSError as error:
            raise click.UsageError(f"{name} cannot be written: {error.strerror}. It was left as it was.") from error
        return "\n".join(self.told[name])

    def diff(self) -> str:
        """All changes as a unified diff."""
        import difflib

        lines: list[str] = []
        for name, text in self.after.items():
            lines += difflib.unified_diff(self.before[name].splitlines(True), text.splitlines(True), name, name)
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _first_names(files: Sequence[str]) -> dict[str, str]:
    """Each file by where it really is, under the first name it goes by."""
    return dict(reversed({os.path.realpath(file): file for file in reversed(files)}.items()))


def editable_of(named: Iterable[str], files: Sequence[str]) -> set[str]:
    """The files that fixes may change: those named so, or else all that are files."""
    alike = _first_names(files)
    wanted = [file for name in named for file in files_of(name)]
    for name in wanted:
        if os.path.realpath(name) not in alike:
            raise click.UsageError(f"--editable names {name}, which is not checked here. Name it as a PRESET too.")
    return {alike[os.path.realpath(name)] for name in wanted} or {name for name in files if Path(name).exists()}


def mend(files: Sequence[str], editable: set[str], reading: Reading, *, stack: bool) -> Mended:
    """What the safe fixes make of the files; nothing is written yet."""
    from ..checking.removals import together
    from ..presets.settling import settle

    # A file under two names is written once: the second time it would no longer hold what was checked.
    before = {name: text for name in _first_names(files).values() if (text := text_of(name, exactly=True))}
    made: list[Made] = []
    work = _Work(editable, reading)
    if stack:
        shipped = [preset for _, preset, _ in Sources(reading).read_all(name for name in files if name not in before)]
        settled = [settle(before, lambda texts: work.stacked(texts, shipped), made.append, together)]
    else:  # each by itself, so that one is not checked again for another
        settled = [settle({name: text}, work.each, made.append, together) for name, text in before.items()]
    changed = {name: text for one in settled for name, text in one.texts.items() if text != before[name]}
    more = {name for one in settled if one.more for name in one.texts}
    told = {
        name: [
            *(_line_of(one) for one in made if one.source == name),
            *([f"{name}: More may be fixed. Run this again."] if name in more else []),
            *work.behaviour(name, before[name], text),
        ]
        for name, text in changed.items()
    }
    return Mended(before, changed, told)


@dataclass(frozen=True, slots=True)
class _Work:
    editable: set[str]
    reading: Reading

    def presets(self, texts: Mapping[str, str]) -> list[tuple[str, Preset | None]]:
        return [(name, preset) for name, preset, _ in Sources(self.reading, texts).read_all(texts)]

    def check(self, *presets: Preset) -> Report:
        from ..checking.check import check

        return check(*presets, editable=self.editable, packs=self.reading.packs)

    def each(self, texts: Mapping[str, str]) -> Iterator[tuple[str, Report]]:
        return ((name, self.check(preset)) for name, preset in self.presets(texts) if preset is not None)

    def stacked(self, texts: Mapping[str, str], shipped: Sequence[Preset | None]) -> Iterator[tuple[str, Report]]:
        every = [*shipped, *(preset for _, preset in self.presets(texts))]
        readable = [preset for preset in every if preset is not None]
        if len(readable) == len(every):  # what a missing one says may be what a finding rests on
            report = self.check(*readable)
            yield from ((name, report) for name in texts)

    def behaviour(self, name: str, before: str, after: str) -> list[str]:
        """What a tutor does otherwise with the changed preset, taken by itself."""
        from ..views.diff import diff

        old, new = (self.presets({name: text})[0][1] for text in (before, after))
        if old is None or new is None:
            return []
        try:
            return [f"  {line}" for line in str(diff(old, new, packs=self.reading.packs)).splitlines()]
        except PedagogyError:  # what is wrong with it is told by the check
            return []


def _line_of(made: Made) -> str:
    """A change in one line: where, what stood there, what stands there now, and what it was about."""
    return f"{made.source}:{made.line}: {made.was} -> {made.now}  ({made.finding.code} {made.finding.name})"
