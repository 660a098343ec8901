"""What every attribute must have. It makes it impossible to add half an attribute."""

from __future__ import annotations

import inspect
import re
from collections import defaultdict
from functools import cache
from typing import Any

import pytest
from ruamel.yaml import YAML

from pedagogy_prompts import count_tokens
from pedagogy_prompts.attributes.kit.attribute import (
    COMMON,
    FAMILIES,
    Attribute,
    attribute_class,
    attribute_slugs,
    class_name_of,
)
from pedagogy_prompts.attributes.kit.settings import settings
from pedagogy_prompts.base.documented import field_docs
from pedagogy_prompts.checking.check import check
from pedagogy_prompts.instructions.contents import order
from pedagogy_prompts.norms.vocabulary import ORDER_SLOT
from pedagogy_prompts.presets.packs import closure_of
from pedagogy_prompts.wording.statements import REMINDER, SHARED, reminder_text, statement_text
from pedagogy_prompts.wording.tables import table_of
from pedagogy_prompts.wording.words import read

SLUGS = attribute_slugs()
VAGUE = re.compile(
    r"\b(try to|(where |as )?appropriate(ly)?|as needed|if necessary|be helpful|should)\b|[A-Z]{5,}",
)
CASES = {slug: YAML(typ="safe", pure=True).load(read(f"attributes/{slug}/cases.yaml")) for slug in SLUGS}


@cache
def all_settings(slug: str) -> list[Attribute]:
    return settings(attribute_class(slug))


def texts(attribute: Attribute, detail: str) -> dict[str, str]:
    return {s.key: statement_text(attribute, s.key, detail, "en") for s in attribute.statements()}


def norm_data(attribute: Attribute) -> tuple[Any, ...]:
    return tuple((s.key, s.norms) for s in attribute.statements())


@pytest.mark.parametrize("slug", SLUGS)
def test_it_is_complete(slug: str) -> None:
    cls = attribute_class(slug)
    assert cls.__name__ == class_name_of(slug)
    assert cls.family in FAMILIES
    assert isinstance(cls.evidence, tuple)
    doc = inspect.cleandoc(cls.__doc__ or "")
    assert re.fullmatch(r"[A-Z][^\n]*\.", doc.split("\n\n")[0]), "the docstring begins with one sentence"
    for heading in ("Why: ", "Use it when: ", "Do not use it when: "):
        assert f"\n{heading}" in doc, f"docstring lacks {heading!r}"
    for name in cls.parameters():
        assert field_docs(cls).get(name), f"`{name}` has no docstring"
        assert not hasattr(Attribute, name) and name not in COMMON
    order().position(all_settings(slug)[0])


@pytest.mark.parametrize("slug", SLUGS)
def test_its_norms_speak_the_vocabulary(slug: str) -> None:
    vocabulary = closure_of(()).vocabulary
    for attribute in all_settings(slug):
        keys = [s.key for s in attribute.statements()]
        assert keys and len(set(keys)) == len(keys), "statement keys are unique"
        for statement in attribute.statements():
            assert statement.norms, f"{statement.key} claims nothing"
            assert statement.param is None or statement.param in type(attribute).parameters()
            for norm in statement.norms:
                known = {"bound": vocabulary.quantities, "choose": vocabulary.slots}.get(norm.modality, vocabulary.acts)
                assert norm.target in known or norm.target.startswith(ORDER_SLOT), f"{norm.target} is not known"
                if norm.modality == "bound":
                    assert isinstance(norm.value, tuple) and norm.value != (None, None)
                if norm.modality == "choose":
                    assert norm.value


@pytest.mark.parametrize("slug", SLUGS)
def test_its_words_belong_to_its_statements(slug: str) -> None:
    used = {key for attribute in all_settings(slug) for key in texts(attribute, "full")}
    if attribute_class(slug).first_rule is not None:
        used.add(REMINDER)
    assert set(table_of(attribute_class(slug), "en").data) - {SHARED} == used


