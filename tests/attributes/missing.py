"""What an attribute of the shelf still lacks: everything at once, each with the file and the line to add."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module, resources
from typing import Any

from ruamel.yaml import YAML

from pedagogy_prompts import PedagogyError
from pedagogy_prompts.attributes.kit.attribute import Attribute, class_name_of
from pedagogy_prompts.attributes.kit.parameters import parameters_of
from pedagogy_prompts.attributes.kit.settings import settings
from pedagogy_prompts.instructions.contents import order
from pedagogy_prompts.norms.norm import Norm
from pedagogy_prompts.norms.spelling import did_you_mean
from pedagogy_prompts.norms.vocabulary import is_open_slot
from pedagogy_prompts.presets.packs import closure_of
from pedagogy_prompts.views.explain import citations
from pedagogy_prompts.views.table.situations import SITUATIONS
from pedagogy_prompts.wording.statements import DETAILS, REMINDER, reminder_text, statement_text

SHELF = resources.files("pedagogy_prompts.attributes")
PLACE = "src/pedagogy_prompts/attributes"
HEADINGS = {
    "Why: ": "Why: what it does for the learner.",
    "Use it when: ": "Use it when: it helps.",
    "Do not use it when: ": "Do not use it when: it harms.",
}


def folders() -> list[str]:
    """Every folder of the shelf, half-made ones too."""
    return sorted(one.name for one in SHELF.iterdir() if one.is_dir() and one.name[0] not in "_." and one.name != "kit")


@cache
def cases_of(slug: str) -> list[dict[str, Any]]:
    file = SHELF.joinpath(slug, "cases.yaml")
    return (YAML(typ="safe", pure=True).load(file.read_text("utf-8")) or []) if file.is_file() else []


@cache
def missing(slug: str) -> tuple[str, ...]:
    """One line for each thing that is not there."""
    return tuple(f"{PLACE}/{slug}/{line}" if line[0] != "/" else line[1:] for line in dict.fromkeys(_missing(slug)))


def _missing(slug: str) -> Iterator[str]:
    name = class_name_of(slug)
    if not SHELF.joinpath(slug, "en.toml").is_file():
        yield 'en.toml: there is no such file. Write for each statement: [key], full = "...", brief = "..."'
    yield from _cases(slug)
    line = f"from .attributes.{slug} import {name} as {name}"
    stub = resources.files("pedagogy_prompts").joinpath("__init__.pyi").read_text("utf-8")
    if line not in stub.splitlines():
        yield f"/src/pedagogy_prompts/__init__.pyi: type checkers do not know it. Add: {line}"
    if not SHELF.joinpath(slug, "__init__.py").is_file():
        yield f"__init__.py: there is no such file. Begin with: class {name}(Attribute):"
        return
    try:
        cls = getattr(import_module(f"pedagogy_prompts.attributes.{slug}"), name)
    except AttributeError:
        yield f"__init__.py: it has no class of the folder's name. Write: class {name}(Attribute):"
        return
    except PedagogyError as error:
        yield f"__init__.py: {error}"
        return
    yield from _class(cls)
    try:
        some = settings(cls)
    except PedagogyError as error:
        yield f"__init__.py: {error}"
        return
    except AssertionError:
        yield '__init__.py: no value fits. Name some in the class: samples = {"parameter": ["one", "another"]}'
        return
    yield from _statements(cls, some)


def _class(cls: type[Attribute]) -> Iterator[str]:
    doc = inspect.cleandoc(cls.__doc__ or "")
    if not re.fullmatch(r"[A-Z][^\n]*\.", doc.split("\n\n")[0]):
        yield "__init__.py: the docstring does not begin with one sentence on one line. Add: Say what the tutor does."
    for heading, line in HEADINGS.items():
        if f"\n{heading}" not in doc:
            yield f"__init__.py: the docstring lacks a line. Add: {line}"
    for name in cls.parameters():
        if not parameters_of(cls)[name].docs:
            yield f'__init__.py: `{name}` has no docstring. Add below it: """What it is, with unit and range."""'
    for key in cls.evidence:
        if key not in citations():
            yield (
                f"/{PLACE}/citations.toml: nothing is known of '{key}'.{did_you_mean(key, citations())} Add: [{key}] "
                "with authors, year, title, venue, shows, speaks, checked"
            )
    if cls.stands is not None and cls.stands[0] not in order().groups:
        hint = did_you_mean(cls.stands[0], order().groups)
        yield f"__init__.py: '{cls.stands[0]}' is no group of the text.{hint} Write: stands = (\"session\", 50)"
    for key in cls.settles:
        known = [situation.key for situation in SITUATIONS]
        if key not in known:
            yield f"__init__.py: `settles` names no situation '{key}'.{did_you_mean(key, known)} Take it out"


def _statements(cls: type[Attribute], some: list[Attribute]) -> Iterator[str]:
    for attribute in some:
        try:
            statements = [*attribute.statements()]
        except PedagogyError as error:
            yield f"__init__.py: {error}"
            return
        keys = [statement.key for statement in statements]
        if not keys or len(set(keys)) < len(keys):
            yield f"__init__.py: statements need keys, each once; here are {keys}"
        for statement in statements:
            if not statement.norms:
                yield f"__init__.py: '{statement.key}' claims nothing. Give it a norm: oblige(\"praise\")"
            if statement.param is not None and statement.param not in cls.parameters():
                hint = did_you_mean(statement.param, cls.parameters())
                yield f"__init__.py: '{statement.key}' comes from no parameter '{statement.param}'.{hint}"
            for norm in statement.norms:
                yield from _unknown(norm)
            for detail in DETAILS:
                try:
                    statement_text(attribute, statement.key, detail, "en")
                except PedagogyError as error:
                    if SHELF.joinpath(cls.slug(), "en.toml").is_file():
                        yield f"en.toml: {error}"
        if cls.first_rule is not None and SHELF.joinpath(cls.slug(), "en.toml").is_file():
            try:
                told = reminder_text(attribute, "en")
            except PedagogyError as error:
                yield f"en.toml: {error}"
            else:
                if told is None:
                    yield f'en.toml: `first_rule` wants a reminder. Add: [{REMINDER}], full = "...", brief = "..."'


def _unknown(norm: Norm) -> Iterator[str]:
    vocabulary = closure_of(()).vocabulary
    kinds = {"bound": ("QUANTITIES", vocabulary.quantities), "choose": ("SLOTS", vocabulary.slots)}
    table, known = kinds.get(norm.modality, ("ACTS", vocabulary.acts))
    home = "acts, in the file of its family" if table == "ACTS" else "vocabulary.py"
    if norm.target not in known and not is_open_slot(norm.target):
        yield (
            f"/src/pedagogy_prompts/norms/{home}: {table} does not know '{norm.target}'."
            f'{did_you_mean(norm.target, known)} Add: "{norm.target}",'
        )
        yield (
            f"/src/pedagogy_prompts/wording/views.en.toml: [{table.lower()}] has no words for '{norm.target}'. "
            f'Add: {norm.target} = "what it is, in words"'
        )


def _cases(slug: str) -> Iterator[str]:
    cases = cases_of(slug)
    if not any("value" not in case or case.get("says") for case in cases):
        yield 'cases.yaml: there is no plain case. Add: - {name: by default, says: ["words of its text"]}'
    if not any(case.get("finds") for case in cases):
        yield "cases.yaml: nothing clashes. Add: - {name: why it clashes, with: {other: value}, finds: PED101}"
    if not any(case.get("finds") == [] for case in cases):
        yield "cases.yaml: nothing only looks like a clash. Add: - {name: why not, with: {other: value}, finds: []}"
    names = [case.get("name") for case in cases]
    if None in names or len(set(names)) < len(names):
        yield "cases.yaml: every case needs a name of its own. Add: name: what it shows"
