"""How an author writes in short what a rule means: "oblige give_hint", "bound words 0..40"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .acts import ACTS
from .condition import ALWAYS, Condition
from .norm import Norm, bound, choose, permit
from .notation import MAX_ALTERNATIVES, NotationError, as_told, box_of_text, is_intricate, limits_of_text
from .only import only
from .spelling import did_you_mean
from .vocabulary import FAMILIES, QUANTITIES, SLOTS

FORMS: Mapping[str, str] = {
    "oblige": "oblige give_hint",
    "forbid": "forbid praise",
    "permit": "permit state_final_answer",
    "bound": "bound words 0..40",
    "choose": "choose emoji none",
    "only": "only praise_effort",
}
"""What a meaning can begin with, each with an example."""
MAX_LENGTH = 300
"""The longest meaning, in characters."""
_COMPANY = "statement"
"""What "only" leaves out where the act belongs to no family: with questions alone nothing is stated."""
_HINTS = {
    **dict.fromkeys(("always", "do", "must", "require", "should", "duty"), "oblige"),
    **dict.fromkeys(("avoid", "ban", "don't", "dont", "never", "no", "not", "without"), "forbid"),
    **dict.fromkeys(("allow", "can", "could", "may"), "permit"),
    **dict.fromkeys(("at", "limit", "max", "maximum", "min", "minimum", "most"), "bound"),
    **dict.fromkeys(("pick", "set", "use"), "choose"),
}
"""Words for the same that are nearer to a teacher's tongue, each with what is written for it."""
_WHEN = re.compile(r"\s(?:when|if)\s")


class MeaningError(NotationError):
    """A meaning that cannot be read. `path` leads to the wrong part of it."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a sentence asks for, bans, permits, limits or chooses, and in which states."""

    said: str
    """Its first part in the usual spelling, such as "oblige give_hint"."""
    when: Condition = ALWAYS
    norms: tuple[Norm, ...] = field(default=(), compare=False, repr=False)

    @classmethod
    def read(cls, data: Any) -> Meaning:
        """A meaning as a preset writes it: a text, or a mapping such as {oblige: give_hint, when: {stuck: true}}.

        Raises `MeaningError`, and `ConditionError` for a wrong `when`.
        """
        if isinstance(data, Meaning):
            return data
        if isinstance(data, Mapping):
            return _of_mapping(data)
        if not isinstance(data, str):
            raise MeaningError(f"A meaning is a text such as '{FORMS['oblige']}', not {as_told(data)}.")
        if len(data) > MAX_LENGTH:
            raise MeaningError(f"This meaning has {len(data):,} characters; at most {MAX_LENGTH} fit. Write a list.")
        said, *conditions = _WHEN.split(f"{' '.join(data.split())} ")
        if conditions and not " ".join(conditions).strip():
            raise MeaningError("Behind 'when' stands a condition: write 'when attempts 3+, last_answer wrong'.")
        return _meaning(said, _condition(" ".join(conditions)) if conditions else ALWAYS)

    def to_data(self) -> Any:
        """It as a preset writes it; reading that back gives an equal meaning."""
        if self.when.always:
            return self.said
        kind, _, rest = self.said.partition(" ")
        return {kind: rest, "when": self.when.to_data()}

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            cls.read, serialization=core_schema.plain_serializer_function_ser_schema(cls.to_data)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return meaning_json_schema()


def meaning_json_schema() -> dict[str, Any]:
    """The JSON schema of a meaning, with what an editor can complete."""
    told = [f"{kind} {act}" for kind in ("oblige", "forbid", "permit", "only") for act in ACTS]
    told += [f"bound {quantity} 0..1" for quantity in QUANTITIES]
    when = {"anyOf": [{"type": "object"}, {"type": "array", "items": {"type": "object"}}]}
    kinds = {kind: {"type": "string"} for kind in FORMS}
    mapping = {"type": "object", "properties": {**kinds, "when": when}, "additionalProperties": False}
    begun = {"type": "string", "pattern": f"^\\s*(?:{'|'.join(FORMS)})\\s", "maxLength": MAX_LENGTH}
    return {"anyOf": [{"enum": told}, begun, mapping]}


def _of_mapping(data: Mapping[Any, Any]) -> Meaning:
    for name in data:
        if name not in FORMS and name != "when":
            near = did_you_mean(name, [*FORMS, "when"])
            message = f"A meaning has no '{as_told(name)[1:-1]}'.{near} It takes one of {', '.join(FORMS)}; and when."
            raise MeaningError(message, (str(name),), unknown_name=True)
    kinds = [name for name in FORMS if name in data]
    if len(kinds) != 1:
        raise MeaningError("A meaning says one thing: write {oblige: give_hint, when: {stuck: true}}, or a list.")
    rest, when = data[kinds[0]], data.get("when", {})
    if not isinstance(rest, str):
        example = FORMS[kinds[0]].partition(" ")[2]
        raise MeaningError(f"`{kinds[0]}` takes a text such as '{example}', not {as_told(rest)}.", (kinds[0],))
    inner = Meaning.read(f"{kinds[0]} {rest}")
    if not when and not isinstance(when, list):
        return inner
    if isinstance(when, list) and (len(when) > MAX_ALTERNATIVES or is_intricate(when)):
        raise MeaningError(
            f"This condition is too intricate: it may have {MAX_ALTERNATIVES} alternatives of a few parts. Write "
            "several meanings.",
            ("when",),
        )
    try:
        own = _condition(when) if isinstance(when, str) else Condition(when)
    except NotationError as error:
        raise MeaningError(str(error), ("when", *error.path), unknown_name=error.unknown_name) from error
    return _meaning(inner.said, inner.when & own)


