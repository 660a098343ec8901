"""What the benchmarks work on: a lesson of 15 attributes, random sets of overlapping ones, presets."""

from __future__ import annotations

import random
from functools import cache
from itertools import count, islice
from typing import Any

from pedagogy_prompts import (
    AdaptToLevel,
    Attribute,
    Condition,
    EncourageMetacognition,
    ErrorCorrection,
    GrowthMindset,
    HintLadder,
    NoGhostwriting,
    Praise,
    QuestionLimit,
    ResponseLanguage,
    Safeguarding,
    SocraticQuestioning,
    StayOnTopic,
    Tone,
    TurnLength,
    WithholdAnswer,
    check,
)
from pedagogy_prompts.attributes.kit.attribute import attribute_class, attribute_slugs
from pedagogy_prompts.attributes.kit.settings import settings
from pedagogy_prompts.checking.claims import Placing, statements_of
from pedagogy_prompts.checking.gather import _KEPT, gather
from pedagogy_prompts.checking.resolve import resolve
from pedagogy_prompts.checking.resolved import Resolved
from pedagogy_prompts.composing.draft import draft
from pedagogy_prompts.composing.writer import _common, _rulebook, glossary
from pedagogy_prompts.instructions.contents import order
from pedagogy_prompts.norms.condition import ALWAYS
from pedagogy_prompts.norms.states import _tree, count_of, states_of
from pedagogy_prompts.presets.packs import closure_of
from pedagogy_prompts.wording.holes import _language, _parts, _template, names_in
from pedagogy_prompts.wording.statements import reminder_text, statement_text
from pedagogy_prompts.wording.tables import table_of
from pedagogy_prompts.wording.words import words_for

LESSON: tuple[Attribute, ...] = (
    SocraticQuestioning(intensity="balanced"),
    WithholdAnswer(until={"attempts": 3}),
    AdaptToLevel(level="grade 7"),
    EncourageMetacognition(),
    HintLadder(),
    TurnLength(max_words=120),
    QuestionLimit(),
    Praise(),
    Tone(),
    ErrorCorrection(),
    StayOnTopic(),
    Safeguarding(),
    NoGhostwriting(),
    GrowthMindset(),
    ResponseLanguage(language="en"),
)

_WHEN = (
    {"attempts": "2+"},
    {"attempts": "0-3", "phase": "practice"},
    {"stuck": True},
    {"affect": "frustrated"},
    {"last_answer": "wrong"},
    {"phase": ["practice", "review"]},
)
_numbers = count(1)


def lesson() -> dict[str, Any]:
    """Values of a lesson nobody had before: no cache can know them."""
    n = next(_numbers)
    return {
        "subject": "Mathematics",
        "topic": f"fractions, part {n}",
        "level": "grade 7",
        "problem": f"Which is larger, {n}/7 or {n + 1}/9?",
        "learner": {"name": f"Learner {n}", "interests": ["football", f"team {n}"]},
    }


@cache
def _settings(slug: str) -> list[Attribute]:
    return settings(attribute_class(slug))


def overlapping(n: int, seed: int) -> list[Attribute]:
    """`n` attributes in any setting, half of them under conditions that overlap; many of them clash."""
    chance = random.Random(seed)
    found = []
    for i in range(n):
        one = chance.choice(_settings(attribute_slugs()[i % len(attribute_slugs())]))
        when = Condition(chance.choice(_WHEN)) if chance.random() < 0.5 else one.when
        found.append(one.model_copy(update={"when": when}))
    return found


def analysable(n: int, sets: int = 5) -> list[list[Attribute]]:
    """The first such sets whose conditions tell few enough states apart to be analysed."""
    found = (overlapping(n, seed) for seed in count())
    return list(islice((some for some in found if not any(one.code == "PED108" for one in check(*some))), sets))


def clear(some: list[Attribute]) -> list[Attribute]:
    """What is left of a set that is resolved again and again without the last one of all that clash."""
    while True:
        placed = gather(some, context=None, given=None, fields={}).placed
        resolution = resolved(placed).resolution
        last = {max(resolution.claims[i].owner for i in clash.claims) for clash in resolution.clashes}
        if not last:
            return some
        some = [one.attribute for owner, one in enumerate(placed) if owner not in last]


def resolved(placed: Placing) -> Resolved:
    """What is placed, resolved anew."""
    unchecked()
    return Resolved.of(placed, closure_of(()), words_for("en"), ALWAYS)


def compatible(n: int) -> list[Attribute]:
    """The lesson's attributes and others that go with them, at most two of a kind, `n` in all if there are so many."""
    found = list(LESSON)
    for one in overlapping(8 * len(attribute_slugs()), seed=1):
        if len(found) == n:
            break
        if sum(other.slug() == one.slug() for other in found) < 2 and check(*found, one).ok:
            found.append(one)
    return found


def unchecked() -> None:
    """Empty what a process keeps of compositions, of their states and of what is found about them."""
    _KEPT.clear()
    for kept in (draft, resolve, statements_of, states_of, count_of, _tree):
        kept.cache_clear()


def forget() -> None:
    """Empty what a process keeps of drafts, words and templates; only imports stay."""
    unchecked()
    for kept in (
        statement_text,
        reminder_text,
        table_of,
        _parts,
        names_in,
        _common,
        _rulebook,
        glossary,
        _template,
        _language,
        order,
        words_for,
        closure_of,
    ):
        kept.cache_clear()
