"""`check`: what is wrong with presets, and what would mend it."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..base.version import __version__
from ..reports.errors import CompositionError
from ..reports.report import Report
from . import completion
from .editing import editable_of, mend
from .files import files_of, text_of
from .profiles import as_json, held_to
from .reading import Reading, with_reading
from .sources import Sources, summary
from .stored import is_stored
from .terminal import progress, say, say_json

if TYPE_CHECKING:
    from .editing import Mended


from .group import main


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PRESET...", shell_complete=completion.presets)
@click.option("--stack", is_flag=True, help="Check them as one stack, not each by itself.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "sarif", "github"]), default="text", show_default=True
)
@click.option("--strict", is_flag=True, help="Exit 1 on warnings too.")
@click.option("--gaps", is_flag=True, help="Also say what nothing is said about, and what leaves little room.")
@click.option(
    "--profile",
    "profiles",
    multiple=True,
    metavar="PROFILE",
    shell_complete=completion.profiles,
    help="Also ask whether they keep this profile: a file, or a shipped one by name; may be given several times. PRESET"
    " may then be a stored instruction (.json) too.",
)
@click.option("--fix", is_flag=True, help="Apply the safe fixes to the files.")
@click.option("--diff", is_flag=True, help="With --fix: show the changes instead of making them.")
@click.option(
    "--editable",
    multiple=True,
    metavar="PRESET",
    shell_complete=completion.presets,
    help="Offer and apply fixes in this file only; may be given several times. Without it: in every file named.",
)
@with_reading
def check(
    paths: Sequence[str],
    reading: Reading,
    stack: bool,
    form: str,
    strict: bool,
    gaps: bool,
    profiles: Sequence[str],
    fix: bool,
    diff: bool,
    editable: Sequence[str],
) -> None:
    """Print everything that is wrong or worth knowing about presets.

    A directory stands for the .yaml and .yml files below it.
    """
    if diff and not fix:
        raise click.UsageError("--diff shows what --fix would change: give both.")
    below = {path: files_of(path, reading.root) for path in paths}
    named = [name for found in below.values() for name in found]
    files = [name for name in named if not (profiles and is_stored(name))]
    reading.hold(files)
    reading = reading.below({name: path for path, found in below.items() if found != [path] for name in found})
    mine = editable_of(editable, files)
    texts: Mapping[str, str] = {}
    if fix:
        mended = mend(files, mine, reading, stack=stack)
        _tell(mended, diff=diff, err=form != "text")  # what is no text stays alone on standard output
        texts = mended.after if diff else {}
    sources = Sources(reading, texts, named=files)
    pairs = _checked(files, mine, reading, stack=stack, gaps=gaps, texts=texts)
    checked = Report.joined(one for _, one in pairs)
    told = held_to(profiles, named, reading, stack=stack, texts=texts) if profiles else []
    pairs += [(name, one.report) for name, one in told]
    report = Report.joined(one for _, one in pairs)
    match form:
        case "json":
            from ..reports.formats.json import format_json

            say_json(as_json(report, told) if profiles else format_json(report))
        case "sarif":
            from ..reports.codes import rule_pages
            from ..reports.formats.sarif import format_sarif

            known = {name: text for name in files if (text := sources.texts.get(name) or text_of(name))}
            say_json(format_sarif(pairs, version=__version__, pages=rule_pages(), texts=known, root=str(Path.cwd())))
        case "github":
            from ..reports.formats.github import format_github

            if text := format_github(pairs):
                say(text)
        case _:
            sources.say(checked)
            for name, one in told:
                say(f"{name}: {one}")
            say(summary(report, len(named)))
    code = sources.exit_code(report, paths)
    sys.exit(code or (1 if strict and report.warnings else 0))


def _tell(mended: Mended, *, diff: bool, err: bool) -> None:
    """Show what the fixes change, or make the changes and say so."""
    if not diff:
        for name in mended.after:
            say(mended.save(name), err=err)
    elif mended.after:
        say(mended.diff().rstrip("\n"), err=err)


def _checked(
    files: Sequence[str],
    editable: set[str],
    reading: Reading,
    *,
    stack: bool,
    gaps: bool,
    texts: Mapping[str, str],
) -> list[tuple[str, Report]]:
    """Each file with its report; with `stack` one report for all of them. `texts` stand in for what files hold."""
    from ..checking.batch import over

    job = partial(_checked_here, editable=editable, reading=reading, stack=stack, gaps=gaps, texts=texts)
    if stack:
        return job(files)
    with progress(len(files)) as done:
        return over(files, job, done=done)


def _checked_here(
    files: Sequence[str],
    editable: set[str],
    reading: Reading,
    *,
    stack: bool,
    gaps: bool,
    texts: Mapping[str, str],
) -> list[tuple[str, Report]]:
    from ..checking.check import check

    check_ = partial(check, editable=editable, packs=reading.packs)
    read = list(Sources(reading, texts).read_all(files))
    readable = [preset for _, preset, _ in read if preset is not None]
    pairs = [(name, report) for name, _, report in read if report.findings]
    if not stack:
        pairs += [(name, check_(preset)) for name, preset, _ in read if preset is not None]
    elif len(readable) == len(read):
        pairs.append((files[-1], check_(*readable)))
    if gaps:
        from ..views.table.build import gaps as gaps_

        stacks = [tuple(readable)] if stack else [(preset,) for preset in readable]
        for one in stacks:
            with suppress(CompositionError):  # what is wrong with it has been said already
                pairs += [(one[-1].source or "", Report.of(gaps_(*one, packs=reading.packs)))] if one else []
    return pairs
