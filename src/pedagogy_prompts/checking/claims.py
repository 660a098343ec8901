"""Attributes in their place, and what they claim."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import cast

from ..attributes.kit.attribute import Attribute, Statement
from ..attributes.kit.parameters import parameters_of
from ..base.cached import kept
from ..base.errors import PedagogyError
from ..norms.claims import Claim, Said
from ..norms.condition import ALWAYS, Condition, as_condition
from ..norms.meaning import Meaning
from ..norms.norm import Norm
from ..norms.spelling import did_you_mean
from ..norms.theory import Fact, Vocabulary, ruled_out
from ..presets.parts import LAYERS, Entry, Layer, Origin
from ..reports.report import Place
from ..wording.owners import answering, of_pack
from ..wording.speech import Work, working_on
from ..wording.statements import DETAILS, statement_text
from .links import linked, off_lists

MOST_STATEMENTS = 200
"""How many statements one attribute may yield."""


@dataclass(frozen=True, slots=True)
class Holder:
    """The preset that brings an attribute, which may have it from a parent: where a fix would be written."""

    source: str | None = None
    removes: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    editable: bool = True
    at: tuple[int, int] | None = None
    """The line and column where it begins."""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """One attribute with its layer and origin."""

    attribute: Attribute
    layer: Layer
    origin: Origin
    holder: Holder = Holder()
    work: Work | None = None
    """What its words speak of, where it is locked and an inner layer says that something else is worked on."""
    _conditions: list[tuple[str, Condition]] = field(init=False, default_factory=list, compare=False, repr=False)

    def place(self, *below: str | int) -> Place:
        return Entry(self.attribute, self.origin).place(self.layer, *below)

    def locale(self, lesson: str) -> str:
        """The variant of a locale that its words speak; `lesson` is that of the lesson."""
        return lesson if self.work is None else working_on(lesson, self.work)

    @property
    def home(self) -> Place:
        """The preset that brings it."""
        return Place(self.holder.source, self.layer, (), *(self.holder.at or (None, None)))

    def conditions(self) -> Sequence[tuple[str, Condition]]:
        """Every condition that is written in it, with its field; there are always some, which are looked for once."""
        if not self._conditions:
            self._conditions[:] = self._written_conditions()  # as one, for threads
        return self._conditions

    def _written_conditions(self) -> Iterator[tuple[str, Condition]]:
        for name in type(self.attribute).model_fields:
            value = getattr(self.attribute, name)
            if isinstance(value, Condition):
                yield name, value
            for meaning in value if isinstance(value, tuple) else ():
                if isinstance(meaning, Meaning):
                    yield name, meaning.when

    @property
    def rank(self) -> tuple[bool, str, list[str]]:
        """Tells instances of one attribute apart, whatever order they came in; the usual case comes first."""
        one = self.attribute
        fields = parameters_of(type(one))
        unusual = {
            name: one.as_written(name)
            for name, field in fields.items()
            if field.required or getattr(one, name) != field.default
        }
        return not as_condition(one.when).always, json.dumps(unusual, sort_keys=True, default=str), sorted(one.written)


class Placing(tuple[Placed, ...]):
    """What one composition places, in canonical order. It keeps its hash: drafts are looked up by it."""

    def __hash__(self) -> int:
        kept: int | None = self.__dict__.get("hash")
        if kept is None:
            kept = self.__dict__["hash"] = super().__hash__()
        return kept


def claims_of(placed: Sequence[Placed], locale: str = "en") -> list[Claim]:
    """The statements as the analysis sees them; `locale` is whose words tell which of several layers say the same."""
    alone = Counter(one.attribute.known_as for one in placed)  # of several ends, say, another one may come first
    layers: dict[str, set[Layer]] = {}
    for one in placed:
        layers.setdefault(one.attribute.known_as, set()).add(one.layer)
    claims: list[Claim] = []
    for owner, one in enumerate(placed):
        slug = one.attribute.known_as
        several = len(layers[slug]) > 1
        claims += _claims(one, owner, alone=alone[slug] == 1, locale=locale if several else None)
    claims = off_lists(claims)
    locked = [claim for claim in claims if claim.locked]
    return [_leaving(claim, locked) if claim.facts else claim for claim in claims]


def _claims(one: Placed, owner: int, *, alone: bool, locale: str | None) -> Iterator[Claim]:
    """The claims of one attribute; what they say in words where a locale is given."""
    attribute = one.attribute
    slug, written = attribute.known_as, attribute.written
    scope, but = attribute.holds_in, as_condition(attribute.unless)
    must, locked, layer = attribute.strength == "must", attribute.is_locked, LAYERS.index(one.layer)
    for n, statement in enumerate(statements_of(attribute)):
        norms = (*statement.norms, *linked(attribute, statement))
        yield Claim(
            slug=slug,
            key=statement.key,
            norms=norms,
            scope=scope,
            but=but,
            must=must,
            locked=locked,
            layer=layer,
            owner=owner,
            origin=(one, statement),
            rests_on=statement.rests_on,
            facts=_facts(one, statement) if alone else (),
            stage=statement.stage,
            said=tuple(_said(written, scope, statement, norm, first=n == 0) for norm in norms),
            suspends=statement.suspends,
            number=_number(written, statement),
            says=None if locale is None else _told(attribute, statement.key, one.locale(locale)),
        )


def _told(attribute: Attribute, key: str, locale: str) -> tuple[str, ...]:
    """What a statement says at each length."""
    return tuple(statement_text(attribute, key, detail, locale) for detail in DETAILS)


def _leaving(claim: Claim, locked: Iterable[Claim]) -> Claim:
    """A claim without the facts that would leave a locked claim of an outer layer fewer states."""
    outer = [other for other in locked if other.layer < claim.layer]
    return replace(claim, facts=tuple(fact for fact in claim.facts if not any(_takes(fact, other) for other in outer)))


def _takes(fact: Fact, claim: Claim) -> bool:
    """Whether a fact rules out some state, in the variables of one of its norms, in which a claim holds."""
    for when in [norm.when for norm in claim.norms] or [ALWAYS]:
        spoken = claim.scope.variables | claim.but.variables | when.variables
        alone = Condition.of(box for box in ruled_out(fact).boxes if {name for name, _ in box} <= spoken)
        if not (alone & claim.scope & ~claim.but & when).never:
            return True
    return False


def _said(written: frozenset[str], when: Condition, statement: Statement, norm: Norm, *, first: bool) -> Said:
    """How much its author said of a norm; a condition makes what the attribute means as good as written."""
    param = statement.param_of(norm)
    if param is None or param in written:
        return "written"
    if not first:
        return "default"
    return "meant" if when.always else "written"


def _number(written: frozenset[str], statement: Statement) -> Said | None:
    """Who said after how many times a statement holds; nobody where it counts nothing."""
    if statement.number is None:
        return None
    return "written" if statement.number in written else "default"


def _facts(one: Placed, statement: Statement) -> tuple[Fact, ...]:
    """What is so where a statement is followed; nothing hangs on what may be left undone."""
    if not statement.facts or one.layer == "learner" or one.attribute.strength != "must":
        return ()
    scope = one.attribute.holds_in & ~as_condition(one.attribute.unless)
    return tuple((scope & if_, then, because) for if_, then, because in statement.facts)


@kept(4096)
def statements_of(attribute: Attribute) -> tuple[Statement, ...]:
    """What an attribute claims, kept: a search for fixes asks for it again and again."""
    cls = type(attribute)
    with answering(cls, "The method `statements`"):
        claimed: object = attribute.statements()
        found = tuple(islice(claimed, MOST_STATEMENTS + 1)) if isinstance(claimed, Iterable) else ()
    if len(found) > MOST_STATEMENTS:
        raise PedagogyError(f"{cls.__name__}{of_pack(cls)} yields more than {MOST_STATEMENTS} statements. Yield fewer.")
    if not found or not all(isinstance(statement, Statement) for statement in found):
        raise PedagogyError(
            f"The method `statements` of {cls.__name__}{of_pack(cls)} has to yield at least one `Statement`; for "
            f"{attribute!r} it does not."
        )
    return found


def hold_to_vocabulary(placed: Iterable[Placed], vocabulary: Vocabulary) -> None:
    """Raises `PedagogyError` where an attribute speaks of something that neither the library nor a pack knows."""
    for one in placed:
        for statement in statements_of(one.attribute):
            for norm in statement.norms:
                if vocabulary.knows(norm.modality, norm.target):
                    continue
                kind = {"bound": "quantity", "choose": "slot"}.get(norm.modality, "act")
                mend = ""
                if kind == "act":
                    name = norm.target if "." in norm.target else f"app.{norm.target}"
                    pack = f"Pack('app', acts={{'{name}': 'do this or that'}})"
                    mend = f" Name it in a pack, such as {pack}, and pass it as `packs=`."
                cls, near = type(one.attribute), did_you_mean(norm.target, vocabulary.named(norm.modality))
                raise PedagogyError(
                    f"The statement '{statement.key}' of {cls.__name__}{of_pack(cls)} speaks of the {kind}"
                    f" '{norm.target}', which nobody knows.{near}{mend}"
                )


def origin_of(claim: Claim) -> tuple[Placed, Statement]:
    return cast("tuple[Placed, Statement]", claim.origin)
