"""Sentences of findings: each has a key in a table, and what fills it, so that an app can say it in its own words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

from ..base.errors import ArgumentError, PedagogyError
from ..base.inline import shown
from ..norms.spelling import did_you_mean

SHELVES = ("reports", "presets/reading", "checking", "checking/rules", "composing", "views/table", "views/profile")
"""The folders that have a table, `messages.en.toml`: a sentence for each key."""

_HOLE = re.compile("\\{(\\w+)(?::([,.'\u2019\u00a0\u202f]))?\\}")
"""What is filled in; behind a colon what sets off the thousands of a number."""

Forms = Callable[[str], str | None]
"""A sentence with holes by its key; None where there is none."""


class Sentence(str):
    """A sentence that was filled: the text itself, with the `key` of its form and the `args` that fill it."""

    key: str
    form: str
    args: Mapping[str, Any]

    def __new__(cls, key: str, form: str, args: Mapping[str, Any]) -> Sentence:
        found = super().__new__(cls, _filled(form, args))
        found.key, found.form, found.args = key, form, args
        return found

    def __getnewargs__(self) -> tuple[str, str, Mapping[str, Any]]:  # type: ignore[override]
        return self.key, self.form, dict(self.args)

    def told(self, forms: Forms, instead: str | None = None) -> Sentence:
        """The same in other words, and so what fills it; in the form `instead`, if there is one."""
        args = {name: told(value, forms) for name, value in self.args.items()}
        return Sentence(self.key, instead or forms(self.key) or self.form, args)

    def changed(self, change: Callable[[Any], Any]) -> str:
        """The text with each text in it changed; a sentence where that comes to the same as to change what fills it."""
        text = str(change(str(self)))
        found = Sentence(self.key, self.form, {name: _changed(value, change) for name, value in self.args.items()})
        return found if found == text else text

    def to_dict(self) -> dict[str, Any]:
        """Its key and what fills it, as plain data; a sentence within it likewise."""
        return {"key": self.key, "args": {name: _plain(value) for name, value in self.args.items()}}


class Sentences:
    """The sentences of one shelf, by their keys."""

    def __init__(self, shelf: str) -> None:
        assert shelf in SHELVES
        self._shelf = shelf

    def __call__(self, key: str, /, **args: Any) -> Sentence:
        return Sentence(key, table_of(self._shelf)[key], args)


def told(value: Any, forms: Forms) -> Any:
    """A value in other words, where it is a sentence or a list of them."""
    if isinstance(value, Sentence):
        return value.told(forms)
    return [told(part, forms) for part in value] if isinstance(value, list | tuple) else value


_LOCALE = re.compile(r"[\w-]{2,35}", re.ASCII)
"""What may name a language: as many characters as tags of languages take (RFC 5646, section 4.4.1)."""


@lru_cache(maxsize=256)
def table_of(shelf: str, locale: str = "en") -> Mapping[str, str]:
    """The sentences of a shelf in a language; `PED405.learner` is `learner` under `[PED405]`."""
    if not _LOCALE.fullmatch(locale):
        return {}
    home = resources.files(__package__.partition(".")[0]).joinpath(f"{shelf}/messages.{locale}.toml")
    return dict(_flat(tomllib.loads(home.read_text("utf-8")))) if home.is_file() else {}


def forms_of(messages: Mapping[str, str], locale: str, codes: Collection[str]) -> Forms:
    """The sentences that `messages` have for a key, or a language. Raises `PedagogyError` for what cannot be said."""
    own = finding_messages(locale)
    _hold(messages, finding_messages(), codes)
    return lambda key: messages.get(key) or own.get(key)


def _hold(messages: Mapping[str, str], known: Mapping[str, str], codes: Collection[str]) -> None:
    """Raise where an app's sentences would never be said, or with a hole that nothing fills."""
    if not isinstance(messages, Mapping):
        raise ArgumentError(f"`messages` are sentences by key, as finding_messages() has them, not {shown(messages)}.")
    for key, form in messages.items():
        if key not in known and key not in codes:
            raise PedagogyError(f"No finding has the key or code {shown(key)}.{did_you_mean(key, [*known, *codes])}")
        if not isinstance(form, str):
            raise ArgumentError(f"The sentence of {key} is a text, not {shown(form)}.")
        theirs = [one for name, one in known.items() if name == key or (key in codes and name.startswith(f"{key}."))]
        holes = {hole[1] for one in theirs or known.values() for hole in _HOLE.finditer(one)}
        for hole in _HOLE.finditer(form):
            if hole[1] not in holes:
                near = did_you_mean(hole[1], holes)
                takes = f" It has {', '.join(sorted(holes))}." if theirs else ""
                raise PedagogyError(f"Nothing fills {{{hole[1]}}} in the sentence of {key}.{near}{takes}")


def _flat(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for name, part in table.items():
        if isinstance(part, str):
            yield above + name, part
        else:
            yield from _flat(part, f"{above}{name}.")


def finding_messages(locale: str = "en") -> dict[str, str]:
    """Every sentence of a finding in a language, by key, with holes for what fills it: what a translation begins with.

    A key is a code, with what tells its sentences apart (`PED405.learner`); or what is told (`clash.bounds`); one that
    begins with `parts` fills a sentence. `{limit:,}` is a number whose thousands are set off by the sign behind the
    colon. Hand what you change to `report.told(messages=...)`, where a code stands for all its sentences. Raises
    `PedagogyError` for a language that the library has no sentences in.
    """
    if not isinstance(locale, str):
        raise ArgumentError(f"A locale is a text such as 'en', not {shown(locale)}.")
    found = {key: form for shelf in SHELVES for key, form in table_of(shelf, locale).items()}
    if not found:
        raise PedagogyError(
            f"There are no sentences of findings in {shown(locale)}. Translate those of finding_messages() and hand"
            " them to report.told(messages=...)."
        )
    return found


def _filled(form: str, args: Mapping[str, Any]) -> str:
    """A form with its holes filled as text: what fills one is never read as a form."""

    def put(hole: re.Match[str]) -> str:
        return _written(args[hole[1]], hole[2]) if hole[1] in args else hole[0]

    return _HOLE.sub(put, form)


def _written(value: Any, mark: str | None) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(_written(part, mark) for part in value)
    if mark and isinstance(value, int):
        return f"{value:,}".replace(",", mark)
    return str(value)


def _changed(value: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(value, Sentence):
        return value.changed(change)
    return [_changed(part, change) for part in value] if isinstance(value, list | tuple) else change(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Sentence):
        return value.to_dict()
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value
