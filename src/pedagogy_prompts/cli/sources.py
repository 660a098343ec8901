"""What a call of the command line reads and writes, and how it ends when something is wrong."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..base.errors import PedagogyError
from ..reports.errors import CompositionError
from ..reports.report import Report
from .reading import Reading

if TYPE_CHECKING:
    from ..presets.preset import Preset

USUAL = Reading()
"""Nothing is said of how presets are read."""

_COLOURS = {"error: ": "red", "warning: ": "yellow", "info: ": "blue"}


class Sources:
    """The presets of one call, and their texts for excerpts."""

    def __init__(self, reading: Reading = USUAL) -> None:
        self.reading = reading
        self.texts: dict[str, str] = {}

    def read_all(self, names: Iterable[str]) -> Iterator[tuple[str, Preset | None, Report]]:
        """Each preset with what is wrong with reading it. A name that is no file may be a shipped preset's."""
        from ..presets.loading import read_presets
        from ..presets.shipped import shipped_presets

        names, how = list(names), self.reading
        ours = {name for name in names if name in shipped_presets() and not Path(name).exists()}
        named = [name for name in names if name not in ours]
        files = read_presets(named, layers=how.layer_of, roots=how.root_of, packs=how.packs)
        for name in names:
            preset, report = how.shipped(name) if name in ours else next(files)
            yield name, preset, report

    def say(self, report: Report, *, err: bool = False) -> None:
        """Print the findings, with excerpts, in colour on a terminal only."""
        from ..reports.formats.text import format_text

        for finding in report:
            for place in finding.places[:1]:
                if place.source and place.source not in self.texts:
                    self.texts[place.source] = text_of(place.source)
        stream = sys.stderr if err else sys.stdout
        text = format_text(report, texts=self.texts, paint=_painter(stream.isatty()))
        if text:
            click.echo(text, err=err)

    def exit_code(self, report: Report) -> int:
        if any(finding.args.get("unreadable") for finding in report.errors):
            return 2
        return 0 if report.ok else 1


def all_or_exit(names: Sequence[str], reading: Reading = USUAL) -> list[Preset]:
    """The presets of these names; where one cannot be read, say why and leave."""
    reading.hold(names)
    sources = Sources(reading)
    read = list(sources.read_all(names))
    found = [preset for _, preset, _ in read if preset is not None]
    if len(found) < len(read):
        report = Report.joined(one for _, _, one in read)
        sources.say(report, err=True)
        sys.exit(sources.exit_code(report))
    return found


def text_of(source: str, *, exactly: bool = False) -> str:
    """The text of a file, or nothing where there is none; `exactly` keeps its line ends and its byte order mark."""
    path = Path(source)
    try:
        if not path.is_file():  # to read a pipe or a device might never end
            return ""
        text = path.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return ""
    return text if exactly else re.sub("\r\n?", "\n", text.removeprefix("\ufeff"))


def files_of(path: str) -> list[str]:
    if not path:
        raise click.UsageError("One of the names is empty. Name a preset or a directory; `.` is this one.")
    if not Path(path).is_dir():
        return [path]
    found = sorted(str(file) for file in Path(path).rglob("*") if file.suffix.lower() in (".yaml", ".yml"))
    return found or [path]


def write(text: str, out: Path | None) -> None:
    if out is None:
        click.echo(text)
        return
    try:
        out.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise click.UsageError(f"{out} cannot be written: {error.strerror}.") from error


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
def usage_errors() -> Iterator[None]:
    """Our own errors without a traceback: findings and exit 1, or a usage error and exit 2."""
    try:
        yield
    except CompositionError as error:
        Sources().say(error.report, err=True)
        sys.exit(1)
    except PedagogyError as error:
        raise click.UsageError(str(error)) from error
