"""What holds of every table of words, whatever the setting: no hole without a value, no value without a phrase."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Any, Literal

import pytest

from pedagogy_prompts import Attribute, Statement, oblige
from pedagogy_prompts.attributes.kit.attribute import attribute_class, attribute_slugs
from pedagogy_prompts.attributes.kit.parameters import Alternative, Parameter, parameters_of
from pedagogy_prompts.attributes.kit.settings import settings
from pedagogy_prompts.wording.holes import names_in
from pedagogy_prompts.wording.statements import DETAILS, REMINDER, SHARED, STATEMENT, is_text
from pedagogy_prompts.wording.tables import form_key, table_of

from ..each import each

FEW = 20
SLUGS = attribute_slugs()


@cache
def some(cls: type[Attribute]) -> tuple[tuple[Attribute, frozenset[str]], ...]:
    """Settings of an attribute, each with the keys of what it says."""
    return tuple((one, frozenset(statement.key for statement in one.statements())) for one in settings(cls))


@cache
def names_of(cls: type[Attribute]) -> frozenset[str]:
    """What a table may ask for and choose by."""
    return frozenset({*cls.parameters(), *(name for one, _ in some(cls) for name in one.forms())})


def _forms(one: Alternative) -> set[str] | None:
    low, high = one.range
    if one.choices or one.kind in (bool, NoneType):
        return set(map(form_key, one.choices or {bool: (True, False), NoneType: (None,)}[one.kind]))
    return set(map(form_key, range(low, high + 1))) if None not in (low, high) and high - low < FEW else None


def declared(parameter: Parameter) -> set[str] | None:
    """The forms a parameter can take, None where they cannot be listed."""
    parameter = parameter.part(0) if parameter.is_list else parameter
    found = [_forms(one) for one in parameter.alternatives]
    return None if None in found else set().union(*(forms for forms in found if forms is not None))


@dataclass
class Law:
    """What is wrong with a table, found without saying any of it."""

    cls: type[Attribute]
    table: Mapping[str, Any]

    def faults(self) -> Iterator[str]:
        shared = self.table.get(SHARED, {})
        used: set[str] = set()
        for key, node in self.table.items():
            if key != SHARED:
                yield from self._faults(node, (key,), set(shared), used, False)
        for name, node in shared.items():
            yield from self._faults(node, (SHARED, name), set(shared), used, False)
        yield from (f"{SHARED}.{name} is never used" for name in set(shared) - used)

    def _faults(self, node: Any, path: tuple[str, ...], phrases: set[str], used: set[str], it: bool) -> Iterator[str]:
        if is_text(node):
            yield from self._text(node, path, phrases, used, it)
        elif isinstance(node, Mapping):
            options = {key: part for key, part in node.items() if key != "by"}
            yield from self._choice(str(node.get("by", path[-1])), set(options), path)
            for key, part in options.items():
                yield from self._faults(part, (*path, key), phrases, used, True)
        else:
            yield f"{'.'.join(path)} is no text"

    def _text(self, node: Any, path: tuple[str, ...], phrases: set[str], used: set[str], it: bool) -> Iterator[str]:
        node = {"text": node} if isinstance(node, str) else node
        parts = {key: part for key, part in node.items() if key not in ("text", *DETAILS)}
        names = {name for key in set(node) - set(parts) for name in names_in(node[key])}
        known = {*phrases, *parts, *names_of(self.cls), *(["it"] if it else [])}
        yield from (f"{'.'.join(path)} asks for {name}" for name in names - known)
        for name, part in parts.items():
            yield from self._faults(part, (*path, name), phrases | set(parts), names, it)
        yield from (f"{'.'.join((*path, name))} is never used" for name in set(parts) - names)
        used |= names

    def _choice(self, name: str, options: set[str], path: tuple[str, ...]) -> Iterator[str]:
        where = ".".join(path)
        if name == STATEMENT:
            return
        if name not in names_of(self.cls):
            yield f"{where} chooses by {name}"
            return
        derived = any(name in one.forms() for one, _ in some(self.cls))
        forms = self._derived(name) if derived else declared(parameters_of(self.cls)[name])
        needed = {"other"} if forms is None else forms - self._unsaid(name, path[0])
        if "other" not in options and needed - options:
            yield f"{where} lacks {', '.join(sorted(needed - options))}"
        if not derived and forms is not None:
            yield from (f"{where}.{key} is never used" for key in options - forms - {"other"})

    def _derived(self, name: str) -> set[str]:
        found: set[str] = set()
        for one, _ in some(self.cls):
            form = one.forms().get(name, getattr(one, name, None))
            found.update(map(form_key, form if isinstance(form, list | tuple) else [form]))
        return found

    def _unsaid(self, name: str, key: str) -> set[str]:
        """The values with which this sentence is never said."""
        if key in (SHARED, REMINDER) or name not in self.cls.parameters():
            return set()
        tried = {form_key(getattr(one, name)): False for one, _ in some(self.cls)}
        for one, keys in some(self.cls):
            tried[form_key(getattr(one, name))] |= key in keys
        return {value for value, said in tried.items() if not said}


def keys_of(node: Any, path: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    """All that a table words."""
    if not isinstance(node, Mapping):
        return {path}
    return {found for key, part in node.items() for found in keys_of(part, (*path, key))}


@each("slug", SLUGS)
def test_a_table_says_all_there_is_to_say_and_nothing_in_vain(slug: str) -> None:
    cls = attribute_class(slug)
    assert list(Law(cls, table_of(cls, "en").data).faults()) == []


class Timed(Attribute):
    """What the law is tried on."""

    family = "presentation"

    pace: Literal["slow", "fast"] = "slow"
    pages: int = 3

    def statements(self) -> Iterator[Statement]:
        yield Statement("go", oblige("explain_concept", every=False), param="pace")


GOOD: dict[str, Any] = {
    "go": {"full": "Go {{ pace }}.", "brief": "{{ pace }}", "pace": {"slow": "slowly", "fast": "{{ how }} {{ it }}"}},
    "phrases": {"how": "very"},
}


def with_text(**more: Any) -> dict[str, Any]:
    return {**GOOD, "go": {**GOOD["go"], **more}}


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        (GOOD, None),
        (with_text(full="Go {{ past }}."), "go asks for past"),
        (with_text(brief="{{ it }}"), "go asks for it"),
        (with_text(where={"by": "pace", "other": "here"}), "go.where is never used"),
        (with_text(pace={"slow": "slowly {{ how }}"}), "go.pace lacks fast"),
        (with_text(pace={"slow": "{{ how }}", "fast": "", "idle": ""}), "go.pace.idle is never used"),
        (with_text(pace={"by": "place", "other": "{{ how }}"}), "go.pace chooses by place"),
        (with_text(pace={"by": "pages", "3": "{{ how }}"}), "go.pace lacks other"),
        (with_text(pace={"slow": 3, "fast": "{{ how }}"}), "go.pace.slow is no text"),
        ({**GOOD, "phrases": {"how": "very", "why": "so"}}, "phrases.why is never used"),
    ],
)
def test_the_law_finds_what_is_wrong(table: dict[str, Any], fault: str | None) -> None:
    assert list(Law(Timed, table).faults()) == ([] if fault is None else [fault])


def test_every_locale_words_what_english_words() -> None:
    assert keys_of(GOOD) - keys_of({**GOOD, "phrases": {}}) == {("phrases", "how")}
    for slug in SLUGS:
        cls = attribute_class(slug)
        english = table_of(cls, "en")
        for file in Path(english.where).parent.glob("*.toml"):
            assert keys_of(table_of(cls, file.stem).data) == keys_of(english.data), f"{slug} in {file.stem}"
