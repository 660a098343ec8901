"""The command line: `pedagogy-prompts`."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from inspect import unwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import click

from ..base.version import __version__
from ..base.writing import create
from ..reports.errors import CompositionError
from ..reports.report import Report
from . import terminal
from .editing import editable_of, mend
from .files import files_of, text_of
from .reading import Reading, with_packs, with_reading
from .sources import Sources, all_or_exit, summary, usage_errors, write
from .terminal import progress, say, say_json

if TYPE_CHECKING:
    from ..presets.packs import Pack
    from ..tokens.counter import TokenCount
    from ..views.explain import Explanation
    from ..views.listing import Listing


Form = Literal["text", "markdown", "html"]

_format = click.option("--format", "form", type=click.Choice(get_args(Form)), default="text", show_default=True)
_out = click.option("--out", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Write to this file.")


class _Commands(click.Group):
    """Commands in the order in which they are met, not the alphabet's; whatever stops one is told in a sentence."""

    def main(self, *args: Any, standalone_mode: bool = True, **more: Any) -> Any:
        run = partial(super().main, *args, standalone_mode=False, **more)
        if not standalone_mode:
            return run()
        sys.exit(terminal.ended(run))

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.commands)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="pedagogy-prompts")
def main() -> None:
    """System instructions for tutors, written from checked pedagogy."""


@main.command()
@click.argument("presets", nargs=-1, required=True, metavar="PRESET...")
@click.option("--budget", type=click.IntRange(min=1), help="How many tokens the text may take.")
@click.option("--characters", type=click.IntRange(min=1), help="How many characters it may have, instead of --budget.")
@click.option("--model", help="Whose tokens are counted.")
@click.option("--like", metavar="MODEL", help="Count as for this known model; --model may then be a name of your own.")
@click.option("--style", type=click.Choice(["markdown", "xml"]), default="markdown", show_default=True)
@click.option(
    "--to", "target", metavar="TARGET", help="Print the payload for this client instead (see `list targets`)."
)
@_out
@click.option("--receipt", is_flag=True, help="Also say, on standard error, where the tokens go.")
@with_reading
def compose(
    presets: Sequence[str],
    reading: Reading,
    budget: int | None,
    characters: int | None,
    model: str | None,
    like: str | None,
    style: Any,
    target: str | None,
    out: Path | None,
    receipt: bool,
) -> None:
    """Print the system instruction of one preset, or of several stacked by layer.

    PRESET is a file, or the name of a shipped preset. Findings go to standard error.
    """
    from ..composing.compose import compose as compose_
    from ..presets.budget import Budget

    if budget is not None and characters is not None:
        raise click.UsageError("Say --budget or --characters, not both.")
    limit = budget if characters is None else Budget(characters=characters)
    found = all_or_exit(presets, reading)
    with usage_errors():
        instruction = compose_(*found, model=model, like=like, budget=limit, style=style, packs=reading.packs)
        payload = instruction.to(target) if target else None
    Sources().say(instruction.report, err=True)
    if receipt:
        say(str(instruction.receipt()), err=True)
    if payload is None or isinstance(payload, str):
        write(payload or instruction.text, out)
    else:
        write(json.dumps(payload, ensure_ascii=False, indent=2), out, json=True)


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PRESET...")
@click.option("--stack", is_flag=True, help="Check them as one stack, not each by itself.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "sarif", "github"]), default="text", show_default=True
)
@click.option("--strict", is_flag=True, help="Exit 1 on warnings too.")
@click.option("--gaps", is_flag=True, help="Also say what nothing is said about.")
@click.option("--fix", is_flag=True, help="Apply the safe fixes to the files.")
@click.option("--diff", is_flag=True, help="With --fix: show the changes instead of making them.")
@click.option(
    "--editable",
    multiple=True,
    metavar="PRESET",
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
    fix: bool,
    diff: bool,
    editable: Sequence[str],
) -> None:
    """Print everything that is wrong or worth knowing about presets.

    A directory stands for the .yaml and .yml files below it.
    """
    if diff and not fix:
        raise click.UsageError("--diff shows what --fix would change: give both.")
    below = {path: files_of(path) for path in paths}
    files = [name for found in below.values() for name in found]
    reading.hold(files)
    reading = reading.below({name: path for path, found in below.items() if found != [path] for name in found})
    mine = editable_of(editable, files)
    texts: Mapping[str, str] = {}
    if fix:
        mended = mend(files, mine, reading, stack=stack)
        tell = partial(say, err=form != "text")  # what is no text stays alone on standard output
        if diff:
            texts = mended.after
            if texts:
                tell(mended.diff().rstrip("\n"))
        else:
            for name in mended.after:
                tell(mended.save(name))
    sources = Sources(texts=texts)
    pairs = _checked(files, mine, reading, stack=stack, gaps=gaps, texts=texts)
    report = Report.joined(one for _, one in pairs)
    match form:
        case "json":
            from ..reports.formats.json import format_json

            say_json(format_json(report))
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
            sources.say(report)
            say(summary(report, len(files)))
    code = sources.exit_code(report, paths)
    sys.exit(code or (1 if strict and report.warnings else 0))


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


