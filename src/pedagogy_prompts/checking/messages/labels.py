"""How messages name claims and norms."""

from __future__ import annotations

from collections.abc import Sequence

from ...base.inline import inline
from ...norms.claims import Claim
from ...norms.norm import Norm
from ...norms.plain import plain
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


def lines(resolved: Resolved, claims: Sequence[Claim]) -> list[str]:
    told = []
    for claim in claims:
        placed, statement = origin_of(claim)
        place = resolved.place(claim)
        where = f"line {place.line}" if place.line else (place.layer if place.source is None else place.source)
        if place.source and place.line and len({resolved.place(one).source for one in claims}) > 1:
            where = f"{place.source}:{place.line}"
        text = statement_text(placed.attribute, statement.key, "brief", resolved.words.locale).replace("\n", " ")
        told.append((where, placed.attribute.slug(), text))
    told = list(dict.fromkeys(told))
    left = max(len(where) for where, _, _ in told)
    middle = max(len(slug) for _, slug, _ in told)
    return [f"{where:<{left}}  {slug:<{middle}}  {text}" for where, slug, text in told]


def least_of(norm: Norm) -> int | None:
    return norm.value[0] if isinstance(norm.value, tuple) else None


def most_of(norm: Norm) -> int | None:
    return norm.value[1] if isinstance(norm.value, tuple) else None
