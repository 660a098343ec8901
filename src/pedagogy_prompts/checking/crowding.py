"""How much can be checked together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..reports.report import Finding, Place
from .claims import Placed, statements_of

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
                f"`{slug}` stands here {count:,} times; at most {MAX_INSTANCES} can be told apart. Join what belongs "
                "together, in one list or one condition, and take out what stands twice.",
                attributes=(slug,),
                places=(placed[slugs.index(slug)].place(),),
                args={"instances": count, "limit": MAX_INSTANCES},
            )
    rules = [one for one in placed if one.attribute.own_words]
    meant = sum(len(statement.norms) for one in rules for statement in statements_of(one.attribute))
    if meant > MAX_MEANT:
        yield Finding.of(
            "PED110",
            f"What the rules here mean comes to {meant:,} norms; at most {MAX_MEANT} can be checked together (`only` "
            "is one for each act that it rules out). Say less in `means`, or nothing where a rule does not need it.",
            args={"norms": meant, "limit": MAX_MEANT},
            places=tuple(one.place() for one in rules[:1]),
        )
    if len(placed) > MAX_PLACED:
        yield Finding.of(
            "PED110",
            f"Here are {len(placed):,} attributes, counting each as often as it stands; at most {MAX_PLACED} can be "
            "checked together. Take out those that say the same.",
            args={"instances": len(placed), "limit": MAX_PLACED},
            places=homes_of(placed),
        )


def homes_of(placed: Sequence[Placed]) -> tuple[Place, ...]:
    """The presets that bring what is placed: where that stands which is about all of it."""
    return tuple(dict.fromkeys(one.home for one in placed)) or (Place(),)
