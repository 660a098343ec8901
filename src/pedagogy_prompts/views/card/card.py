"""What a tutor is asked to do and not to do, who may change what, and what no instruction can promise."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ...base.errors import ArgumentError
from ...base.fence import unfenced_said
from ...base.notebook import Shown
from ...base.text import line
from ...instructions.ground import Ground, Standing
from ...instructions.instruction import SystemInstruction
from ...wording.phrases import part_of
from ...wording.words import words_for
from ..diff import is_rule
from ..table.table import Item

Part = tuple[str, tuple[str, ...]]
"""A heading, and what stands beneath it."""


@dataclass(frozen=True, slots=True)
class Author:
    """One preset behind a tutor: its layer, its title, and the attributes in it that no inner layer can change."""

    layer: str
    title: str
    locked: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {"layer": self.layer, "title": self.title, "locked": list(self.locked)}


@dataclass(frozen=True, slots=True)
class TutorCard(Shown):
    """What one tutor is asked to do. `str(card)` is the card as text.

    `does`, `does_not`, `may` and `keeps_to` are told from what the instruction holds its tutor to, each with the part
    of the dialogue in which it holds; `rules` are the authors' own sentences that nothing checks. It holds no data of
    a learner.
    """

    title: str
    does: tuple[Item, ...]
    does_not: tuple[Item, ...]
    may: tuple[Item, ...]
    keeps_to: tuple[Item, ...]
    rules: tuple[str, ...]
    authors: tuple[Author, ...]
    library: str
    fingerprint: str
    """The SHA-256 of the text that is the same for every learner."""
    locale: str = "en"

    @property
    def words(self) -> Mapping[str, Any]:
        """What the card's parts are called."""
        found: Mapping[str, Any] = words_for(self.locale).views["card"]
        return found

    @property
    def intro(self) -> str:
        """What the card is."""
        return str(self.words["intro"])

    @property
    def parts(self) -> tuple[Part, ...]:
        """The card's headings with what stands beneath each; none is empty."""
        told = {
            "does": [item.text for item in self.does],
            "does_not": [item.text for item in self.does_not],
            "may": [replace(item, kind="must").text for item in self.may],
            "keeps_to": [item.text for item in self.keeps_to],
            "rules": self.rules,
            "authors": self._authors(),
            "no_promise": self.words["limits"],
            "version": (self.words["made"].format(library=self.library, fingerprint=self.fingerprint),),
        }
        return tuple((self.words[name], tuple(texts)) for name, texts in told.items() if texts)

    def _authors(self) -> Iterable[str]:
        words = words_for(self.locale)
        for one in self.authors:
            who = self.words["layers"][one.layer]
            yield self.words["author"].format(who=who, title=one.title) if one.title else who
            if one.locked:
                yield self.words["locked"].format(
                    who=who, names=words.listed(name.replace("_", " ") for name in one.locked)
                )
        yield self.words["learner"]

    def to_dict(self) -> dict[str, Any]:
        """The card as plain data."""
        return {
            "title": self.title,
            "does": [item.to_dict() for item in self.does],
            "does_not": [item.to_dict() for item in self.does_not],
            "may": [item.to_dict() for item in self.may],
            "keeps_to": [item.to_dict() for item in self.keeps_to],
            "rules": list(self.rules),
            "authors": [one.to_dict() for one in self.authors],
            "no_promise": list(self.words["limits"]),
            "library": self.library,
            "fingerprint": self.fingerprint,
        }

    def __str__(self) -> str:
        return card_text(self)


def tutor_card(instruction: SystemInstruction) -> TutorCard:
    """The card of a tutor, from its instruction, just composed or stored.

    What a budget left out is not on it. Raises `PedagogyError` for an instruction that was stored by a version which
    kept nothing to tell it from.
    """
    if not isinstance(instruction, SystemInstruction):
        raise ArgumentError(f"A card is made of an instruction, not of {type(instruction).__name__}: compose it first.")
    common, sources = instruction.shared.common, instruction.shared.sources
    ground = common.background.ground
    items = list(_items(ground))
    meant = {one.held.attribute for one in ground.standing}
    rules = [one.text for one in common.rules.sections if is_rule(one) and one.name not in meant]
    titles = [source["title"] for source in sources if source["title"]]
    return TutorCard(
        title=line(titles[-1]) if titles else str(words_for(common.locale).views["card"]["title"]),
        does=_of(items, "must"),
        does_not=_of(items, "must_not"),
        may=_of(items, "may"),
        keeps_to=_of(items, "bound", "choice"),
        rules=tuple(line(unfenced_said(rule, common.tags)) for rule in rules),
        authors=tuple(_author(source, ground) for source in sources),
        library=common.library,
        fingerprint=str(instruction.manifest()["text"]),
        locale=common.locale,
    )


def _items(ground: Ground) -> Iterable[Item]:
    """Everything that holds somewhere, those that say the same once."""
    found: dict[tuple[Any, ...], Item] = {}
    said: set[str] = set()
    for one in ground.standing:
        kind, words = one.held.kind, one.held.words
        if kind in ("bound", "choice"):  # in the words the tutor gets, unless they are told as something it does
            words = ground.words.phrase(one.held.text)
        else:
            said.add(ground.words.phrase(one.held.text))
        when = part_of(ground.space, one.states, ground.space.reachable, ground.words, ground.variables)
        wish = one.held.strength == "should"
        item = Item(kind, words, when, (), not one.every, wish, ground.words.locale)
        found.setdefault((kind, words, when, one.every, wish), item)
    return [item for item in found.values() if item.kind not in ("bound", "choice") or item.words not in said]


def _of(items: Iterable[Item], *kinds: str) -> tuple[Item, ...]:
    return tuple(item for item in items if item.kind in kinds)


def _author(source: Mapping[str, Any], ground: Ground) -> Author:
    def here(one: Standing) -> bool:
        return one.held.locked and one.held.layer == source["layer"]

    locked = dict.fromkeys(one.held.attribute for one in ground.standing if here(one))
    return Author(source["layer"], line(source["title"] or ""), tuple(locked))


def card_text(card: TutorCard, width: int = 100) -> str:
    """The card for a terminal `width` columns wide (at least 40)."""
    width = max(width, 40)

    def wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
        return textwrap.wrap(
            text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
        )

    out = [*wrapped(card.title), "", *wrapped(card.intro)]
    for head, texts in card.parts:
        out += ["", head, *(row for text in texts for row in wrapped(text, "  - ", "    "))]
    return "\n".join(out)
