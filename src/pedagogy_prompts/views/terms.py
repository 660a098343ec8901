"""What each word of a preset means that is neither an attribute nor a code; one word may mean several things."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache, partial
from itertools import takewhile
from typing import Any

from ..attributes.kit.attribute import COMMON, FAMILIES, Attribute, attribute_class, attribute_slugs
from ..attributes.kit.parameters import parameters_of
from ..attributes.kit.rule import MOVES, Rule, slot_values
from ..base.documented import docs_of, field_docs
from ..base.inline import inline
from ..norms.acts import ACTS, LAWS
from ..norms.condition import Condition
from ..norms.law import Excludes, Implies
from ..norms.meaning import FORMS
from ..norms.moments import MOMENTS
from ..norms.variables import VARIABLES, Variable
from ..norms.vocabulary import QUANTITIES, SLOTS
from ..presets.context import Context, Learner, Material, Misconception
from ..presets.packs import SHIPPED
from ..presets.shipped import shipped_presets
from ..wording.files import data_of, has, read
from ..wording.speech import base_of
from ..wording.words import Words, words_for

Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a word means: what kind of word it is, what it is for, how it is written, what belongs to it."""

    kind: str
    about: str
    write: str = ""
    head: tuple[str, ...] = ()
    rows: Rows = ()

    def to_dict(self) -> dict[str, Any]:
        """The sense as plain data."""
        return asdict(self)


Told = Callable[[], Sense]
"""A sense, put into words when somebody asks for it."""


HELD_TABLE = "views/held.json"


def senses(name: str, locale: str = "en") -> tuple[Sense, ...]:
    """All that a word means; a word that only attributes hold as a parameter or a value is looked up last.

    To look there means to load every attribute; of an attribute's own name the table knows whether that is worth it.
    """
    found = _index(locale).get(name)
    if found is None and (name not in attribute_slugs() or name in _held()):
        found = _shelved(locale).get(name)
    return tuple(told() for told in found or ())


@cache
def _held() -> frozenset[str]:
    return frozenset(json.loads(read(HELD_TABLE)))


def held_found() -> list[str]:
    """The attributes whose names attributes hold as a parameter or a value too, searched anew."""
    return [slug for slug in attribute_slugs() if slug not in _index("en") and slug in _shelved("en")]


def known_terms(locale: str = "en") -> tuple[str, ...]:
    """All words that mean something, without what only attributes hold."""
    return tuple(_index(locale))


@cache
def _index(locale: str) -> Mapping[str, list[Told]]:
    found: dict[str, list[Told]] = {}
    for name, told in _Terms(words_for(locale)).all():
        found.setdefault(name, []).append(told)
    return found


@cache
def _shelved(locale: str) -> Mapping[str, list[Told]]:
    found: dict[str, list[Told]] = {}
    for name, told in _Terms(words_for(locale)).shelved():
        found.setdefault(name, []).append(told)
    return found


