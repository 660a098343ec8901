"""The page itself: everything is there before any script runs, with what its first preset comes to."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Literal

from jinja2 import Environment, StrictUndefined, Template

from ...tokens.models import list_models
from .desk import START, Desk, start_text, starts
from .questions import questions

ASSETS = ("app.css", "app.js", "desk.js", "folder.js", "link.js", "worker.js")
"""The files the page loads, besides Python where a worker does the work."""

_OWN = (
    "default-src 'none'; script-src 'self'{scripts}; {workers}connect-src 'self'; style-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'"
)
POLICIES = {
    "worker": _OWN.format(scripts=" 'wasm-unsafe-eval'", workers="worker-src 'self' blob:; "),
    "server": _OWN.format(scripts="", workers=""),
}
"""What the page may load and send: its own files alone. By who does the work."""


def document(
    worked_by: Literal["worker", "server"] = "worker", *, assets: str = "", folder: str = "", files: Iterable[str] = ()
) -> str:
    """The HTML of the page. `assets` is where its files lie, seen from it; `folder` and `files` are a server's."""
    return _template().render(
        desk=worked_by,
        policy=POLICIES[worked_by],
        assets=assets,
        folder=folder,
        files=list(files),
        questions=questions(),
        asks={one.id: one.ask for one in questions()},
        starts=starts(),
        start=START,
        models=_models(),
        **_first(),
    )


def asset(name: str) -> bytes:
    """One of the page's files. Raises LookupError where it has none of this name."""
    if name not in ASSETS:
        raise LookupError(f"The page has no file '{name}'.")
    return resources.files(__package__).joinpath("assets", name).read_bytes()


@cache
def _first() -> dict[str, object]:
    """What the first preset comes to."""
    desk, text = Desk(), start_text(START)
    first = desk.run(text)
    counted = desk.count(first["text"])["said"]
    return {"first": first, "table": desk.table(text), "size": f"{len(first['text']):,} characters, {counted},"}


@cache
def _models() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for model in list_models():
        found.setdefault(model.provider, []).append(model.name)
    return found


@cache
def _template() -> Template:
    text = resources.files(__package__).joinpath("page.html.jinja").read_text("utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True).from_string(text)
