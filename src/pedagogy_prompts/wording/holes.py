"""A string with holes: `{{ name }}`, `{{ name | filter }}`, or whatever else Jinja can do."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from .words import Words, words_for

if TYPE_CHECKING:
    from jinja2 import Template, nodes
    from jinja2.sandbox import ImmutableSandboxedEnvironment


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


class BrokenStringError(ValueError):
    """A string cannot be filled; the message says why."""


MOST_SAID = 200_000
"""How many characters a string may say: many long values fit, and nothing that grows by itself."""

_TAG = re.compile(r"{{\s*(.*?)\s*}}", re.DOTALL)
_PLAIN = re.compile(r"""\w+(?:\.(?:until|closed))?(?:\s*\|\s*\w+(?:\((?:"[^"]*"|'[^']*')\))?)*""")
_FILTER = re.compile(r"""\|\s*(\w+)(?:\(["']([^)]*)["']\))?""")


def filled(source: str, value_of: Callable[[str], Any], locale: str) -> str:
    """The string with its holes filled.

    `value_of` gives the value of a name, a text, a number or a list of them, and raises what it likes for an unknown
    one. Values are never read as templates. Raises `BrokenStringError` for a string that Jinja cannot render.
    """
    if "{" not in source:
        return source
    if (parts := _parts(source)) is None:
        return _rendered(source, value_of, locale)
    words, said, length = words_for(locale), list[str](), 0
    for part in parts:
        value = part
        if isinstance(part, _Hole):
            value = value_of(part.name)
            if part.form:
                if not isinstance(value, Clause):
                    raise BrokenStringError(f"{{{{ {part.name}.{part.form} }}}} is no condition")
                value = getattr(value, part.form)
            for name, arguments in part.filters:
                value = _through(name, words, value, *arguments)
        said.append(_text(value, locale))
        length += len(said[-1])
        if length > MOST_SAID:
            raise BrokenStringError(f"it says more than {MOST_SAID:,} characters")
    return "".join(said)


@lru_cache(maxsize=4096)
def names_in(source: str) -> frozenset[str]:
    """The names that the holes of a string ask for. Raises `BrokenStringError` for what Jinja cannot read."""
    if (parts := _parts(source)) is not None:
        return frozenset(part.name for part in parts if isinstance(part, _Hole))
    from jinja2 import Environment, TemplateError, meta

    environment = Environment()
    environment.filters.update(dict.fromkeys(_FILTERS, str))
    try:
        return frozenset(meta.find_undeclared_variables(environment.parse(source)))
    except TemplateError as error:
        raise BrokenStringError(error.message) from error
    except RecursionError as error:
        raise BrokenStringError("it is nested too deeply") from error


@lru_cache(maxsize=4096)
def _parts(source: str) -> tuple[str | _Hole, ...] | None:
    """The pieces of a string, or None where it takes Jinja: to compile a template is the dearest step there is."""
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
        raise BrokenStringError(f"`{name}` takes {wanted}, not {value!r}")
    try:
        return _FILTERS[name](words, value, *arguments)
    except TypeError as error:
        raise BrokenStringError(f"`{name}` does not take what it is given") from error


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
def _environment(locale: str) -> ImmutableSandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    # What is rendered once and kept gains nothing from an optimised template.
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, optimized=False, finalize=lambda value: _text(value, locale)
    )
    environment.filters.update({name: partial(_through, name, words_for(locale)) for name in _FILTERS})
    return environment


@lru_cache(maxsize=1024)
def _template(source: str, locale: str) -> tuple[nodes.Template, Template]:
    """A string that takes Jinja, as a tree and compiled. Raises `BrokenStringError` for what none may hold."""
    from .language import MOST_CHARACTERS, refusal

    if len(source) > MOST_CHARACTERS:
        raise BrokenStringError(f"it has {len(source):,} characters; {MOST_CHARACTERS:,} are the most")
    environment = _environment(locale)
    tree = environment.parse(source)
    if (why := refusal(tree, _FILTERS)) is not None:
        raise BrokenStringError(why)
    return tree, environment.from_string(source)


def _rendered(source: str, value_of: Callable[[str], Any], locale: str) -> str:
    from jinja2 import TemplateError

    from .language import MOST_STEPS, steps

    try:
        tree, template = _template(source, locale)
        values = {name: value_of(name) for name in names_in(source)}
        if steps(tree, values) > MOST_STEPS:
            raise BrokenStringError(f"its loops take more than {MOST_STEPS:,} steps")
        said, length = [], 0
        for piece in template.generate(values):
            length += len(piece)
            if length > MOST_SAID:
                raise BrokenStringError(f"it says more than {MOST_SAID:,} characters")
            said.append(piece)
        return "".join(said)
    except (TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError) as error:
        raise BrokenStringError(str(error)) from error
