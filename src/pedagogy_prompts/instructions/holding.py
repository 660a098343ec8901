"""What holds in one dialogue state, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ..base.notebook import Shown
from ..base.visible import visible
from ..norms.norm import Modality
from ..norms.variables import Value
from ..reports.report import Finding, Place
from ..wording.phrases import flat
from ..wording.words import words_for

Kind = Literal["must", "must_not", "may", "bound", "choice"]
"""The kinds of norm, as a person meets them."""

KINDS: dict[Modality, Kind] = {
    "oblige": "must",
    "forbid": "must_not",
    "permit": "may",
    "bound": "bound",
    "choose": "choice",
}


def label(attribute: str, layer: str, place: Place) -> str:
    """Attribute, layer and place in one line."""
    where = f", {place}" if place.source is not None else ""
    return f"{attribute} ({layer}{where})"


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that holds in a state: what, in words; the statement it comes from, and where that was written.

    `target` and `value` are the norm's own: an act, a quantity with (least, most), a slot with the values allowed.
    `locked`: no inner layer can change it.
    """

    kind: Kind
    words: str
    target: str
    value: Any
    strength: str
    attribute: str
    statement: str
    text: str
    layer: str
    place: Place
    locked: bool = False

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        value = self.value
        return {
            "kind": self.kind,
            "words": self.words,
            "target": self.target,
            "value": sorted(value) if isinstance(value, frozenset) else list(value) if value is not None else None,
            "strength": self.strength,
            "attribute": self.attribute,
            "statement": self.statement,
            "text": self.text,
            "layer": self.layer,
            "place": self.place.to_dict(),
            "locked": self.locked,
        }

    @property
    def source(self) -> str:
        """Attribute, layer and place in one line."""
        return label(self.attribute, self.layer, self.place)


@dataclass(frozen=True, slots=True)
class Yielded:
    """A statement that is silent in a state, and to whom it gives way; to nobody where two wishes cancel each other.

    `replaced`: an inner instance of the same attribute stands in its place.
    """

    attribute: str
    statement: str
    text: str
    layer: str
    place: Place
    to: tuple[str, ...]
    replaced: bool

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "attribute": self.attribute,
            "statement": self.statement,
            "text": self.text,
            "layer": self.layer,
            "place": self.place.to_dict(),
            "to": list(self.to),
            "replaced": self.replaced,
        }

    @property
    def source(self) -> str:
        """Attribute, layer and place in one line."""
        return label(self.attribute, self.layer, self.place)


@dataclass(frozen=True, slots=True)
class Holding(Shown):
    """What holds in one dialogue state, and why. `str(holding)` tells it."""

    state: Mapping[str, Value]
    """The state as it was asked for."""
    assumed: Mapping[str, Value]
    """What was not said and bears on the result: the calm or first value was taken."""
    idle: tuple[str, ...]
    """Variables of the state that no statement depends on."""
    when: str
    """The state in words."""
    assuming: str
    """What was assumed, in words; empty when nothing was."""
    must: tuple[Held, ...]
    must_not: tuple[Held, ...]
    may: tuple[Held, ...]
    bounds: tuple[Held, ...]
    choices: tuple[Held, ...]
    sometime: tuple[Held, ...]
    """What is due in at least one turn of a kind that this state belongs to, not in each."""
    yielded: tuple[Yielded, ...] = ()
    """What would hold here and gives way."""
    unsettled: tuple[Finding, ...] = ()
    """Conflicts in this state that nobody has settled; both sides are listed above."""
    locale: str = "en"

    def to_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "state": dict(self.state),
            "assumed": dict(self.assumed),
            "idle": list(self.idle),
            "when": self.when,
            "assuming": self.assuming,
            "must": [one.to_dict() for one in self.must],
            "must_not": [one.to_dict() for one in self.must_not],
            "may": [one.to_dict() for one in self.may],
            "bounds": [one.to_dict() for one in self.bounds],
            "choices": [one.to_dict() for one in self.choices],
            "sometime": [one.to_dict() for one in self.sometime],
            "yielded": [one.to_dict() for one in self.yielded],
            "unsettled": [finding.to_dict() for finding in self.unsettled],
        }

    def __str__(self) -> str:
        words = words_for(self.locale)
        forms: Mapping[str, str] = words.views["what_if"]
        out = [forms["when"].format(condition=self.when) if self.when else forms["usual"]]
        if self.assuming:
            out.append(forms["assuming"].format(condition=self.assuming))
        if self.idle:
            out.append(forms["idle"].format(names=words.separated(self.idle)))
        numbers: dict[str, int] = {}
        for title in ("must", "must_not", "may", "bounds", "choices", "sometime"):
            found: tuple[Held, ...] = getattr(self, title)
            if found:
                out += ["", forms[title]]
            by_words: dict[str, list[int]] = {}
            for one in found:
                told = forms["wish"].format(text=one.words) if one.strength == "should" else one.words
                number = numbers.setdefault(f"{one.source}: {flat(one.text)}", len(numbers) + 1)
                by_words.setdefault(told, []).append(number)
            for told, why in by_words.items():
                out.append(f"  - {told}{''.join(f' [{number}]' for number in dict.fromkeys(why))}")
        if self.yielded:
            out += ["", forms["yielded"]]
            for loser in self.yielded:
                who = words.separated(loser.to) or forms["nobody"]
                out.append(f"  - {loser.source}: {flat(loser.text)}")
                out.append(f"    {forms['replaced' if loser.replaced else 'gives_way'].format(who=who)}")
        if self.unsettled:
            out += ["", forms["unsettled"]]
            out += [f"  - {finding.message}" for finding in self.unsettled]
        if numbers:
            out += ["", forms["why"], *(f"  [{number}] {source}" for source, number in numbers.items())]
        return visible("\n".join(out))
