"""A set of attributes, resolved: what still clashes, who yields, and everything there is to say of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ..norms.analysis import Analysis, Clash
from ..norms.condition import Condition, Variable
from ..norms.space import MAX_STATES, TooManyStates
from ..presets.packs import Pack, closure_of
from ..reports.report import Finding, Fix, Place, Report
from ..wording.words import words_for
from .gather import Placed, Placing, claims_of
from .messages import Teller
from .resolved import Scene
from .rules import find_all


@dataclass(frozen=True, eq=False)
class Resolved:
    """The attributes of one composition after the check; no scene where they could not be analysed."""

    findings: tuple[Finding, ...]
    complete: bool = False
    scene: Scene | None = None

    @cached_property
    def report(self) -> Report:
        """The findings, in order."""
        return Report.of(self.findings, complete=self.complete)


@lru_cache(maxsize=256)
def resolve(placed: Placing, given: Condition, locale: str, packs: tuple[Pack, ...] = ()) -> Resolved:
    """Everything the norms and rules have to say about these attributes. It depends on them alone, so it is kept."""
    closure, words = closure_of(packs), words_for(locale)
    unknown = tuple(_unknown_variables(placed, given, closure.vocabulary.variables))
    if unknown:
        return Resolved(unknown)
    try:
        resolution = Analysis(claims_of(placed), closure, given).resolve()
    except TooManyStates as error:
        return Resolved((_too_many(error),))

    def mend(clash: Clash) -> tuple[Fix, ...]:
        from .fixes import search

        return search(placed, given, closure, words, resolution, clash)

    scene = Scene(placed, resolution, closure, words, given)
    teller = Teller(resolution, closure, words, mend)
    findings = [*teller.clashes(), *teller.yieldings(), *find_all(scene)]
    if not resolution.complete:
        findings.append(Finding.of("PED109", "There are more conflicts than are listed. Mend these and check again."))
    return Resolved(tuple(findings), resolution.complete, scene)


def not_a_value(value: object, variable: Variable) -> str:
    """What is wrong with a value of an app's own variable."""
    taken = ", ".join(str(one).lower() if isinstance(one, bool) else str(one) for one in variable.values)
    shown = repr(value) if isinstance(value, str) else str(value).lower()
    return f"{shown} is not a value of '{variable.name}'. It takes {taken}; several of them as a list."


def _unknown_variables(placed: Iterable[Placed], given: Condition, known: Mapping[str, Variable]) -> Iterable[Finding]:
    for one in placed:
        for name in type(one.attribute).model_fields:
            value = getattr(one.attribute, name)
            if isinstance(value, Condition):
                yield from _unreadable(value, known, one.attribute.slug(), one.place(name))
    yield from _unreadable(given, known, None, Place(path=("given",)))


def _unreadable(
    condition: Condition, known: Mapping[str, Variable], slug: str | None, place: Place
) -> Iterable[Finding]:
    for variable in sorted(condition.variables - set(known)):
        yield _unknown(variable, slug, place)
    for name, value in condition.misread(known):
        yield Finding.of(
            "PED003",
            not_a_value(value, known[name]),
            args={"name": name},
            attributes=(slug,) if slug else (),
            places=(place,),
        )


def _unknown(variable: str, slug: str | None, place: Place) -> Finding:
    return Finding.of(
        "PED002",
        f"There is no condition variable '{variable}'. An app's own variables are declared in a pack, and the pack is "
        "passed along.",
        args={"name": variable},
        attributes=(slug,) if slug else (),
        places=(place,),
    )


def _too_many(error: TooManyStates) -> Finding:
    return Finding.of(
        "PED108",
        f"The conditions tell more than {MAX_STATES:,} dialogue states apart, too many to analyse. Use fewer condition "
        "variables, or say what is known with `given`.",
        args={"states": error.count, "limit": MAX_STATES},
    )
