"""An app's own phrases, checked so that every norm is still said and no two read alike."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..attributes.kit.attribute import Attribute, attribute_class, attribute_slugs
from ..attributes.kit.settings import settings
from ..base.cached import kept
from ..base.errors import PedagogyError
from ..base.inline import shown
from ..norms.norm import Norm
from ..norms.spelling import did_you_mean
from ..presets.packs import Pack, pack_attributes
from ..wording.rewording import reworded_frame, reworded_table
from ..wording.statements import DETAILS, reminder_text, statement_text
from ..wording.tables import Rewording
from ..wording.words import Words, words_for

if TYPE_CHECKING:
    from .draft import Draft


def reworded(phrases: Mapping[str, Any], locale: str, own: Iterable[type[Attribute]], packs: tuple[Pack, ...]) -> Words:
    """The words of a locale with these phrases in them, checked once and kept.

    `phrases` holds, by an attribute's slug, some of its table, and by the names of the frame's tables ("titles",
    "lesson", "learner", ...) some of these. `own` are classes that may be on no shelf. Raises PedagogyError for a
    phrase that replaces none, for one that loses a value, and where different norms would read alike.
    """
    if not isinstance(phrases, Mapping):
        raise PedagogyError(f"`words` is a table of phrases, not {type(phrases).__name__}.")
    frame = words_for(locale).frame
    classes = {**{cls.slug(): cls for cls in own}, **pack_attributes(packs)}
    named: list[type[Attribute]] = []
    for name in phrases:
        if name in frame:
            continue
        if name not in classes and name not in attribute_slugs():
            known = (*frame, *classes, *attribute_slugs())
            raise PedagogyError(
                f"`words` speaks of {shown(name)}, which is no attribute and no part of the frame."
                f"{did_you_mean(name, known)} Parts of the frame: {', '.join(frame)}."
            )
        named.append(classes.get(name) or attribute_class(name))
    try:
        written = json.dumps(phrases, ensure_ascii=False, sort_keys=True)
    except (TypeError, ValueError) as error:
        raise PedagogyError(f"`words` holds tables and texts alone: {error}.") from error
    return _reworded(written, locale, tuple(named))


@lru_cache(maxsize=64)
def _reworded(written: str, locale: str, named: tuple[type[Attribute], ...]) -> Words:
    phrases, words = json.loads(written), words_for(locale)
    tables = {cls.slug(): reworded_table(cls, locale, phrases[cls.slug()]) for cls in named}
    frame = reworded_frame(words.frame, locale, {name: phrases[name] for name in words.frame if name in phrases})
    own = Rewording(phrases, tables)
    for cls in named:
        _hold_apart(cls, locale, own)
    return words.having(frame, own)


def _hold_apart(cls: type[Attribute], locale: str, own: Rewording) -> None:
    """Raise where an attribute's settings, or two of its statements, differ in norms and not in words."""
    for detail in DETAILS:
        settings_said: dict[tuple[str, ...], Attribute] = {}
        for attribute in settings(cls):
            statements = tuple(attribute.statements())
            texts = tuple(statement_text(attribute, one.key, detail, locale, (), own) for one in statements)
            reminder_text(attribute, locale, own)
            seen: dict[str, str] = {}
            for statement, text in zip(statements, texts, strict=True):
                if not text:
                    raise PedagogyError(f"`words` for `{cls.slug()}`: nothing is left of {statement.key} ({detail}).")
                if (other := seen.setdefault(text, statement.key)) != statement.key:
                    raise _alike(cls.slug(), other, cls.slug(), statement.key, text)
            before = settings_said.setdefault(texts, attribute)
            if _norms(before) != _norms(attribute):
                raise PedagogyError(
                    f"`words` for `{cls.slug()}`: {_told(before)} and {_told(attribute)} ask for different things and "
                    f"would read alike: {' '.join(texts)!r}"
                )


@kept(256)
def hold_apart(drafted: Draft) -> None:
    """Raise PedagogyError where a reworded statement reads like another attribute's that asks for something else."""
    own = drafted.words.own
    assert own is not None
    for length in (None, ()):
        said: dict[str, tuple[str, str, frozenset[Norm]]] = {}
        for unit in drafted.units:
            for claim, text in unit.statements(length):
                slug, key, norms = said.setdefault(text, (unit.slug, claim.key, frozenset(claim.norms)))
                if norms != frozenset(claim.norms) and {slug, unit.slug} & own.tables.keys():
                    raise _alike(slug, key, unit.slug, claim.key, text)


def _alike(slug: str, key: str, other: str, other_key: str, text: str) -> PedagogyError:
    return PedagogyError(
        f"`words`: {slug}.{key} and {other}.{other_key} ask for different things and would read alike: {text!r}"
    )


def _norms(attribute: Attribute) -> tuple[Any, ...]:
    return tuple((statement.key, statement.norms) for statement in attribute.statements())


def _told(attribute: Attribute) -> str:
    """A setting by its parameters."""
    return ", ".join(f"{name}={getattr(attribute, name)!r}" for name in type(attribute).parameters())
