"""How much can be checked together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..reports.report import Finding, Place
from ..reports.saying import Sentences
from .claims import Placed, statements_of

_say = Sentences("checking")

MAX_INSTANCES = 20
"""How often one attribute may stand in a composition."""
MAX_PLACED = 200
"""How many attributes a composition may have, counting each as often as it stands."""
MAX_MEANT = 600
"""How many norms all rules in authors' own words may mean: each is compared with all others."""


def crowded(placed: Sequence[Placed]) -> Iterator[Finding]:
    """What is placed too often: what clashes with what takes time that grows with its square."""
    slugs = [one.attribute.known_as for one in placed]
    for slug, count in Counter(slugs).items():
        if count > MAX_INSTANCES:
            yield Finding.of(
                "PED110",
                _say("PED110.instances", attribute=slug, instances=count, limit=MAX_INSTANCES),
                attributes=(slug,),
                places=(placed[slugs.index(slug)].place(),),
                args={"instances": count, "limit": MAX_INSTANCES},
            )
    rules = [one for one in placed if one.attribute.own_words]
    meant = sum(len(statement.norms) for one in rules for statement in statements_of(one.attribute))
    if meant > MAX_MEANT:
        yield Finding.of(
            "PED110",
            _say("PED110.norms", norms=meant, limit=MAX_MEANT),
            args={"norms": meant, "limit": MAX_MEANT},
            places=tuple(one.place() for one in rules[:1]),
        )
    if len(placed) > MAX_PLACED:
        yield Finding.of(
            "PED110",
            _say("PED110.attributes", instances=len(placed), limit=MAX_PLACED),
            args={"instances": len(placed), "limit": MAX_PLACED},
            places=homes_of(placed),
        )


def homes_of(placed: Sequence[Placed]) -> tuple[Place, ...]:
    """The presets that bring what is placed: where that stands which is about all of it."""
    return tuple(dict.fromkeys(one.home for one in placed)) or (Place(),)
