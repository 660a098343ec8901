"""An app's own condition variables: which nobody knows, and which values they do not have."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from ..base.inline import inline, shown
from ..norms.condition import Condition
from ..norms.variables import Variable
from ..reports.report import Finding, Place
from ..reports.saying import Sentence, Sentences
from .claims import Placed, statements_of

_say = Sentences("checking")


def readable(conditions: Iterable[Condition], known: Mapping[str, Variable]) -> bool:
    return all(condition.variables <= known.keys() and not condition.misread(known) for condition in conditions)


def unreadable(placed: Iterable[Placed], given: Condition, known: Mapping[str, Variable]) -> Iterator[Finding]:
    """What cannot be read in the conditions of some attributes and in what is given."""
    for one in placed:
        for name, condition in one.conditions():
            if not readable((condition,), known):
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
                        _say("PED002.act", name=act),
                        args={"name": act},
                        attributes=(one.attribute.known_as,),
                        places=(one.place("means"),),
                    )


def not_a_value(value: object, variable: Variable) -> Sentence:
    """What is wrong with a value of an app's own variable."""
    takes = list(map(inline, variable.values))
    return _say("PED003.own_variable", value=shown(value), name=variable.name, takes=takes)


def _unreadable(
    condition: Condition, known: Mapping[str, Variable], slug: str | None, place: Place
) -> Iterator[Finding]:
    for variable in sorted(condition.variables - set(known)):
        yield Finding.of(
            "PED002",
            _say("PED002.variable", name=variable),
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