class _Terms:
    """The words of a preset, in the words of one locale."""

    def __init__(self, words: Words) -> None:
        self.words = words
        own = f"views/explaining/terms.{base_of(words.locale)}.toml"
        self.texts = data_of(own if has(own) else "views/explaining/terms.en.toml")
        self.phrases: Mapping[str, str] = self.texts["phrases"]

    def all(self) -> Iterator[tuple[str, Told]]:
        """Every word, with one sense after another."""
        for kind, group in (("key", "keys"), ("layer", "layers"), ("strength", "strengths"), *_OWN):
            for name, about in self.texts[group].items():
                yield name, partial(self._plain, kind, about, *self._below(name if kind == "key" else ""))
        for kind, cls, names in (
            ("context", Context, tuple(Context.model_fields)),
            ("learner", Learner, tuple(Learner.model_fields)),
            ("material", Material, tuple(Material.model_fields)),
            ("misconception", Misconception, tuple(Misconception.model_fields)),
            ("rule", Rule, Rule.parameters()),
            ("common", Attribute, COMMON),
        ):
            for name in names:
                yield name, partial(self._field, kind, cls, name)
        for name, parameter in parameters_of(Context).items():
            for value in parameter.choices:
                write = self._say("context_value_write", parameter=name, name=value)
                about = self._say("context_value", parameter=name, about=_line(parameter.docs))
                yield str(value), partial(self._plain, "context_value", about, write=write)
        for name, variable in VARIABLES.items():
            if not variable.internal:
                yield name, partial(self._variable, variable)
                for value in () if variable.scale or isinstance(variable.values[0], bool) else variable.values:
                    yield str(value), partial(self._value, variable, value)
        for name, about in self.texts["forms"].items():
            yield name, partial(self._plain, "form", about, write=f"means: {FORMS[name]}")
        for name in MOMENTS:
            yield name, partial(self._moment, name)
        for place in (*MOVES, *FAMILIES):
            kind = "move" if place in MOVES else "family"
            yield place, partial(self._plain, kind, self.phrases[kind], write=self._say("moment_write", name=place))
        for told, known in ((self._act, ACTS), (self._quantity, QUANTITIES), (self._slot, SLOTS)):
            yield from ((name, partial(told, name)) for name in known)
        for name, about in self.texts["units"].items():
            yield name, partial(self._plain, "unit", about)
        for entry in self.words.glossary_entries():
            yield entry["term"].lower().replace(" ", "_"), partial(self._plain, "term", entry["text"])
        for name in shipped_presets():
            yield name, partial(self._preset, name)
        for name in SHIPPED:
            yield name, partial(self._plain, "pack", self.phrases["pack"], write=self._say("pack_write", name=name))

    def shelved(self) -> Iterator[tuple[str, Told]]:
        """The parameters of attributes, their values, and the values of choices."""
        holders: dict[str, list[str]] = {}
        takers: dict[str, list[tuple[str, str]]] = {}
        for slug in attribute_slugs():
            cls = attribute_class(slug)
            for name in cls.parameters():
                holders.setdefault(name, []).append(slug)
                for value in parameters_of(cls)[name].choices:
                    takers.setdefault(str(value), []).append((slug, name))
        for name, slugs in holders.items():
            yield name, partial(self._parameter, name, slugs)
        for name, places in takers.items():
            yield name, partial(self._choice, name, places)
        slots: dict[str, list[str]] = {}
        for slot, values in slot_values().items():
            for value in values:
                slots.setdefault(value, []).append(slot)
        for value, those in slots.items():
            yield value, partial(self._slot_value, value, those)

    # -- each kind

    def _say(self, phrase: str, **holes: Any) -> str:
        return self.phrases[phrase].format(**holes)

    def _plain(self, kind: str, about: str, head: str = "", rows: Rows = (), write: str = "") -> Sense:
        return Sense(self.texts["kinds"][kind], about, write, tuple(self.texts["heads"][head]) if rows else (), rows)

    def _below(self, key: str) -> tuple[str, Rows]:
        """What can stand below a key of a preset."""
        match key:
            case "rules":
                fields = {**field_docs(Attribute), **field_docs(Rule)}
                return "keys", tuple((name, _line(fields[name])) for name in (*Rule.parameters(), *COMMON))
            case "context":
                return "keys", tuple((name, _line(field_docs(Context).get(name, ""))) for name in Context.model_fields)
            case "given":
                return "keys", tuple(self.words.views["variables"].items())
            case "layer" | "budget":
                return "keys", tuple(self.texts["layers" if key == "layer" else key].items())
        return "", ()

    def _field(self, kind: str, cls: Any, name: str) -> Sense:
        taken = parameters_of(cls)[name].words()
        about = " ".join(part for part in (_line(field_docs(cls).get(name, "")), taken and f"({taken})") if part)
        if name == "means":
            return self._plain(kind, self.texts["means"]["text"], "means", self._meanings())
        if name == "at":
            rows = tuple((one, self.texts["kinds"][kind]) for kind, some in _PLACES for one in some)
            return self._plain(kind, about, "means", rows)
        if name == "strength":
            return self._plain(kind, about, "keys", tuple(self.texts["strengths"].items()))
        if name in ("when", "unless"):
            return self._plain(kind, about, "keys", tuple(self.words.views["variables"].items()))
        return self._plain(kind, about)

    def _meanings(self) -> Rows:
        views = self.words.views
        return (
            *self.texts["forms"].items(),
            *((act, views["acts"][act]) for act in ACTS),
            *((quantity, views["quantities"][quantity]) for quantity in QUANTITIES),
            *((slot, views["slots"][slot]) for slot in SLOTS),
        )

    def _act(self, name: str) -> Sense:
        rows = [(law.also, self._say("implies", because=law.because)) for law in _laws(Implies) if law.act == name]
        rows += [(law.act, self._say("implied", because=law.because)) for law in _laws(Implies) if law.also == name]
        for law in _laws(Excludes):
            if name in (law.act, law.other):
                other = law.other if law.act == name else law.act
                rows.append((other, self._say("excludes", because=law.because)))
        about = self._say("act", words=self.words.views["acts"][name])
        return self._plain("act", about, "act", tuple(rows), self._say("act_write", name=name))

    def _quantity(self, name: str) -> Sense:
        about = self._say("quantity", words=self.words.quantity(name))
        return self._plain("quantity", about, write=self._say("quantity_write", name=name))

    def _slot(self, name: str) -> Sense:
        values = sorted(slot_values().get(name, ()))
        rows = tuple((value, self._say("slot_write", name=name, value=value)) for value in values)
        write = self._say("slot_write", name=name, value=values[0]) if values else ""
        return self._plain("slot", self._say("slot", words=self.words.slot(name)), "slot", rows, write)

    def _slot_value(self, name: str, slots: list[str]) -> Sense:
        about = self._say("slot_value", slots=self.words.listed(f"`{slot}`" for slot in slots))
        return self._plain("slot_value", about, write=self._say("slot_value_write", slot=slots[0], name=name))

    def _variable(self, variable: Variable) -> Sense:
        values: tuple[Any, ...] = (0, 3, "3+", "1-2") if variable.scale else variable.values
        told = [str(value).lower() if isinstance(value, bool) else str(value) for value in values]
        rows = tuple(
            (shown, self.words.condition(Condition({variable.name: value})))
            for shown, value in zip(told, values, strict=True)
        )
        write = self._say("variable_write", name=variable.name, value=told[2] if variable.scale else told[-1])
        return self._plain("variable", self.words.views["variables"][variable.name], "variable", rows, write)

    def _value(self, variable: Variable, value: Any) -> Sense:
        told = self.words.condition(Condition({variable.name: value}))
        write = self._say("variable_write", name=variable.name, value=value)
        return self._plain("value", self._say("value", variable=variable.name, words=told), write=write)

    def _moment(self, name: str) -> Sense:
        about = self._say("moment", words=self.words.condition(MOMENTS[name]))
        return self._plain("moment", about, write=self._say("moment_write", name=name))

    def _preset(self, name: str) -> Sense:
        from ..presets.loading import parse_preset
        from ..presets.shipped import shipped_text

        text = shipped_text(name)
        preset = parse_preset(text, source=name)
        head = takewhile(lambda line: line.startswith("#"), text.splitlines())
        told = " ".join(" ".join(line.strip("# ") for line in head).split())
        about = self._say("preset", title=preset.title or name, about=told)
        rows = tuple((_written(one), _summary(type(one))) for one in preset)
        return self._plain("preset", about, "preset", rows, self._say("preset_write", name=name))

    def _parameter(self, name: str, slugs: list[str]) -> Sense:
        rows = tuple((slug, _line(field_docs(attribute_class(slug)).get(name, ""))) for slug in slugs)
        about = self._say("parameter", attributes=self.words.listed(f"`{slug}`" for slug in slugs))
        return self._plain("parameter", about, "keys", rows)

    def _choice(self, name: str, places: list[tuple[str, str]]) -> Sense:
        told = self.words.listed(f"`{slug}` (`{parameter}`)" for slug, parameter in places)
        write = self._say("choice_write", slug=places[0][0], parameter=places[0][1], name=name)
        return self._plain("choice", self._say("choice", parameters=told), write=write)


_OWN = (("budget", "budget"), ("accept", "accept"))
_PLACES = (("family", FAMILIES), ("move", MOVES), ("moment", tuple(MOMENTS)))


def _laws(kind: Any) -> Iterator[Any]:
    return (law for law in LAWS if isinstance(law, kind))


def _written(one: Attribute) -> str:
    value = one.to_value()
    return one.slug() if value is None else inline({one.slug(): value})[1:-1]


def _summary(cls: type[Attribute]) -> str:
    """What an attribute does: the first sentence of its docstring."""
    return _line(docs_of(cls).partition("\n\n")[0])


def _line(text: str) -> str:
    return " ".join(text.split())