@pytest.mark.parametrize("slug", SLUGS)
def test_its_words_are_fit_to_send(slug: str) -> None:
    for attribute in all_settings(slug):
        pieces = [*texts(attribute, "full").values(), *texts(attribute, "brief").values()]
        if attribute_class(slug).first_rule is not None:
            pieces.append(reminder_text(attribute, "en") or "")
        for text in pieces:
            assert text == text.strip() and text[0].isalnum() and text[-1] in ".?!", text
            assert "  " not in text and " ," not in text and " ." not in text and ".." not in text, text
            assert not VAGUE.search(text), text
            for known in ("{", "}", "None", "True", "False", "_"):
                assert known not in text, f"{known!r} in {text!r}"


@pytest.mark.parametrize("slug", SLUGS)
def test_brief_is_brief(slug: str) -> None:
    for attribute in all_settings(slug):
        full, brief = texts(attribute, "full"), texts(attribute, "brief")
        for key in full:
            short, long = count_tokens(brief[key]).value, count_tokens(full[key]).value
            assert short <= max(20, 0.6 * long), f"{key}: {short} of {long} tokens: {brief[key]!r} of {full[key]!r}"


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("detail", ["full", "brief"])
def test_different_norms_never_share_their_words(slug: str, detail: str) -> None:
    by_text: dict[tuple[str, ...], Attribute] = {}
    for attribute in all_settings(slug):
        key = tuple(texts(attribute, detail).values())
        other = by_text.setdefault(key, attribute)
        assert norm_data(attribute) == norm_data(other), f"{attribute!r} and {other!r} read alike: {key}"


@pytest.mark.parametrize("slug", SLUGS)
def test_every_parameter_shows(slug: str) -> None:
    cls = attribute_class(slug)
    groups: dict[tuple[Any, ...], set[tuple[str, ...]]] = defaultdict(set)
    for attribute in all_settings(slug):
        for name in cls.parameters():
            rest = tuple(repr(getattr(attribute, other)) for other in cls.parameters() if other != name)
            groups[(name, *rest)].add(tuple(texts(attribute, "full").values()))
    shown = {name[0] for name, found in groups.items() if len(found) > 1}
    assert shown == set(cls.parameters())


@pytest.mark.parametrize(
    ("slug", "case"), [pytest.param(s, c, id=f"{s}: {c['name']}") for s in SLUGS for c in CASES[s]]
)
def test_case(slug: str, case: dict[str, Any]) -> None:
    assert set(case) <= {"name", "value", "with", "says", "says_not", "finds"}
    attributes: list[Attribute] = []
    for name, value in {slug: case.get("value"), **case.get("with", {})}.items():
        cls = attribute_class(name)
        attributes += [cls(**parameters) for _, parameters in cls.values_from(value)]
    own = " ".join(text for one in attributes if one.slug() == slug for text in texts(one, "full").values()).lower()
    for phrase in case.get("says", ()):
        assert phrase.lower() in own, own
    for phrase in case.get("says_not", ()):
        assert phrase.lower() not in own, own
    if "finds" in case:
        report = check(*attributes)
        found = {f.code for f in (*report.errors, *report.warnings) if f.code < "PED4"}  # clashes, not advice
        expected = case["finds"] if isinstance(case["finds"], list) else [case["finds"]]
        assert found == set(expected), str(report)


@pytest.mark.parametrize("slug", SLUGS)
def test_it_has_the_cases_it_needs(slug: str) -> None:
    cases = CASES[slug]
    assert any("value" not in case or case.get("says") for case in cases), "a plain case"
    clashing = [case for case in cases if case.get("finds")]
    peaceful = [case for case in cases if case.get("finds") == []]
    assert clashing and peaceful, "one combination that clashes, one that only looks so"
    assert len({case["name"] for case in cases}) == len(cases)
