"""How messages name claims and norms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...attributes.kit.attribute import Attribute
from ...base.inline import inline
from ...norms.claims import Claim
from ...norms.norm import Norm
from ...reports.report import Place
from ...wording.statements import statement_text
from ..claims import origin_of
from ..parameters import End, param_of
from ..resolved import Resolved


def label(claim: Claim, norm: Norm | None = None, end: End | None = None) -> str:
    """The attribute with the parameter that sets the norm of a claim, or one end of its bound."""
    return _label(origin_of(claim)[0].attribute, param_of(claim, norm, end))


def _label(attribute: Attribute, param: str | None) -> str:
    if param is None:
        return f"`{attribute.known_as}`"
    return f"`{attribute.known_as}` ({param}: {inline(attribute.as_written(param))})"


@dataclass(frozen=True, slots=True)
class Named:
    """One claim as messages name it."""

    label: str
    place: Place
    slug: str
    text: str
    """Its words, on one line."""


class Names:
    """The claims of one resolution as messages name them; each is put into words once."""

    def __init__(self, resolved: Resolved) -> None:
        self._resolved = resolved
        self._named: dict[tuple[int, Norm | None, End | None], Named] = {}

    def of(self, which: int, norm: Norm | None = None, end: End | None = None) -> Named:
        """A claim by its number, with the parameter that sets its `norm`, of a bound the one that sets its `end`."""
        if norm is not None and norm.param is None and norm.modality not in ("bound", "choose"):
            norm = end = None
        named = self._named.get((which, norm, end))
        if named is None:
            claim = self._resolved.resolution.claims[which]
            placed, statement = origin_of(claim)
            attribute, param = placed.attribute, param_of(claim, norm, end)
            text = statement_text(attribute, statement.key, "brief", self._resolved.words.locale).replace("\n", " ")
            place = placed.place(param) if param else placed.place()
            named = self._named[which, norm, end] = Named(_label(attribute, param), place, attribute.known_as, text)
        return named


def lines(claims: Sequence[Named]) -> list[str]:
    """Where some claims stand, whose they are, and their words, in columns."""
    several = len({claim.place.source for claim in claims}) > 1
    rows = list(dict.fromkeys((_where(claim.place, several), claim.slug, claim.text) for claim in claims))
    left = max(len(where) for where, _, _ in rows)
    middle = max(len(slug) for _, slug, _ in rows)
    return [f"{where:<{left}}  {slug:<{middle}}  {text}" for where, slug, text in rows]


def _where(place: Place, several: bool) -> str:
    if not place.line:
        return place.layer if place.source is None else place.source
    return f"{place.source}:{place.line}" if place.source and several else f"line {place.line}"


def least_of(norm: Norm) -> int | None:
    return norm.value[0] if isinstance(norm.value, tuple) else None


def most_of(norm: Norm) -> int | None:
    return norm.value[1] if isinstance(norm.value, tuple) else None