@main.command()
@click.argument("presets", nargs=-1, required=True, metavar="PRESET...")
@_format
@_out
@with_reading
def show(presets: Sequence[str], form: Form, out: Path | None, reading: Reading) -> None:
    """Show what the tutor will do: a decision table.

    Several presets are stacked by layer. PRESET is a file, or the name of a shipped preset.
    """
    from ..views.table.build import decision_table
    from ..views.table.html import table_html
    from ..views.table.markdown import table_markdown
    from ..views.table.table import table_text

    found = all_or_exit(presets, reading)
    with usage_errors():
        table = decision_table(*found, packs=reading.packs)
    write({"text": table_text, "markdown": table_markdown, "html": table_html}[form](table), out)


@main.command()
@click.argument("presets", nargs=-1, required=True, metavar="PRESET...")
@click.option("--format", "form", type=click.Choice([*get_args(Form), "json"]), default="text", show_default=True)
@_out
@with_reading
def card(presets: Sequence[str], form: str, out: Path | None, reading: Reading) -> None:
    """Print what a tutor does and does not do, on one page for parents and school leaders.

    Several presets are stacked by layer. PRESET is a file, or the name of a shipped preset.
    """
    from ..composing.compose import compose as compose_
    from ..views.card.card import tutor_card
    from ..views.card.forms import card_html, card_markdown, card_text

    found = all_or_exit(presets, reading)
    with usage_errors():
        made = tutor_card(compose_(*found, packs=reading.packs))
    if form == "json":
        write(json.dumps(made.to_dict(), ensure_ascii=False, indent=2), out, json=True)
    else:
        write({"text": card_text, "markdown": card_markdown, "html": card_html}[form](made), out)


@main.command(name="what-if")
@click.argument("words", nargs=-1, required=True, metavar="PRESET... NAME=VALUE...")
@with_reading
def what_if(words: Sequence[str], reading: Reading) -> None:
    """Say what holds in one dialogue state, and why: what-if lesson.yaml attempts=4 asks_for_answer=true."""
    from ..norms.notation import ConditionError
    from ..views.what_if import read_state
    from ..views.what_if import what_if as what_if_

    state = [word for word in words if "=" in word and not Path(word).exists()]
    presets = [word for word in words if word not in state]
    if not presets or not state:
        raise click.UsageError("Give a preset, and a state such as attempts=4.")
    found = all_or_exit(presets, reading)
    with usage_errors():
        try:
            say(str(what_if_(*found, state=read_state(state), packs=reading.packs)))
        except ConditionError as error:
            raise click.UsageError(str(error)) from error


