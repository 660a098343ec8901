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
    form = _forms(locale).get(re.sub(r"\d{1,6}", "{n}", told) if len(numbers) == 1 else told)
    return form and form.format(n=numbers[0] if numbers else "")


@lru_cache(maxsize=8)
def _forms(locale: str) -> Mapping[str, str]:
    return dict(_said(locale))


def _said(locale: str) -> Iterator[tuple[str, str]]:
    """Each sentence with its meaning."""
    views = words_for(locale).views
    forms = views["plain_sentences"]
    for quantity in QUANTITIES:
        words = views["quantities"][quantity]
        for turn in forms["turns"]:
            for form in forms["bound"]:
                said = words.replace(f" {forms['turns'][0]}", f" {turn}")
                yield form.format(n="{n}", words=said), f"bound {quantity} 0..{{n}}"
    for kind in ("permit", "oblige", "forbid"):
        for act in ACTS:
            for form in forms[kind]:
                yield form.format(words=with_figures(views["acts"][act])), f"{kind} {act}"
