"""The commands that show what presets and words mean: tables, cards, states, changes, pages, lists."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from . import completion
from .reading import Reading, with_packs, with_reading
from .sources import all_or_exit, usage_errors, write
from .terminal import say

if TYPE_CHECKING:
    from ..presets.packs import Pack
    from ..views.explain import Explanation
    from ..views.listing import Listing


from .group import FORMAT, OUT, Form, main


@main.command()
@click.argument("presets", nargs=-1, required=True, metavar="PRESET...", shell_complete=completion.presets)
@FORMAT
@OUT
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
    with usage_errors(presets, reading):
        table = decision_table(*found, packs=reading.packs)
    write({"text": table_text, "markdown": table_markdown, "html": table_html}[form](table), out)


@main.command()
@click.argument("presets", nargs=-1, required=True, metavar="PRESET...", shell_complete=completion.presets)
@click.option("--format", "form", type=click.Choice([*get_args(Form), "json"]), default="text", show_default=True)
@OUT
@with_reading
def card(presets: Sequence[str], form: str, out: Path | None, reading: Reading) -> None:
    """Print what a tutor does and does not do, on one page for parents and school leaders.

    Several presets are stacked by layer. PRESET is a file, or the name of a shipped preset.
    """
    from ..composing.compose import compose as compose_
    from ..views.card.card import card_text, tutor_card
    from ..views.card.forms import card_html, card_markdown

    found = all_or_exit(presets, reading)
    with usage_errors(presets, reading):
        made = tutor_card(compose_(*found, packs=reading.packs))
    if form == "json":
        write(json.dumps(made.to_dict(), ensure_ascii=False, indent=2), out, json=True)
    else:
        write({"text": card_text, "markdown": card_markdown, "html": card_html}[form](made), out)


@main.command(name="what-if")
@click.argument("words", nargs=-1, required=True, metavar="PRESET... NAME=VALUE...", shell_complete=completion.presets)
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
    with usage_errors(presets, reading):
        try:
            say(str(what_if_(*found, state=read_state(state), packs=reading.packs)))
        except ConditionError as error:
            raise click.UsageError(str(error)) from error


@main.command()
@click.argument("presets", nargs=-1, required=True, metavar="PRESET...", shell_complete=completion.presets)
@click.option("--most", type=click.IntRange(min=1), default=20, show_default=True, help="Print at most so many.")
@OUT
@with_reading
def mutants(presets: Sequence[str], most: int, out: Path | None, reading: Reading) -> None:
    """Print small changes of the first preset that the tests of its tutor should notice, one line of JSON each.

    Each has the changed preset, and a state of the dialogue with what was required there and what is now. Several
    presets are stacked by layer; the others stay as they are.
    """
    from ..views.mutants import mutants as mutants_

    found = all_or_exit(presets, reading)
    with usage_errors(presets, reading):
        made = mutants_(*found, most=most, packs=reading.packs)
    if made:
        write("\n".join(json.dumps(one.to_dict(), ensure_ascii=False) for one in made), out, json=True)
    elif made.complete:
        say(f"No small change of {presets[0]} shows: none of its attributes has a say in any state.", err=True)
    if not made.complete:
        say(f"{presets[0]} is large: not every change was tried, so there may be more.", err=True)


@main.command()
@click.argument("name", shell_complete=completion.words)
@FORMAT
@OUT
@with_packs
def explain(name: str, form: Form, out: Path | None, packs: Sequence[Pack]) -> None:
    """Say what an attribute, a finding's code, a shipped preset or any other word of a preset means."""
    from ..views.explain import explain as explain_

    if Path(name).suffix in (".yaml", ".yml"):
        raise click.UsageError(f"{name} is a preset of your own. What it does: pedagogy-prompts show {name}")

    with usage_errors():
        explained = explain_(name, packs=packs)
    write(_written(explained, form), out)


@main.command(name="list")
@click.argument("what", type=click.Choice(["attributes", "presets", "rules", "models", "targets"]))
@FORMAT
@OUT
@with_packs
def list_(what: Any, form: Form, out: Path | None, packs: Sequence[Pack]) -> None:
    """List what there is."""
    from ..views.listing import listing

    write(_written(listing(what, packs=packs), form), out)


def _written(view: Explanation | Listing, form: Form) -> str:
    match form:
        case "markdown":
            return view.markdown
        case "html":
            return view.html
        case "text":
            return view.text