@main.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@with_reading
def diff(old: str, new: str, reading: Reading) -> None:
    """Print the change of behaviour from one preset to another; not the change of text."""
    from ..views.diff import diff as diff_

    found = all_or_exit([old, new], reading)
    with usage_errors():
        say(str(diff_(*found, packs=reading.packs)))


@main.command()
@click.argument("name")
@_format
@_out
@with_packs
def explain(name: str, form: Form, out: Path | None, packs: Sequence[Pack]) -> None:
    """Say what an attribute, a finding's code or any other word of a preset means."""
    from ..views.explain import explain as explain_

    with usage_errors():
        explained = explain_(name, packs=packs)
    write(_written(explained, form), out)


@main.command(name="list")
@click.argument("what", type=click.Choice(["attributes", "presets", "rules", "models", "targets"]))
@_format
@_out
@with_packs
def list_(what: Any, form: Form, out: Path | None, packs: Sequence[Pack]) -> None:
    """List what there is."""
    from ..views.listing import listing

    write(_written(listing(what, packs=packs), form), out)


@main.command()
@click.argument("file", metavar="FILE|-")
@click.option("--model", help="Count for this model.")
@click.option("--encoding", help="Count in this encoding.")
@click.option("--like", help="Count as for this known model.")
def tokens(file: str, model: str | None, encoding: str | None, like: str | None) -> None:
    """Count the tokens of a text: exactly for OpenAI's encodings, with a stated range for others."""
    from ..tokens.counter import count_tokens

    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise click.UsageError(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{file} is not UTF-8: byte {error.start} is not text. Save it as UTF-8.") from error
    with usage_errors():
        say(_count(count_tokens(text, model=model, encoding=encoding, like=like)))


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--from", "base", metavar="PRESET", help="The shipped preset to start from (see `list presets`).")
def new(file: Path, base: str | None) -> None:
    """Write a first preset to FILE, with comments that say what to change."""
    from ..presets.shipped import shipped_presets, starter

    if base is not None and base not in shipped_presets():
        from ..norms.spelling import did_you_mean

        raise click.UsageError(f"There is no shipped preset '{base}'.{did_you_mean(base, shipped_presets())}")
    try:
        create(file, starter(base))
    except FileExistsError as error:
        raise click.UsageError(f"{file} is there already; it was left as it is. Name another file.") from error
    except OSError as error:
        raise click.UsageError(f"{file} cannot be written: {error.strerror}.") from error
    say(f"Wrote {file}. Next: pedagogy-prompts check {file}")


@main.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 is any that is free.")
def page(folder: Path, port: int) -> None:
    """Serve the page for teachers to this computer alone, for the presets in FOLDER."""
    try:
        from ..page.serving import serve
    except ModuleNotFoundError as error:
        message = f"The page needs {error.name}, which is not installed: pip install 'pedagogy-prompts[page]'"
        raise click.UsageError(message) from error
    try:
        serve(folder, port, lambda address: say(f"{address} shows the presets in {folder}. Stop it with Ctrl+C."))
    except OSError as error:
        raise click.UsageError(f"Port {port} cannot be used: {error.strerror}. Name another with --port.") from error


@main.command()
@with_packs
def schema(packs: Sequence[Pack]) -> None:
    """Print the JSON Schema of a preset, for editors that complete while you type."""
    from ..presets.schema import preset_schema

    say_json(json.dumps(preset_schema(packs=packs), ensure_ascii=False, indent=2))


def _written(view: Explanation | Listing, form: Form) -> str:
    match form:
        case "markdown":
            return view.markdown
        case "html":
            return view.html
        case "text":
            return view.text


def _count(count: TokenCount) -> str:
    return f"{count}  ({count.basis})"


if sys.flags.optimize > 1:  # Python has left out the docstrings, which say what the commands do
    from ..base.documented import docs_of

    for _command in (main, *main.commands.values()):
        if _command.callback is not None:
            _command.help = docs_of(unwrap(_command.callback))
