"""What is wrong with a pack, said in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, Protocol

from ..base.inline import shown
from ..base.text import has_halves
from ..base.visible import visible
from ..norms.condition import Condition
from ..norms.law import Excludes, Implies, Law, Pointless, SlotClash, Takes, Together
from ..norms.spelling import did_you_mean
from ..norms.theory import Vocabulary
from ..norms.variables import Variable

if TYPE_CHECKING:
    from ..attributes.kit.attribute import Attribute
    from ..tokens.models import Model

LAWS = (Implies, Excludes, Together, SlotClash, Takes, Pointless)
SCALE = ("none", "one", "many", "exactly", "at_least", "at_most", "between")
"""The forms in which a number is told: `one` and `many` have the hole {n}, the next three {count}, the last {low} and
{high}."""
NEVER_REPLACED = ("integrity", "safety")
"""The families whose attributes no pack takes the place of."""


class Brought(Protocol):
    """A pack, as far as its soundness is concerned."""

    @property
    def name(self) -> str: ...
    @property
    def variables(self) -> tuple[Variable, ...]: ...
    @property
    def facts(self) -> tuple[tuple[Condition, Condition, str], ...]: ...
    @property
    def acts(self) -> Mapping[str, str]: ...
    @property
    def theory(self) -> tuple[Law, ...]: ...
    @property
    def attributes(self) -> tuple[type[Attribute], ...]: ...
    @property
    def models(self) -> tuple[Model, ...]: ...
    @property
    def replaces(self) -> tuple[str, ...]: ...


def faults(pack: Brought) -> Iterator[str]:
    """What keeps a pack from being used, the simplest first."""
    for what in ("variables", "facts", "theory", "attributes", "models", "replaces"):
        if not isinstance(getattr(pack, what), tuple):
            yield f"`{what}` is a tuple, not {type(getattr(pack, what)).__name__}: write {what}=(..., )."
    if not isinstance(pack.acts, Mapping):
        yield f"`acts` maps names to words, and {type(pack.acts).__name__} is no mapping."
    for variable in pack.variables:
        yield from _variable(pack, variable)
    for name, words in pack.acts.items():
        yield from _act(pack, name, words)
    for fact in pack.facts:
        if not (isinstance(fact, tuple) and [isinstance(part, Condition) for part in fact[:2]] == [True, True]):
            yield "each of its `facts` is a triple: two conditions and the reason."
    yield from _theory(pack)
    if pack.attributes:
        yield from _attributes(pack)
    if pack.models:
        yield from _models(pack)
    for text in _texts(pack):
        if has_halves(text):
            yield f"{shown(visible(text))} holds half of a character, which nothing can write. Take it out."
    own = {cls.slug() for cls in pack.attributes} | {model.name for model in pack.models}
    for name in pack.replaces:
        if name not in own:
            yield f"it `replaces` '{name}', but brings nothing of that name."


def _texts(value: Any) -> Iterator[str]:
    """All that stands in a pack as text."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _texts((*value.keys(), *value.values()))
    elif isinstance(value, tuple | list | frozenset):
        for part in value:
            yield from _texts(part)
    elif is_dataclass(value) and not isinstance(value, type):
        yield from _texts(tuple(getattr(value, part.name) for part in fields(value)))


def _variable(pack: Brought, variable: Variable) -> Iterator[str]:
    if not isinstance(variable, Variable):
        yield f"a {type(variable).__name__} stands among its variables. Make it a Variable."
    if not isinstance(variable.name, str) or "." not in variable.name:
        yield (
            f"The variable {shown(variable.name)} of the pack '{pack.name}' needs a dot in its name, such as "
            f"'{pack.name}.{variable.name}', so that it never collides with a shared one."
        )
    if not variable.values:
        yield f"The variable '{variable.name}' of the pack '{pack.name}' has no values."
    needed = (
        [*SCALE] if variable.scale else [str(v).lower() if isinstance(v, bool) else str(v) for v in variable.values]
    )
    if variable.words is not None and not isinstance(variable.words, Mapping):
        yield f"the words of '{variable.name}' are a mapping from its values to clauses."
    if variable.words is not None and (missing := [key for key in needed if key not in variable.words]):
        yield (
            f"The words of '{variable.name}' in the pack '{pack.name}' lack {', '.join(missing)}. Each value "
            f'has a clause that follows "when", such as "the learner revises for an exam".'
        )


def _act(pack: Brought, name: object, words: object) -> Iterator[str]:
    if not isinstance(name, str) or "." not in name:
        there = " The library has an act of this name already." if name in Vocabulary().acts else ""
        yield (
            f"the act {shown(name)} needs a dot in its name, such as '{pack.name}.{name}', so that it never collides "
            f"with a shared one.{there}"
        )
    if not isinstance(words, str) or not words.strip():
        yield f'the act {shown(name)} needs words that follow "must", such as "show the drawing".'


def _theory(pack: Brought) -> Iterator[str]:
    known = {**Vocabulary().acts, **pack.acts}
    for law in pack.theory:
        if not isinstance(law, LAWS):
            yield f"a {type(law).__name__} stands in its theory. It takes Implies, Excludes, Together and Takes."
        for act in _acts(law):
            if act not in known:
                yield (
                    f"The theory of the pack '{pack.name}' speaks of an unknown act '{act}'."
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
        case Takes() | Pointless():
            return (law.act,)


def _attributes(pack: Brought) -> Iterator[str]:
    from ..attributes.kit.attribute import Attribute, attribute_class, attribute_slugs

    seen: set[str] = set()
    for cls in pack.attributes:
        if not (isinstance(cls, type) and issubclass(cls, Attribute)):
            yield f"{shown(str(cls))} stands among its attributes. Give the class, a subclass of Attribute."
        slug = cls.slug()
        if slug in seen:
            yield f"it has two attributes of the name '{slug}'. Rename one."
        seen.add(slug)
        if slug not in attribute_slugs() or cls is attribute_class(slug):
            continue
        family = attribute_class(slug).family
        if family in NEVER_REPLACED:
            yield f"'{slug}' is about {family}, and no pack takes the place of that. Rename {cls.__name__}."
        if slug not in pack.replaces:
            yield f"the library has an attribute '{slug}'. Rename {cls.__name__}, or say replaces=('{slug}',)."


def _models(pack: Brought) -> Iterator[str]:
    from ..tokens.models import Model, has_name

    for model in pack.models:
        if not isinstance(model, Model):
            yield f"a {type(model).__name__} stands among its models. Make it a Model."
        for name in (model.name, *model.aliases):
            if has_name(name) and model.name not in pack.replaces:
                yield f"the library knows the model '{name}'. Rename it, or say replaces=('{model.name}',)."
