"""What a set of attributes says, in every wording, before lesson, learner and budget come in.

A draft depends on the attributes alone, so it is kept: composing again for another lesson or learner renders nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ._attribute import Attribute
from ._findings import Teller
from ._fixes import search
from ._instruction import HeldNorm
from ._pack import Pack, closure_of
from ._render import Detail, Section, order, reminder_text, statement_text
from ._report import Finding, Place
from ._scene import Scene
from ._stack import Placed, claims_of
from ._words import Words, words_for
from .norms.analysis import Analysis, Resolution
from .norms.condition import Condition, Variable
from .norms.space import MAX_STATES, Space, TooManyStates
from .rules import find_all

DETAILS: tuple[Detail, ...] = ("full", "brief")


@dataclass(frozen=True, slots=True)
class Unit:
    """What one attribute says, in each detail. It is said or left out as a whole."""

    slug: str
    attribute: Attribute
    position: tuple[int, int]
    sections: Mapping[Detail, tuple[Section, ...]]
    norms: tuple[HeldNorm, ...]


class _Wordings(dict[Detail, tuple[Section, ...]]):
    """What one attribute says in each detail, written when it is first asked for: most texts need no brief wording."""

    def __init__(self, say: Callable[[Detail], Iterable[Section]]) -> None:
        super().__init__()
        self._say = say

    def __missing__(self, detail: Detail) -> tuple[Section, ...]:
        return self.setdefault(detail, tuple(self._say(detail)))


@dataclass(frozen=True)
class Draft:
    """The checked attributes of one composition and all their words; a check alone never writes the words."""

    findings: tuple[Finding, ...]
    complete: bool
    resolution: Resolution | None
    first_rule: str | None = None
    write_units: Callable[[], Iterable[Unit]] = tuple
    write_reminder: Callable[[], Section | None] = lambda: None

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """What each attribute says, in the order of the text."""
        return tuple(sorted(self.write_units(), key=lambda unit: (unit.position, unit.slug)))

    @cached_property
    def reminder(self) -> Section | None:
        """The sentence that closes the text."""
        return self.write_reminder()


@lru_cache(maxsize=256)
def draft(
    placed: tuple[Placed, ...], given: Condition, locale: str, reminder: str | None, packs: tuple[Pack, ...] = ()
) -> Draft:
    """The draft of these attributes. Errors are among its findings; then it has no units."""
    closure = closure_of(packs)
    words = words_for(locale)
    variables = closure.vocabulary.variables
    unknown = list(_unknown_variables(placed, given, variables))
    if unknown:
        return Draft(tuple(unknown), False, None)
    try:
        resolution = Analysis(claims_of(placed), closure, given).resolve()
    except TooManyStates as error:
        return Draft((_too_many(error),), False, None)
    teller = Teller(resolution, closure, words, lambda clash: search(placed, given, closure, resolution, clash))
    findings = [*teller.clashes(), *teller.yieldings(), *find_all(Scene(placed, resolution, closure, words))]
    if not resolution.complete:
        findings.append(Finding.of("PED109", "There are more conflicts than are listed. Mend these and check again."))
    if any(finding.severity == "error" for finding in findings):
        return Draft(tuple(findings), resolution.complete, resolution)
    runs = _runs(resolution)
    present = {placed[owner].attribute.slug() for owner in runs}
    first = reminder if reminder in present else next((s for s in order().first_rule if s in present), None)
    return Draft(
        tuple(findings),
        resolution.complete,
        resolution,
        first,
        lambda: (_unit(placed[owner], parts, resolution, words, variables, first) for owner, parts in runs.items()),
        lambda: _reminder(placed, runs, resolution.space, words, variables, first),
    )


@dataclass(slots=True)
class _Run:
    """Statements of one attribute that stand in the same states, and so share one "Except when"."""

    live: int
    cares: int
    claims: list[int]


def _runs(resolution: Resolution) -> dict[int, list[_Run]]:
    space = resolution.space
    runs: dict[int, list[_Run]] = {}
    for i, claim in enumerate(resolution.claims):
        cares = 0
        for norm in claim.norms:
            cares |= space.mask(norm.when)
        if not resolution.live[i] & cares:
            continue
        run = runs.setdefault(claim.owner, [])
        if run and run[-1].live == resolution.live[i]:
            run[-1].cares |= cares
            run[-1].claims.append(i)
        else:
            run.append(_Run(resolution.live[i], cares, [i]))
    return runs


def _unit(
    placed: Placed,
    runs: Sequence[_Run],
    resolution: Resolution,
    words: Words,
    variables: Mapping[str, Variable],
    first: str | None,
) -> Unit:
    attribute, slug = placed.attribute, placed.attribute.slug()
    groups = order().groups
    position = order().position(attribute)
    if placed.layer == "learner":
        position = (groups.index("wishes"), position[1])
    elif slug == first:
        position = (groups.index("first_rule"), position[1])
    group = groups[position[0]]

    def say(detail: Detail) -> Iterable[Section]:
        for run in runs:
            told = " ".join(
                statement_text(attribute, resolution.claims[i].key, detail, words.locale) for i in run.claims
            )
            text = words.prefixed(run.live & run.cares, run.cares, told, resolution.space, variables)
            item = "\n" not in text and group != "role"
            yield Section(slug, group, text, (placed.place(),), (slug,), detail, item)

    norms = tuple(norm for run in runs for i in run.claims for norm in _held(resolution, i))
    return Unit(slug, attribute, position, _Wordings(say), norms)


def _held(resolution: Resolution, i: int) -> Iterable[HeldNorm]:
    claim = resolution.claims[i]
    for norm in claim.norms:
        held = resolution.live[i] & resolution.space.mask(norm.when)
        if held:
            value = tuple(sorted(norm.value)) if isinstance(norm.value, frozenset) else norm.value
            when = resolution.space.cover(held)
            strength = "must" if claim.must else "should"
            yield HeldNorm(claim.slug, claim.key, norm.modality, norm.target, value, when, norm.every, strength)


def _reminder(
    placed: tuple[Placed, ...],
    runs: Mapping[int, list[_Run]],
    space: Space,
    words: Words,
    variables: Mapping[str, Variable],
    first: str | None,
) -> Section | None:
    for owner, parts in runs.items():
        attribute = placed[owner].attribute
        if attribute.slug() == first and (text := reminder_text(attribute, words.locale)):
            told = words.prefixed(parts[0].live & parts[0].cares, parts[0].cares, text, space, variables)
            return Section(first, "reminder", told, (placed[owner].place(),), (first,), item=False)
    return None


def _unknown_variables(placed: Iterable[Placed], given: Condition, known: Mapping[str, Variable]) -> Iterable[Finding]:
    for one in placed:
        for name in type(one.attribute).model_fields:
            value = getattr(one.attribute, name)
            if isinstance(value, Condition):
                for variable in sorted(value.variables - set(known)):
                    yield _unknown(variable, one.attribute.slug(), one.place(name))
    for variable in sorted(given.variables - set(known)):
        yield _unknown(variable, None, Place(path=("given",)))


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