def _condition(text: str) -> Condition:
    try:
        return Condition(box_of_text(text))
    except NotationError as error:  # its path leads into a mapping, and this is a text
        raise MeaningError(str(error), unknown_name=error.unknown_name) from error


def _meaning(said: str, when: Condition) -> Meaning:
    """The meaning of a text without its condition."""
    words = said.replace("-", "_").split() if ".." not in said else said.split()
    kind = words[0].lower() if words else ""
    if kind not in FORMS:
        meant = _HINTS.get(kind)
        near = f" Write '{FORMS[meant]}'." if meant else did_you_mean(kind, FORMS)
        raise MeaningError(
            f"{as_told(said.strip())} does not begin with what it asks for.{near} A meaning begins with "
            f"{', '.join(FORMS)}."
        )
    # A value of a choice stands as it is written: 9-12 and en-GB have hyphens.
    rest = said.split()[1:] if kind == "choose" else [word.lower() for word in words[1:]]
    if not rest:
        raise MeaningError(f"'{kind}' of what? Write for example '{FORMS[kind]}'.")
    if when.never:
        raise MeaningError("This holds in no state: its conditions rule each other out.")
    match kind:
        case "bound":
            return _bound(rest, when)
        case "choose":
            return _choice(rest, when)
        case "only":
            return _only(rest, when)
    every = rest[-1] != "sometime"
    act = _named("_".join(rest if every else rest[:-1]), ACTS, "act")
    told = f"{kind} {act}{'' if every else ' sometime'}"
    if not every and kind != "oblige":
        raise MeaningError(f"Only a duty can be met at some time: '{kind}' holds in every turn. Leave 'sometime' out.")
    return Meaning(told, when, (Norm(kind, act, None, when, every),))  # type: ignore[arg-type]


def _bound(rest: list[str], when: Condition) -> Meaning:
    quantity, amount = _longest(rest, QUANTITIES, "quantity")
    if not amount:
        raise MeaningError(f"How many {quantity}? Write 'bound {quantity} 0..3' for at most 3.")
    least, most = limits_of_text(" ".join(amount).replace("_", "-"))
    told = f"{'' if least is None else least}..{'' if most is None else most}"
    return Meaning(f"bound {quantity} {told}", when, (bound(quantity, least, most, when),))


def _choice(rest: list[str], when: Condition) -> Meaning:
    slot, told = _longest(rest, SLOTS, "slot")
    values = [value.strip(" ,") for value in re.split(r",| or ", " ".join(told))]
    values = list(dict.fromkeys(value for value in values if value))
    if not values:
        raise MeaningError(f"Which {slot}? Write the value behind it, such as '{FORMS['choose']}'.")
    return Meaning(f"choose {slot} {' or '.join(values)}", when, (choose(slot, *values, when=when),))


def _only(rest: list[str], when: Condition) -> Meaning:
    """What is named and nothing else of its family."""
    named, _, family = " ".join(rest).partition(" within ")
    acts = [_named("_".join(act.split()), ACTS, "act") for act in re.split(r",| or | and ", named) if act.strip()]
    if family:
        family = _named(family, tuple(FAMILIES), "family")
    else:
        mine = [name for name, members in FAMILIES.items() if acts[0] in members]
        if len(mine) > 1:
            told = " or ".join(f"'within {name}'" for name in mine)
            raise MeaningError(f"'{acts[0]}' belongs to several families. Say of which it is the only one: {told}.")
        family = (*mine, _COMPANY)[0]
    told = f"only {', '.join(acts)} within {family}"
    # A pack's act belongs to no family; that it is allowed is said, so that one that nobody knows is found.
    packed = [permit(act, when) for act in acts if act not in ACTS]
    return Meaning(told, when, (*packed, *only(*acts, within=family, when=when)))


def _longest(words: list[str], known: Iterable[str], kind: str) -> tuple[str, list[str]]:
    """The longest name that stands at the beginning, and what follows it."""
    for end in range(len(words), 0, -1):
        name = "_".join(words[:end]).lower().replace("-", "_")
        if name in known:
            return name, words[end:]
    return _named(words[0].lower(), tuple(known), kind), words[1:]


def _named(name: str, known: tuple[str, ...], kind: str) -> str:
    """A name of the vocabulary, or one that a pack brings, which has a dot."""
    if name in known or (kind == "act" and "." in name):
        return name
    others = {"act": ACTS, "quantity": QUANTITIES, "slot": SLOTS}
    for other, names in others.items():
        if name in names and other != kind:
            form = {"act": "oblige", "quantity": "bound", "slot": "choose"}[other]
            raise MeaningError(f"'{name}' is a {other}. Write it as in '{FORMS[form]}'.".replace("a act", "an act"))
    article = "an" if kind == "act" else "a"
    raise MeaningError(
        f"There is no {kind} {as_told(name)}.{did_you_mean(name, known)} `pedagogy-prompts explain means` shows what "
        f"{article} {kind} can be.",
        unknown_name=True,
    )
