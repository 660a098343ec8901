"""What a sentence means that says one norm and nothing else, word for word; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from ..norms.acts import ACTS
from ..norms.spelling import with_figures
from ..norms.vocabulary import QUANTITIES
from ..wording.words import words_for


def plainly_meant(sentence: str, locale: str) -> str | None:
    """The meaning of a sentence as a preset writes it; None where it says anything that these words do not say."""
    told = " ".join(with_figures(sentence.replace("\u2019", "'")).split()).rstrip(".!")
    numbers = re.findall(r"\d{1,6}", told)
    told = re.sub(r"\d{1,6}", "{n}", told) if len(numbers) == 1 else told
    form = _act_meant(told, locale) or _bounds(locale).get(told)
    return form and form.format(n=numbers[0] if numbers else "")


def _act_meant(told: str, locale: str) -> str | None:
    """What a sentence says of one act: its words are taken out of each form and looked up."""
    forms, acts = words_for(locale).views["plain_sentences"], _acts(locale)
    for kind in ("forbid", "oblige", "permit"):
        for form in forms[kind]:
            before, _, after = form.partition("{words}")
            words = told.removeprefix(before).removesuffix(after)
            if words in acts and before + words + after == told:
                return f"{kind} {acts[words]}"
    return None


@lru_cache(maxsize=8)
def _acts(locale: str) -> Mapping[str, str]:
    """Each act by its words."""
    words = words_for(locale).views["acts"]
    return {with_figures(words[act]): act for act in ACTS}


@lru_cache(maxsize=8)
def _bounds(locale: str) -> Mapping[str, str]:
    return dict(_bounded(locale))


def _bounded(locale: str) -> Iterator[tuple[str, str]]:
    """Each sentence that says how much of something there is at most, with its meaning."""
    views = words_for(locale).views
    forms = views["plain_sentences"]
    for quantity in QUANTITIES:
        words = views["quantities"][quantity]
        for turn in forms["turns"]:
            for form in forms["bound"]:
                said = words.replace(f" {forms['turns'][0]}", f" {turn}")
                yield form.format(n="{n}", words=said), f"bound {quantity} 0..{{n}}"
