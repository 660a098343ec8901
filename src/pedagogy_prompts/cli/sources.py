"""What a call of the command line reads and writes, and how it ends when something is wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..base.errors import PedagogyError
from ..reports.errors import CompositionError
from ..reports.report import Report
from . import files
from .reading import Reading
from .terminal import coloured, say, say_json

if TYPE_CHECKING:
    from ..presets.preset import Preset

USUAL = Reading()
"""Nothing is said of how presets are read."""

_COLOURS = {"error: ": "red", "warning: ": "yellow", "info: ": "blue"}


class Sources:
    """The presets of one call, and their texts for excerpts; `texts` stand in for what the files of a name hold.

    Excerpts are of what a call reads: of the presets it names, and of what these extend.
    """

    def __init__(
        self, reading: Reading = USUAL, texts: Mapping[str, str] | None = None, *, named: Iterable[str] = ()
    ) -> None:
        self.reading = reading
        self._named = frozenset(named)
        self._instead = texts or {}
        self.texts = {name: files.plain(text) for name, text in self._instead.items()}

    def read_all(self, names: Iterable[str]) -> Iterator[tuple[str, Preset | None, Report]]:
        """Each preset with what is wrong with reading it. A name that is no file may be a shipped preset's."""
        from ..presets.loading import read_presets
        from ..presets.shipped import shipped_presets

        names, how = list(names), self.reading
        ours = {name for name in names if name in shipped_presets() and not Path(name).exists()}
        named = [name for name in names if name not in ours and name not in self._instead]
        read = read_presets(named, layers=how.layer_of, roots=how.root_of, packs=how.packs)
        for name in names:
            if name in self._instead:
                preset, report = how.text(self._instead[name], name)
            else:
                preset, report = how.shipped(name) if name in ours else next(read)
            yield name, preset, report

    def say(self, report: Report, *, err: bool = False) -> None:
        """Print the findings, with excerpts, in colour on a terminal only."""
        from ..reports.formats.text import format_text

        for finding in report:
            for place in finding.places[:1]:
                if place.source and place.source not in self.texts:
                    self.texts[place.source] = self._text_of(place.source)
        paint = _painter(coloured(sys.stderr if err else sys.stdout))
        if text := format_text(report, texts=self.texts, paint=paint):
            say(text, err=err, painted=True)

    def _text_of(self, source: str) -> str:
        """What a call may show of a source: a link that nobody named is not followed out of the presets' folders."""
        from ..presets.reading.files import found_below, read_below, real
        from ..presets.shipped import shipped_presets, shipped_text

        if source in self._named and Path(source).exists():
            return files.text_of(source)
        if source in shipped_presets():
            return shipped_text(source)
        for root in {self.reading.root_of(name) or str(Path(name).parent) for name in self._named}:
            if (followed := found_below(real(root), source)) is not None:
                with suppress(OSError, ValueError):
                    if isinstance(raw := read_below(real(root), followed), bytes):
                        return files.plain(raw.decode())
        return ""

    def exit_code(self, report: Report, named: Collection[str]) -> int:
        """2 where something `named` in the call cannot be read, 1 for other errors."""
        unread = [finding for finding in report.errors if finding.args.get("unreadable")]
        if any(place.source in named for finding in unread for place in finding.places):
            return 2
        return 0 if report.ok else 1


def all_or_exit(names: Sequence[str], reading: Reading = USUAL) -> list[Preset]:
    """The presets of these names; where one cannot be read, say why and leave."""
    reading.hold(names)
    sources = Sources(reading, named=names)
    read = list(sources.read_all(names))
    found = [preset for _, preset, _ in read if preset is not None]
    if len(found) < len(read):
        report = Report.joined(one for _, _, one in read)
        sources.say(report, err=True)
        sys.exit(sources.exit_code(report, names))
    return found


def write(text: str, out: Path | None, *, json: bool = False) -> None:
    """Write a result to the file, or print it; a result that is JSON stays so in any encoding."""
    if out is not None:
        try:
            files.write(text + "\n", out)
        except OSError as error:
            raise click.UsageError(f"{out} cannot be written: {error.strerror}.") from error
    elif json:
        say_json(text)
    elif not say(text):
        say(
            f"The output is written in {sys.stdout.encoding}, which lacks some characters of this text; they stand as"
            " escapes. `--out FILE` writes a file in UTF-8 that has all of them.",
            err=True,
        )


def _painter(colour: bool) -> Callable[[str, str], str]:
    def paint(text: str, kind: str) -> str:
        if not colour:
            return text
        return click.style(text, fg=_COLOURS.get(text), bold=text in _COLOURS, dim=kind == "code")

    return paint


def summary(report: Report, files: int) -> str:
    counts = [
        f"{len(found)} {name}{'' if len(found) == 1 else 's'}"
        for name, found in (("error", report.errors), ("warning", report.warnings), ("info", report.infos))
        if found
    ]
    presets = f"{files} preset{'' if files == 1 else 's'}"
    return f"{presets}: {', '.join(counts) if counts else 'nothing found'}"


@contextmanager
def usage_errors(names: Iterable[str] = (), reading: Reading = USUAL) -> Iterator[None]:
    """Our own errors about these presets without a traceback: findings and exit 1, or a usage error and exit 2."""
    try:
        yield
    except CompositionError as error:
        Sources(reading, named=names).say(error.report, err=True)
        sys.exit(1)
    except PedagogyError as error:
        raise click.UsageError(str(error)) from error
