"""An app's own condition variables: which nobody knows, and which values they do not have."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from ..base.inline import inline, shown
from ..norms.condition import Condition
from ..norms.variables import Variable
from ..reports.report import Finding, Place
from .claims import Placed, statements_of


def readable(conditions: Iterable[Condition], known: Mapping[str, Variable]) -> bool:
    return all(condition.variables <= known.keys() and not condition.misread(known) for condition in conditions)


def unreadable(placed: Iterable[Placed], given: Condition, known: Mapping[str, Variable]) -> Iterator[Finding]:
    """What cannot be read in the conditions of some attributes and in what is given."""
    for one in placed:
        for name, condition in one.conditions():
            yield from _unreadable(condition, known, one.attribute.known_as, one.place(name))
    yield from _unreadable(given, known, None, Place(path=("given",)))


def unknown_acts(placed: Iterable[Placed], acts: Container[str]) -> Iterator[Finding]:
    """Acts with a dot in what rules mean, where no pack brings them; all others were known when they were read."""
    for one in placed:
        for statement in statements_of(one.attribute) if one.attribute.own_words else ():
            for act in dict.fromkeys(norm.target for norm in statement.norms if "." in norm.target):
                if act not in acts:
                    yield Finding.of(
                        "PED002",
                        f"There is no act '{act}'. An app's own acts are declared in a pack, and the pack is passed "
                        "along.",
                        args={"name": act},
                        attributes=(one.attribute.known_as,),
                        places=(one.place("means"),),
                    )


def not_a_value(value: object, variable: Variable) -> str:
    """What is wrong with a value of an app's own variable."""
    taken = ", ".join(map(inline, variable.values))
    return f"{shown(value)} is not a value of '{variable.name}'. It takes {taken}; several of them as a list."


def _unreadable(
    condition: Condition, known: Mapping[str, Variable], slug: str | None, place: Place
) -> Iterator[Finding]:
    for variable in sorted(condition.variables - set(known)):
        yield Finding.of(
            "PED002",
            f"There is no condition variable '{variable}'. An app's own variables are declared in a pack, and the pack "
            "is passed along.",
            args={"name": variable},
            attributes=(slug,) if slug else (),
            places=(place,),
        )
    for name, value in condition.misread(known):
        yield Finding.of(
            "PED003",
            not_a_value(value, known[name]),
            args={"name": name},
            attributes=(slug,) if slug else (),
            places=(place,),
        )
