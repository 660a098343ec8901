"""Hypothesis strategies for attributes and presets, from the shelf's own fields: a new attribute joins by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st
from pydantic import ValidationError
from ruamel.yaml import YAML

from pedagogy_prompts.attributes.kit.attribute import Attribute, attribute_class, attribute_slugs
from pedagogy_prompts.attributes.kit.rule import PLACES, Rule
from pedagogy_prompts.base.text import clean
from pedagogy_prompts.norms.acts import ACTS
from pedagogy_prompts.norms.condition import Condition
from pedagogy_prompts.norms.variables import VARIABLES
from pedagogy_prompts.norms.vocabulary import QUANTITIES
from pedagogy_prompts.presets.budget import Budget
from pedagogy_prompts.presets.context import Context
from pedagogy_prompts.presets.parts import LAYERS, Acceptance, Entry
from pedagogy_prompts.presets.preset import Preset
from pedagogy_prompts.reports.codes import CODES

from ..characters import CHARACTERS

TEXTS = st.one_of(
    st.text(CHARACTERS, min_size=1, max_size=60),
    st.sampled_from(
        [
            "no",
            "on",
            "~",
            "null",
            "true",
            "3",
            "0x1f",
            "1e3",
            ".nan",
            "2024-01-01",
            "12:30",
            "- a",
            "a: b",
            "a #b",
            "{{ a }}",
            "'",
            '"',
            "\\",
            "a\nb",
            "a\n\n b\n",
            "\ta",
            "a \nb",
            "&a",
            "*a",
            "!a",
            "%a",
            "@a",
            "`a`",
            "<<",
            "---",
            "é\u200cא",
        ]
    ),
).filter(lambda text: clean(text) != "" and text.strip() != "")

_SHORT = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30).filter(
    lambda text: clean(text) != ""
)
_STATES: st.SearchStrategy[Any] = st.sampled_from(
    [{"stuck": True}, {"attempts": "3+", "last_answer": ["wrong", "partial"]}, [{"phase": "quiz"}, {"hints": "0-2"}]]
)
_MEANINGS = st.one_of(
    st.tuples(st.sampled_from(["oblige", "forbid", "permit"]), st.sampled_from(ACTS[::20])).map(" ".join),
    st.tuples(st.sampled_from(QUANTITIES[::5]), st.integers(0, 9), st.integers(9, 99)).map(
        lambda parts: "bound {} {}..{}".format(*parts)
    ),
    st.sampled_from(
        ["only praise_effort", "choose emoji none or sparse", "oblige summarise sometime", "bound words 5+"]
    ),
    st.fixed_dictionaries({"oblige": st.sampled_from(ACTS[::20])}, optional={"when": _STATES}),
    st.just("forbid praise when attempts 2+, last_answer wrong or partial, not stuck"),
)
OWN_RULES: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"say": _SHORT},
    optional={
        "brief": _SHORT,
        "means": st.one_of(_MEANINGS, st.lists(_MEANINGS, max_size=3)),
        "when": _STATES,
        "unless": _STATES,
        "strength": st.sampled_from(["must", "should"]),
        "locked": st.booleans(),
        "at": st.sampled_from(PLACES[::4]),
        "id": st.from_regex(r"\A[a-z]\w{0,9}\Z"),
    },
)
"""Rules in authors' own words, as a preset writes them."""
RULE_LISTS = st.lists(
    st.one_of(TEXTS.map(lambda text: {"say": text}), OWN_RULES),
    unique_by=lambda rule: Rule(**rule).known_as,
    max_size=3,
)


@cache
def conditions() -> st.SearchStrategy[Any]:
    """Conditions as a preset writes them."""
    literals = {}
    for variable in VARIABLES.values():
        if variable.internal:
            continue
        one = st.sampled_from(list(variable.values))
        if variable.scale:
            top = int(variable.values[-1])
            one = st.one_of(one, st.integers(0, top).map("{}+".format), st.integers(0, top).map("0-{}".format))
        literals[variable.name] = st.one_of(one, st.lists(one, min_size=1, max_size=3))
    literals["app.week"] = st.one_of(st.booleans(), st.integers(0, 9), st.sampled_from(["a", "b"]))
    names = st.lists(st.sampled_from(list(literals)), min_size=1, max_size=3, unique=True)
    box = names.flatmap(lambda names: st.fixed_dictionaries({name: literals[name] for name in names}))
    return st.one_of(box, st.lists(box, min_size=1, max_size=3))


