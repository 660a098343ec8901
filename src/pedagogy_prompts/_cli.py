"""The command line: `pedagogy-prompts`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import __version__
from ._errors import CompositionError, PedagogyError
from ._report import Report

if TYPE_CHECKING:
    from ._preset import Preset
    from .tokens import TokenCount

_COLOURS = {"error: ": "red", "warning: ": "yellow", "info: ": "blue"}


class _Commands(click.Group):
    """Commands in the order in which they are met, not the alphabet's."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.commands)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="pedagogy-prompts")
def main() -> None:
    """System instructions for tutors, written from checked pedagogy."""


@main.command()
@click.argument("presets", nargs=-1, required=True, metavar="PRESET...")
@click.option("--budget", type=click.IntRange(min=1), help="How many tokens the text may take.")
@click.option("--model", help="Whose tokens are counted.")
@click.option("--style", type=click.Choice(["markdown", "xml"]), default="markdown", show_default=True)
@click.option(
    "--to", "target", metavar="TARGET", help="Print the payload for this client instead (see `list targets`)."
)
@click.option("--out", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Write to this file.")
def compose(
    presets: Sequence[str], budget: int | None, model: str | None, style: Any, target: str | None, out: Path | None
) -> None:
    """Print the system instruction of one preset, or of several stacked by layer.

    PRESET is a file, or the name of a shipped preset. Findings go to standard error.
    """
    from ._compose import compose as compose_

    sources = _Sources()
    loaded = [sources.read(name) for name in presets]
    found = [preset for preset in loaded if preset is not None]
    if len(found) < len(loaded):
        sources.say(sources.report, err=True)
        sys.exit(sources.exit_code(sources.report))
    with _usage_errors():
        try:
            instruction = compose_(*found, model=model, budget=budget, style=style)
        except CompositionError as error:
            sources.say(error.report, err=True)
            sys.exit(1)
        payload = instruction.to(target) if target else None
    sources.say(instruction.report, err=True)
    text = instruction.text if payload is None else json.dumps(payload, ensure_ascii=False, indent=2)
    if out is None:
        click.echo(text)
    else:
        try:
            out.write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            raise click.UsageError(f"{out} cannot be written: {error.strerror}.") from error


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PRESET...")
@click.option("--stack", is_flag=True, help="Check them as one stack, not each by itself.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--strict", is_flag=True, help="Exit 1 on warnings too.")
def check(paths: Sequence[str], stack: bool, form: str, strict: bool) -> None:
    """Print everything that is wrong or worth knowing about presets.

    A directory stands for the *.yaml files below it.
    """
    from ._check import check as check_

    sources = _Sources()
    presets = [sources.read(name) for path in paths for name in _files(path)]
    report = sources.report
    readable = [preset for preset in presets if preset is not None]
    if stack and len(readable) == len(presets):
        report += check_(*readable)
    elif not stack:
        for preset in readable:
            report += check_(preset)
    if form == "json":
        click.echo(json.dumps(report.to_dict(), ensure_ascii=False, indent=2))
    else:
        sources.say(report)
        click.echo(_summary(report, len(presets)))
    code = sources.exit_code(report)
    sys.exit(code or (1 if strict and report.warnings else 0))


@main.command()
@click.argument("name")
def explain(name: str) -> None:
    """Say what an attribute or a finding's code means."""
    from ._explain import explain as explain_

    with _usage_errors():
        click.echo(explain_(name).text)


@main.command(name="list")
@click.argument("what", type=click.Choice(["attributes", "presets", "rules", "models", "targets"]))
def list_(what: str) -> None:
    """List what there is."""
    from ._explain import listing

    for line in listing(what):
        click.echo(line)


@main.command()
@click.argument("file", metavar="FILE|-")
@click.option("--model", help="Count for this model.")
@click.option("--encoding", help="Count in this encoding.")
@click.option("--like", help="Count as for this known model.")
def tokens(file: str, model: str | None, encoding: str | None, like: str | None) -> None:
    """Count the tokens of a text: exactly for OpenAI's encodings, with a stated range for others."""
    from .tokens import count_tokens

    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise click.UsageError(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{file} is not UTF-8: byte {error.start} is not text. Save it as UTF-8.") from error
    with _usage_errors():
        click.echo(_count(count_tokens(text, model=model, encoding=encoding, like=like)))


def _count(count: TokenCount) -> str:
    return f"{count}  ({count.basis})"


class _Sources:
    """The presets of one call, their texts for excerpts, and what was wrong with reading them."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.report = Report()

    def read(self, name: str) -> Preset | None:
        from ._load import read_preset
        from .presets import shipped_presets

        preset, report = read_preset(name, shipped=not Path(name).exists() and name in shipped_presets())
        self.report += report
        return preset

    def say(self, report: Report, *, err: bool = False) -> None:
        """Print the findings, with excerpts, in colour on a terminal only."""
        from .formats.text import format_text

        for finding in report:
            for place in finding.places[:1]:
                if place.source and place.source not in self.texts:
                    self.texts[place.source] = _text(place.source)
        stream = sys.stderr if err else sys.stdout
        text = format_text(report, texts=self.texts, paint=_painter(stream.isatty()))
        if text:
            click.echo(text, err=err)

    def exit_code(self, report: Report) -> int:
        if any(finding.args.get("unreadable") for finding in report.errors):
            return 2
        return 0 if report.ok else 1


def _text(source: str) -> str:
    try:
        return Path(source).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ""


def _files(path: str) -> list[str]:
    if not Path(path).is_dir():
        return [path]
    found = sorted(str(file) for file in Path(path).rglob("*.yaml"))
    return found or [path]


def _painter(colour: bool) -> Callable[[str, str], str]:
    def paint(text: str, kind: str) -> str:
        if not colour:
            return text
        return click.style(text, fg=_COLOURS.get(text), bold=text in _COLOURS, dim=kind == "code")

    return paint


def _summary(report: Report, files: int) -> str:
    counts = [
        f"{len(found)} {name}{'' if len(found) == 1 else 's'}"
        for name, found in (("error", report.errors), ("warning", report.warnings), ("info", report.infos))
        if found
    ]
    presets = f"{files} preset{'' if files == 1 else 's'}"
    return f"{presets}: {', '.join(counts) if counts else 'nothing found'}"


@contextmanager
def _usage_errors() -> Iterator[None]:
    """Our own errors as usage errors: a message and exit 2, no traceback."""
    try:
        yield
    except PedagogyError as error:
        raise click.UsageError(str(error)) from error
