"""Packs: what an app or a subject adds to the shared vocabulary, as one value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from ..base.errors import PedagogyError
from ..norms.closure import Closure
from ..norms.condition import Condition
from ..norms.spelling import did_you_mean
from ..norms.theory import Excludes, Implies, Law, SlotClash, Takes, Together, Vocabulary
from ..norms.variables import Variable

if TYPE_CHECKING:
    from ..attributes.kit.attribute import Attribute
    from ..tokens.models import Model


@dataclass(frozen=True, eq=False)
class Pack:
    """What an app or a subject adds. Pass it as `packs=`, or name a shipped one in a preset.

    `variables` have a dot in their name; `facts` are triples (if, then, why); `acts` map new names to words that follow
    "must"; `theory` says what is true of them; `attributes` are classes of one's own; `models` are further models to
    count tokens for. Raises `PedagogyError` for what does not fit together.
    """

    name: str
    variables: tuple[Variable, ...] = ()
    facts: tuple[tuple[Condition, Condition, str], ...] = ()
    acts: Mapping[str, str] = field(default_factory=dict)
    theory: tuple[Law, ...] = ()
    attributes: tuple[type[Attribute], ...] = ()
    models: tuple[Model, ...] = ()

    def __post_init__(self) -> None:
        for variable in self.variables:
            if "." not in variable.name:
                raise PedagogyError(
                    f"The variable '{variable.name}' of the pack '{self.name}' needs a dot in its name, such as "
                    f"'{self.name}.{variable.name}', so that it never collides with a shared one."
                )
            if not variable.values:
                raise PedagogyError(f"The variable '{variable.name}' of the pack '{self.name}' has no values.")
            needed = [str(v).lower() if isinstance(v, bool) else str(v) for v in variable.values]
            if variable.words is not None and (missing := [key for key in needed if key not in variable.words]):
                raise PedagogyError(
                    f"The words of '{variable.name}' in the pack '{self.name}' lack {', '.join(missing)}. Each value "
                    f'has a clause that follows "when", such as "the learner revises for an exam".'
                )
        known = {**Vocabulary().acts, **self.acts}
        for entry in self.theory:
            for act in _acts(entry):
                if act not in known:
                    raise PedagogyError(
                        f"The theory of the pack '{self.name}' speaks of an unknown act '{act}'."
                        f"{did_you_mean(act, known)} Add it to `acts`."
                    )


def _acts(law: Law) -> tuple[str, ...]:
    match law:
        case Implies():
            return law.act, law.also
        case Excludes():
            return law.act, law.other
        case Together():
            return law.act, law.other, law.also
        case SlotClash():
            return ()
        case Takes():
            return (law.act,)
        case _:
            return (law.act,)


LANGUAGE_TEACHING = Pack(
    "language-teaching",
    theory=(Implies("correct_error", "state_final_answer", "in language teaching the corrected form is the answer"),),
)
"""In language teaching the form is the answer, and an explicit correction gives it away (Lyster and Ranta 1997)."""

SHIPPED: dict[str, Pack] = {pack.name: pack for pack in (LANGUAGE_TEACHING,)}


def shipped_pack(name: str) -> Pack:
    """A pack that comes with the library. Raises `PedagogyError` with the nearest names."""
    if name not in SHIPPED:
        raise PedagogyError(
            f"There is no pack '{name}'.{did_you_mean(name, SHIPPED)} Shipped packs: {', '.join(sorted(SHIPPED))}."
        )
    return SHIPPED[name]


@lru_cache(maxsize=32)
def closure_of(packs: tuple[Pack, ...]) -> Closure:
    """The shared vocabulary with these packs, closed. Raises `PedagogyError` where two packs say different things."""
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
            theory=(*shared.theory, *(entry for pack in packs for entry in pack.theory)),
        )
    )


def pack_attributes(packs: Iterable[Pack]) -> dict[str, type[Attribute]]:
    """The packs' attribute classes by slug."""
    return {cls.slug(): cls for pack in packs for cls in pack.attributes}
