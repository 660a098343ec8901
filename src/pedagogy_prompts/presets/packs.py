"""Packs: what an app or a subject adds to the shared vocabulary, as one value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from ..base.errors import ArgumentError, PedagogyError
from ..base.inline import shown
from ..norms.closure import Closure
from ..norms.condition import Condition
from ..norms.law import Implies, Law
from ..norms.spelling import did_you_mean
from ..norms.theory import Vocabulary
from ..norms.variables import Variable
from ..wording.owners import belongs
from ..wording.speech import Work
from .soundness import faults

if TYPE_CHECKING:
    from ..attributes.kit.attribute import Attribute
    from ..tokens.models import Model


@dataclass(frozen=True, eq=False)
class Pack:
    """What an app or a subject adds. Pass it as `packs=`, or name a shipped one in a preset.

    `variables` and `acts` have a dot in their name, so that they never collide with shared ones; `facts` are triples
    (if, then, why); `acts` map new names to words that follow "must"; `theory` says what is true of them; `attributes`
    are classes of one's own; `models` are further models to count tokens for. An attribute or a model takes a name of
    the library's only where `replaces` says so, and attributes of safety and integrity are never replaced. Raises
    `PedagogyError` for what does not fit together.
    """

    name: str
    variables: tuple[Variable, ...] = ()
    facts: tuple[tuple[Condition, Condition, str], ...] = ()
    acts: Mapping[str, str] = field(default_factory=dict)
    theory: tuple[Law, ...] = ()
    attributes: tuple[type[Attribute], ...] = ()
    models: tuple[Model, ...] = ()
    replaces: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name:
            raise PedagogyError(f"The name of a pack is a text, such as 'chemistry', not {shown(self.name)}.")
        try:
            for fault in faults(self):
                raise PedagogyError(f"The pack '{self.name}' cannot be used: {fault}")
        except (TypeError, ValueError, AttributeError) as error:
            raise PedagogyError(f"The pack '{self.name}' cannot be used: {error}.") from error
        for cls in self.attributes:
            belongs(cls, self.name)


LANGUAGE_TEACHING = Pack(
    "language-teaching",
    theory=(Implies("correct_error", "state_final_answer", "in language teaching the corrected form is the answer"),),
)
"""In language teaching the form is the answer, and an explicit correction gives it away (Lyster and Ranta 1997)."""

_IN_LESSONS_ON: dict[Work, tuple[Law, ...]] = {
    "code": (
        Implies("show_full_solution", "produce_code", "the solution of a programming task is its code"),
        Implies("show_similar_example", "show_working_code", "a similar program worked out is code"),
    ),
}
"""What is true besides by what is worked on."""

SHIPPED: dict[str, Pack] = {pack.name: pack for pack in (LANGUAGE_TEACHING,)}


def shipped_pack(name: str) -> Pack:
    """A pack that comes with the library. Raises `PedagogyError` with the nearest names."""
    if name not in SHIPPED:
        raise PedagogyError(
            f"There is no pack '{name}'.{did_you_mean(name, SHIPPED)} Shipped packs: {', '.join(sorted(SHIPPED))}."
        )
    return SHIPPED[name]


@lru_cache(maxsize=64)
def closure_of(packs: tuple[Pack, ...], work: Work = "task") -> Closure:
    """The shared vocabulary with these packs, closed, in a lesson in which this is worked on.

    Raises `PedagogyError` where two packs say different things.
    """
    shared = Vocabulary()
    variables = dict(shared.variables)
    acts = dict(shared.acts)
    for pack in packs:
        for variable in pack.variables:
            if variables.setdefault(variable.name, variable) != variable:
                raise PedagogyError(f"Two packs define the variable '{variable.name}' differently.")
        for act, words in pack.acts.items():
            if acts.setdefault(act, words) != words:
                raise PedagogyError(f"Two packs define the act '{act}' differently.")
    return Closure(
        Vocabulary(
            acts=acts,
            variables=variables,
            facts=(*shared.facts, *(fact for pack in packs for fact in pack.facts)),
            theory=(*shared.theory, *_IN_LESSONS_ON.get(work, ()), *(law for pack in packs for law in pack.theory)),
        )
    )


def packs_of(packs: Iterable[Pack]) -> tuple[Pack, ...]:
    """Packs as a caller names them. Raises `ArgumentError` for what is none."""
    if packs == ():
        return ()
    if not isinstance(packs, Iterable):
        raise ArgumentError(f"`packs` is a list of packs, not {type(packs).__name__}.")
    packs = tuple(packs)
    for pack in packs:
        if not isinstance(pack, Pack):
            raise ArgumentError(
                f"A pack is a Pack, not {type(pack).__name__}. A preset names shipped ones: `packs: [...]`."
            )
    return packs


def pack_attributes(packs: Iterable[Pack]) -> dict[str, type[Attribute]]:
    """The packs' attribute classes by slug. Raises `PedagogyError` where two packs have different ones of a name."""
    found: dict[str, type[Attribute]] = {}
    for pack in packs_of(packs):
        for cls in pack.attributes:
            if found.setdefault(cls.slug(), cls) is not cls:
                raise PedagogyError(f"Two packs have different attributes of the name '{cls.slug()}'. Rename one.")
    return found


def shelf(packs: Iterable[Pack] = ()) -> dict[str, type[Attribute]]:
    """All attribute classes by slug, in alphabetical order: the library's own and the packs'."""
    from ..attributes.kit.attribute import attribute_class, attribute_slugs

    own = pack_attributes(packs)
    return {slug: own.get(slug) or attribute_class(slug) for slug in sorted({*attribute_slugs(), *own})}
