"""How messages name claims and norms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...base.inline import inline
from ...norms.claims import Claim
from ...norms.norm import Norm
from ...norms.plain import plain
from ...reports.report import Place
from ...wording.statements import statement_text
from ..claims import origin_of
from ..resolved import Resolved


def label(claim: Claim, number: int | None = None, prefer: str = "max") -> str:
    """The attribute with the parameter the claim comes from; of several, the one that holds `number`."""
    placed, statement = origin_of(claim)
    attribute = placed.attribute
    param = statement.param
    if number is not None:
        hits = [name for name in attribute.parameters() if getattr(attribute, name) == number]
        param = next((name for name in hits if name.startswith(prefer)), hits[0] if hits else param)
    if param is None:
        return f"`{attribute.slug()}`"
    return f"`{attribute.slug()}` ({param}: {inline(plain(getattr(attribute, param)))})"


@dataclass(frozen=True, slots=True)
class Named:
    """One claim as messages name it."""

    label: str
    place: Place
    slug: str
    text: str
    """Its words, on one line."""


class Names(dict[int, Named]):
    """The claims of one resolution as messages name them, by index; each is put into words once."""

    def __init__(self, resolved: Resolved) -> None:
        super().__init__()
        self._resolved = resolved

    def __missing__(self, which: int) -> Named:
        resolved = self._resolved
        claim = resolved.resolution.claims[which]
        placed, statement = origin_of(claim)
        text = statement_text(placed.attribute, statement.key, "brief", resolved.words.locale).replace("\n", " ")
        self[which] = named = Named(label(claim), resolved.place(claim), placed.attribute.slug(), text)
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