@cache
def _of(annotation: Any) -> st.SearchStrategy[Any]:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _bounded(arguments[0], arguments[1:])
    if origin in (Union, UnionType):
        return st.one_of(*(_of(part) for part in arguments))
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is Sequence:
        return st.lists(_of(arguments[0]), max_size=4, unique_by=repr)
    if origin is not None and issubclass(origin, Mapping):
        return st.dictionaries(_of(arguments[0]), _of(arguments[1]), max_size=3)
    simple: dict[Any, st.SearchStrategy[Any]] = {
        str: TEXTS,
        bool: st.booleans(),
        int: st.integers(0, 40),
        NoneType: st.none(),
        Condition: conditions(),
    }
    return simple[annotation]


def _bounded(base: Any, metadata: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    low = next((part.ge for part in metadata if getattr(part, "ge", None) is not None), 0)
    high = next((part.le for part in metadata if getattr(part, "le", None) is not None), 40)
    return st.integers(low, high) if base is int else _of(base)


@cache
def named_values(slug: str) -> list[Any]:
    """The values that stand in the attribute's cases."""
    file = resources.files("pedagogy_prompts.attributes").joinpath(slug, "cases.yaml")
    cases = YAML(typ="safe", pure=True).load(file.read_text("utf-8")) if file.is_file() else []
    return [case["value"] for case in cases if "value" in case]


def built(slug: str, parameters: dict[str, Any]) -> Attribute | None:
    """The attribute with these parameters; None where they do not make one."""
    try:
        return attribute_class(slug)(**parameters)
    except ValidationError:
        return None


@st.composite
def attributes(draw: st.DrawFn, slug: str) -> Attribute:
    """An attribute with any parameters its fields allow; where they do not go together, one of its named cases."""
    cls = attribute_class(slug)
    fields = {name: _bounded(field.annotation, tuple(field.metadata)) for name, field in cls.model_fields.items()}
    required = {name for name, field in cls.model_fields.items() if field.is_required()}
    parameters = draw(
        st.fixed_dictionaries(
            {name: fields[name] for name in sorted(required)},
            optional={name: fields[name] for name in sorted(set(fields) - required)},
        )
    )
    found = built(slug, parameters)
    if found is not None:
        return found
    values = [
        parameters
        for value in [None, *named_values(slug)]
        for _, parameters in cls.values_from(value)
        if built(slug, parameters) is not None
    ]
    return cls(**draw(st.sampled_from(values)))


@st.composite
def presets(draw: st.DrawFn) -> Preset:
    """A preset with any part filled."""
    slugs = draw(st.lists(st.sampled_from(attribute_slugs()), max_size=4, unique=True))
    entries = [
        Entry(attribute) for slug in slugs for attribute in draw(st.lists(attributes(slug), min_size=1, max_size=2))
    ]
    lines = st.lists(TEXTS, max_size=3)
    context: dict[Any, st.SearchStrategy[Any]] = {
        "goal": st.sampled_from(["practice", "test_prep"]),
        "subject": TEXTS,
        "objectives": lines,
        "problem": TEXTS,
        "materials": st.lists(st.fixed_dictionaries({"title": TEXTS, "text": TEXTS}), max_size=2),
        "misconceptions": st.lists(st.fixed_dictionaries({"idea": TEXTS}, optional={"response": TEXTS}), max_size=2),
        "learner": st.fixed_dictionaries({}, optional={"name": TEXTS, "interests": lines}),
    }
    slug = st.sampled_from(attribute_slugs())
    budgets = st.one_of(
        st.none(),
        st.builds(
            Budget, st.integers(1, 10**6), reserve=st.integers(0, 9), required=st.lists(slug, max_size=2).map(tuple)
        ),
        st.builds(Budget, share=st.floats(0.01, 1), priority=st.dictionaries(slug, st.integers(1, 9), max_size=2)),
    )
    codes = st.sampled_from([code for code, about in CODES.items() if about.severity != "error"])
    return Preset(
        title=draw(st.none() | TEXTS),
        layer=draw(st.sampled_from(LAYERS)),
        context=Context.model_validate(draw(st.fixed_dictionaries({}, optional=context))),
        given=Condition(draw(conditions())),
        entries=tuple(entries),
        facts=tuple(draw(lines)),
        rules=tuple(Entry(Rule(**rule)) for rule in draw(RULE_LISTS)),
        budget=draw(budgets),
        accept=tuple(
            draw(st.lists(st.builds(Acceptance, codes, TEXTS, st.lists(slug, max_size=2).map(tuple)), max_size=2))
        ),
        reminder=draw(st.none() | slug),
    )
