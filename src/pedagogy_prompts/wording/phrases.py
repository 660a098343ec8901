"""How a norm, a value and a part of the dialogue's states are said, in phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..norms.closure import Closure
from ..norms.condition import Condition
from ..norms.norm import Norm
from ..norms.space import Space
from ..norms.variables import Variable
from ..norms.vocabulary import ORDER_SLOT
from .words import Words

LASTING = frozenset({"until", "once"})
"""The conjunctions after which a clause is said as of something that lasts."""
_PLAIN_KEY = re.compile(r"[a-z0-9_]+")


def told_value(value: str, words: Words) -> str:
    """A slot's value in words: "materials only". A locale may have its own; else the value's name serves."""
    told: str | None = words.views.get("values", {}).get(value)
    return told or (value.replace("_", " ") if _PLAIN_KEY.fullmatch(value) else value)


def told_amount(least: int | None, most: int | None, words: Words) -> str:
    """A bound in words: "at most 3"."""
    forms: Mapping[str, str] = words.views["amounts"]
    if most == 0:
        return forms["nothing"]
    if not least and most is None:
        return forms["any"]
    if least == most:
        return forms["exactly"].format(n=least)
    if most is None:
        return forms["least"].format(n=least)
    return forms["between"].format(low=least, high=most) if least else forms["most"].format(n=most)


def told_order(pairs: Iterable[tuple[str, str]], words: Words) -> str:
    """Which of two things comes first, for all pairs together: "in this order: ..., then ..."."""
    names, forms = words.views["moves"], words.views["orders"]
    firsts: dict[str, list[str]] = {}
    for first, then in pairs:
        firsts.setdefault(first, []).append(then)
    members = dict.fromkeys([*firsts, *(then for thens in firsts.values() for then in thens)])
    chain = sorted(members, key=lambda move: -len(firsts.get(move, ())))
    if all(set(firsts.get(move, ())) == set(chain[i + 1 :]) for i, move in enumerate(chain)):
        if len(chain) > 2:
            return str(forms["chain"].format(moves=words.listed((names.get(move, move) for move in chain), "then")))
    return str(forms["next"]).join(
        forms["pair"].format(first=names.get(first, first), then=words.listed(names.get(then, then) for then in thens))
        for first, thens in firsts.items()
    )


def order_pair(target: str, value: Any) -> tuple[str, str] | None:
    """The two members of an order slot, the first one first; None where both orders will do or neither."""
    if len(value) != 1:
        return None
    (first,) = value
    one, other = target.removeprefix(ORDER_SLOT).split("/")
    return (first, other if first == one else one)


def told_values(values: Iterable[str], words: Words) -> str:
    """The values a slot may take: "en or fr"."""
    return words.listed((told_value(value, words) for value in sorted(values)), "or")


def told_norm(norm: Norm, closure: Closure, words: Words) -> str:
    """What a norm asks for, as a phrase: an act as a verb, a bound or a choice as "what: how much"."""
    told: str = words.views["norm"]["told"]
    match norm.modality:
        case "bound":
            assert isinstance(norm.value, tuple)
            return told.format(what=words.quantity(norm.target), value=told_amount(*norm.value, words))
        case "choose":
            assert isinstance(norm.value, frozenset)
            return told.format(what=words.slot(norm.target), value=told_values(norm.value, words))
        case _:
            return words.act(norm.target, closure.vocabulary.acts)


def part_of(space: Space, held: int, within: int, words: Words, variables: Mapping[str, Variable]) -> str:
    """In which part of `within` something holds, with its conjunction; "" where it holds in all of it."""
    found = part_form(space, held, within, words, variables)
    if found is None:
        return ""
    form, condition = found
    return words.part(form, words.condition(condition, variables, until=form in LASTING))


def part_form(
    space: Space, held: int, within: int, words: Words, variables: Mapping[str, Variable]
) -> tuple[str, Condition] | None:
    """The conjunction ("until", "once", "when" or "except") and the condition that tell a part of `within` best."""
    held &= within
    if held == within:
        return None
    free = ~within
    return plainest(space.cover(held, free), space.cover(within & ~held, free), words, variables)


def plainest(
    when: Condition, rest: Condition, words: Words, variables: Mapping[str, Variable]
) -> tuple[str, Condition]:
    """The conjunction and the condition that tell best where something holds; `rest` is where it does not.

    The shortest, and "except" only before what says no "not" itself.
    """
    forms = [("when", when)]
    if when.lasting:
        forms.insert(0, ("once", when))
    if rest.lasting:
        forms.insert(0, ("until", rest))
    if not words.negative(words.condition(rest, variables)):
        forms.append(("except", rest))
    return min(forms, key=lambda one: len(words.condition(one[1], variables, until=one[0] in LASTING)))


def prefixed(
    text: str,
    held: int,
    within: int,
    must: bool,
    space: Space,
    words: Words,
    variables: Mapping[str, Variable],
    *,
    plainly: bool = False,
) -> str:
    """`text` with "Only when ...:", "Until ...:" or the like before it, where it holds in a part of `within` alone.

    What is no `must` is told as a wish; `plainly` says "When ...:", without "only".
    """
    found = part_form(space, held, within, words, variables)
    if found is None:
        return text if must else words.prefixed("wish", "", text)
    form, condition = found
    form = "plain_when" if plainly and form == "when" else form
    text = words.prefixed(form, words.condition(condition, variables, until=form in LASTING), text)
    return text if must else words.prefixed("part_wish", "", text)


def flat(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())
