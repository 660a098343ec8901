"""The kinds of clash between norms for every turn, each a search of its own: `find(standing, found)`.

Those that a duty has part in take one of some turns as `extra`, and look then only for clashes in which it has part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from .active import Active
from .claims import Found
from .standing import Standing
from .vocabulary import NAMED_SLOTS, OPEN_AND_SHUT, holds_named


def bans(standing: Standing, found: Found, extra: Active | None = None) -> None:
    """Duties whose acts, or acts these imply, are banned."""
    for duty in [extra] if extra else standing.duties:
        for ban in standing.banning(duty.duty):
            if duty.norm.modality == ban.norm.modality and duty.norm.target == ban.norm.target:
                continue  # two bounds of one quantity: `bounds` tells it
            if region := duty.mask & ban.mask:
                found.add("PED101", (duty.at, ban.at), region, "ban", acts=duty.duty & ban.ban)


def exclusions(standing: Standing, found: Found, extra: Active | None = None) -> None:
    """Duties to do two acts that no turn does both."""
    bit = standing.closure.bit
    for law in standing.closure.excludes:
        act, another = bit[law.act], bit[law.other]
        if extra and not extra.duty & (act | another):
            continue
        for one, other in _pairs(standing, act, another, extra):
            if region := one.mask & other.mask:
                code = "PED104" if law.choice else "PED101"
                found.add(code, (one.at, other.at), region, "exclusion", entry=law)


def together(standing: Standing, found: Found, extra: Active | None = None) -> None:
    """Duties to do two acts that together are a third one, which is banned."""
    closure = standing.closure
    for law in closure.together:
        implied = closure.implied[law.also]
        act, another = closure.bit[law.act], closure.bit[law.other]
        if not implied & standing.banned or (extra and not extra.duty & (act | another)):
            continue
        against = standing.banning(implied)
        for one, other in _pairs(standing, act, another, extra):
            both = one.mask & other.mask
            for ban in against if both else ():
                if region := both & ban.mask:
                    found.add("PED101", (one.at, other.at, ban.at), region, "together", entry=law)


def _pairs(standing: Standing, act: int, other: int, extra: Active | None) -> Iterator[tuple[Active, Active]]:
    """Who does an act with who does another; with `extra`, the pairs it is one of."""
    if extra is None:
        yield from product(standing.doing(act), standing.doing(other))
        return
    if extra.duty & other:
        yield from ((one, extra) for one in standing.doing(act))
    if extra.duty & act:
        yield from ((extra, two) for two in standing.doing(other))
        if extra.duty & other:
            yield extra, extra


def permissions(standing: Standing, found: Found) -> None:
    """What is permitted and banned."""
    for permit in standing.permits:
        permitted = standing.closure.implied[permit.norm.target]
        for ban in standing.banning(permitted):
            if region := permit.mask & ban.mask:
                found.add("PED102", (permit.at, ban.at), region, "ban", acts=permitted & ban.ban)


def bounds(standing: Standing, found: Found) -> None:
    """Two bounds of one quantity, the least of one above the most of the other."""
    for low in standing.bounds:
        if not low.least:
            continue
        for high in standing.bounds:
            if high.norm.target == low.norm.target and high.most is not None and low.least > high.most:
                if region := low.mask & high.mask:
                    found.add("PED103", (low.at, high.at), region, "bounds", least=low.least, most=high.most)


def choices(standing: Standing, found: Found) -> None:
    """Choices for one slot that have no value in common."""
    by_slot: dict[str, list[Active]] = {}
    for choice in standing.choices:
        by_slot.setdefault(choice.norm.target, []).append(choice)
    for group in by_slot.values():
        if len({choice.norm.value for choice in group}) < 2:
            continue
        # A minimal set without a common value has at most one member more than any of them has values.
        largest = 1 + max(len(_allowed(choice)) for choice in group)
        for size in range(2, min(len(group), largest) + 1):
            for some in combinations(group, size):
                region = some[0].mask
                for choice in some[1:]:
                    region &= choice.mask
                if region and not _common(some):
                    found.add("PED104", (c.at for c in some), region, "choice")


def phrases(standing: Standing, found: Found) -> None:
    """Phrases that are said, with words in them that are never said; topics that hold one that has no place."""
    for kind in NAMED_SLOTS:
        has_place, none = OPEN_AND_SHUT[kind]
        named = [c for c in standing.choices if c.norm.target.startswith(f"{kind}:")]
        for shut in [c for c in named if _allowed(c) == {none}] if len(named) > 1 else ():
            for one in named:
                if one.norm.target != shut.norm.target and has_place in _allowed(one):
                    if holds_named(one.norm.target, shut.norm.target) and (region := one.mask & shut.mask):
                        found.add("PED104", (one.at, shut.at), region, "choice")


def slots(standing: Standing, found: Found) -> None:
    """Choices for two slots of which no values go together."""
    clashing = standing.closure.slot_clashes
    names = {clash[0] for clash in clashing}
    for one, other in combinations([c for c in standing.choices if c.norm.target in names], 2):
        a, b = one.norm.target, other.norm.target
        if a != b and (region := one.mask & other.mask):
            if all((a, x, b, y) in clashing for x in _allowed(one) for y in _allowed(other)):
                found.add("PED104", (one.at, other.at), region, "slots")


def _common(choices: Sequence[Active]) -> frozenset[str]:
    """The values that all choices allow; one that is a kind of another, as en-GB of en, is allowed with it."""
    values = frozenset[str]().union(*map(_allowed, choices))
    return frozenset(v for v in values if all(_kinds(v) & _allowed(choice) for choice in choices))


def _kinds(value: str) -> frozenset[str]:
    """A value and what it is a kind of."""
    parts = value.split("-")
    return frozenset("-".join(parts[:n]) for n in range(1, len(parts) + 1))


def _allowed(choice: Active) -> frozenset[str]:
    assert isinstance(choice.norm.value, frozenset)
    return choice.norm.value
