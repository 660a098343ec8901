"""A string with holes: `{{ name }}`, `{{ name | filter }}`, or what `language.py` knows beside."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from ..base.inline import shown
from .effort import BrokenStringError, Effort, Said, filtered, one_error
from .words import Words, words_for

if TYPE_CHECKING:
    from jinja2 import Template, nodes

    from .language import Language


@dataclass(frozen=True, slots=True)
class _Hole:
    """A name and the filters its value goes through, each with its arguments."""

    name: str
    form: str
    """How its value, a condition, is said: "until" as it follows that word, "closed" as when a rule holds until it."""
    filters: tuple[tuple[str, tuple[str, ...]], ...]


class Clause(str):
    """A condition as it follows "when"; `until` is the same as it follows "until".

    `closed` says, with its conjunction, when a rule holds that holds until the condition does.
    """

    __slots__ = ("closed", "until")

    def __new__(cls, when: str, until: str, closed: str) -> Clause:
        """All forms; the first is the text."""
        clause = super().__new__(cls, when)
        clause.until, clause.closed = until, closed
        return clause

    until: str
    closed: str


_TAG = re.compile(r"{{\s*(.*?)\s*}}", re.DOTALL)
_PLAIN = re.compile(r"""\w+(?:\.(?:until|closed))?(?:\s*\|\s*\w+(?:\((?:"[^"]*"|'[^']*')\))?)*""")
_FILTER = re.compile(r"""\|\s*(\w+)(?:\(["']([^)]*)["']\))?""")


def filled(source: str, value_of: Callable[[str], Any], locale: str, effort: Effort) -> str:
    """The string with its holes filled.

    `value_of` gives the value of a name, a text, a number or a list of them, and raises what it likes for an unknown
    one. Values are never read as templates. Raises `BrokenStringError` for a string that cannot be read or filled.
    """
    if "{" not in source:
        return source
    with one_error():
        if (parts := _parts(source)) is None:
            return _rendered(source, value_of, locale, effort)
        said = Said(effort)
        for part in parts:
            said.add(part if isinstance(part, str) else _text(_value(part, value_of, locale, effort), locale))
        return said.text()


def _value(hole: _Hole, value_of: Callable[[str], Any], locale: str, effort: Effort) -> Any:
    value, words = value_of(hole.name), words_for(locale)
    if hole.form:
        if not isinstance(value, Clause):
            raise BrokenStringError(f"{{{{ {hole.name}.{hole.form} }}}} is no condition")
        value = getattr(value, hole.form)
    for name, arguments in hole.filters:
        value = filtered(name, partial(_through, name, words), value, arguments, effort)
    return value


@lru_cache(maxsize=4096)
def names_in(source: str) -> frozenset[str]:
    """The names that the holes of a string ask for. Raises `BrokenStringError` for what cannot be read."""
    if (parts := _parts(source)) is not None:
        return frozenset(part.name for part in parts if isinstance(part, _Hole))
    from jinja2.meta import find_undeclared_variables

    return frozenset(find_undeclared_variables(_examined(source, "en")))  # the same in all locales


@lru_cache(maxsize=4096)
def _parts(source: str) -> tuple[str | _Hole, ...] | None:
    """The pieces of a string, or None where it holds more than holes, which takes longer to read."""
    if "{%" in source or "{#" in source:
        return None
    parts: list[str | _Hole] = []
    for n, piece in enumerate(_TAG.split(source)):
        if n % 2 == 0:
            parts.append(piece)
        elif not _PLAIN.fullmatch(piece):
            return None
        else:
            filters = tuple((match[1], () if match[2] is None else (match[2],)) for match in _FILTER.finditer(piece))
            if any(name not in _FILTERS for name, _ in filters):
                return None
            name, _, form = piece.partition("|")[0].strip().partition(".")
            parts.append(_Hole(name, form, filters))
    return tuple(parts)


def _through(name: str, words: Words, value: Any, *arguments: Any) -> Any:
    kind = {"number": int, "capitalize": str, "continued": str}.get(name, list)
    if not isinstance(value, kind):
        wanted = {int: "a whole number", str: "a text", list: "a list"}[kind]
        raise BrokenStringError(f"`{name}` takes {wanted}, not {shown(value, 40)}")
    return _FILTERS[name](words, value, *arguments)


_FILTERS: Mapping[str, Callable[..., Any]] = {
    "number": Words.number,
    "listed": Words.listed,
    "numbered": Words.numbered,
    "join": lambda _, items, between: between.join(map(str, items)),
    "capitalize": Words.begun,
    "continued": Words.continued,
}
"""What a value can be put through, in the words of a locale."""


def _text(value: Any, locale: str) -> str:
    if value is None:
        raise BrokenStringError("a hole has no value; list what to say under the form `none`")
    return words_for(locale).listed(value) if isinstance(value, list) else str(value)


@lru_cache(maxsize=8)
def _language(locale: str) -> Language:
    from .language import Language

    filters = {name: partial(_through, name, words_for(locale)) for name in _FILTERS}
    return Language(filters, ("until", "closed"), partial(_text, locale=locale))


def _examined(source: str, locale: str) -> nodes.Template:
    tree = _language(locale).read(source)
    _language(locale).examine(tree)
    return tree


@lru_cache(maxsize=1024)
def _template(source: str, locale: str) -> Template:
    """A string that takes more than holes, compiled. Raises `BrokenStringError` for what none may hold."""
    return _language(locale).from_string(_examined(source, locale))


def _rendered(source: str, value_of: Callable[[str], Any], locale: str, effort: Effort) -> str:
    from .language import text

    template = _template(source, locale)
    values = {name: value_of(name) for name in names_in(source)}  # also of those that no branch asks for today
    return text(template.root_render_func, template, values, effort)
