"""The JSON Schema of a preset, for editors that complete and check while a teacher types, and for forms."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from pydantic import BaseModel

from ..attributes.kit.attribute import RULES, Attribute
from ..attributes.kit.parameters import parameters_of
from ..attributes.kit.rule import MAX_MEANINGS, MAX_RULE, PLACES, Rule
from ..base.documented import docs_of
from ..base.labels import label_of
from ..base.version import __version__
from ..norms.meaning import meaning_json_schema
from ..norms.notation import MAX_ALTERNATIVES, condition_json_schema
from ..reports.codes import CODES
from ..wording.files import data_of
from .context import MAX_ITEMS, Context
from .packs import SHIPPED, Pack, packs_of, shelf
from .parts import FORMAT, LAYERS
from .reading.acceptances import MAX_SENTENCE
from .reading.reader import MAX_TITLE

Schema = dict[str, Any]

_WRITTEN: Schema = {"minLength": 1, "pattern": "\\S"}
"""More than blanks."""
_NAME = r"[^\s!-,./:-@\[-^`{-~-][^\s!-,./:-@\[-^`{-~]{0,59}"
r"""The `id` of a rule. In JavaScript `\w` knows no letter beyond ASCII, so what a name does not have is listed."""
_ABOVE_ZERO: Schema = {"type": "integer", "minimum": 1}
_CONDITION: Schema = {"$ref": "#/$defs/condition"}
_MEANING: Schema = {"$ref": "#/$defs/meaning"}


def preset_schema(*, packs: Iterable[Pack] = ()) -> Schema:
    """The schema of a preset, draft 2020-12, for an editor, a form, or a check in another language.

    It is plain data, and the caller's own.

    Each attribute has a subschema of its own, `$defs["attribute.hint_ladder"]`: its parameters with what they take,
    their defaults and descriptions, and as `x-family` the family it belongs to. Which form a value has is asked before
    what is in it, so that a validator names the place of a mistake and not of all that stands around it. The schema
    takes each value as it is kept; what reading also takes in, such as "after 3 attempts", an editor underlines.
    `packs` bring attributes of your own; `$id` tells schemas of different versions and packs apart.

    Raises `PedagogyError` for packs that do not fit together.
    """
    found: Schema = json.loads(schema_text(packs_of(packs)))
    return found


@lru_cache(maxsize=4)
def schema_text(packs: tuple[Pack, ...] = ()) -> str:
    """The schema as it is written to a file; made once for the same packs."""
    return json.dumps(_schema(packs), ensure_ascii=False, indent=1, default=str)


def _schema(packs: tuple[Pack, ...]) -> Schema:
    definitions: dict[str, Schema] = {"condition": _condition(), "meaning": _meaning()}
    classes = shelf(packs)
    attributes = {slug: _attribute(slug, cls, definitions) for slug, cls in classes.items()}
    slug: Schema = {"anyOf": [{"enum": [*classes]}, {"type": "string", "pattern": f"^{re.escape(RULES)}{_NAME}$"}]}
    pack: Schema = {"enum": sorted(SHIPPED)}
    accepted = _closed(
        {
            "code": {"enum": [code for code, rule in CODES.items() if rule.severity != "error"]},
            "attributes": _list(slug),
            "because": _text(MAX_SENTENCE),
        },
        required=["code", "because"],
    )
    properties = {
        "format": {**_ABOVE_ZERO, "maximum": FORMAT, "default": FORMAT},
        "title": _text(MAX_TITLE),
        "extends": _either(_text(), lists=_list(_text())),
        "remove": _either(slug, lists=_list(slug)),
        "layer": {"enum": [*LAYERS], "default": "lesson"},
        "context": _model(Context, definitions),
        "given": _CONDITION,
        "attributes": _closed(attributes),
        "facts": _list(_text(MAX_SENTENCE)),
        "rules": _list(_rule(definitions)),
        "budget": _either(_ABOVE_ZERO, mappings=_budget(slug)),
        "accept": _list(accepted),
        "reminder": slug,
        "packs": _either(pack, lists=_list(pack)),
    }
    _describe(properties, "keys")
    _describe(accepted["properties"], "accept")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ":".join(("urn:pedagogy-prompts:preset", __version__, *(quote(pack.name, safe="") for pack in packs))),
        "title": "A pedagogy_prompts preset",
        **_closed(properties),
        "$defs": definitions,
    }


def _describe(properties: dict[str, Schema], group: str) -> None:
    """Say of each name what it is for, in the words that `explain` has for it."""
    for name, about in data_of("views/explaining/terms.en.toml")[group].items():
        properties[name] = {"description": about, **properties[name]}


def _closed(properties: Mapping[str, Any], *, required: Iterable[str] = ()) -> Schema:
    """A mapping that takes these names and no others."""
    needs = {"required": [*required]} if required else {}
    return {"type": "object", "additionalProperties": False, "properties": dict(properties), **needs}


def _text(most: int | None = None) -> Schema:
    """A text that says something, of at most so many characters."""
    return {"type": "string", **_WRITTEN, **({} if most is None else {"maxLength": most})}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items, "maxItems": MAX_ITEMS}


def _condition() -> Schema:
    """A condition: a mapping, or a list of so many as a preset may have."""
    mapping, several = condition_json_schema()["anyOf"]
    return _dispatched({"anyOf": [mapping, {**several, "maxItems": MAX_ALTERNATIVES}]})


def _budget(slug: Schema) -> Schema:
    number = {"type": "integer", "minimum": 0}
    by_slug: Schema = {"type": "object", "propertyNames": slug}
    whole = _closed(
        {
            "tokens": _ABOVE_ZERO,
            "characters": _ABOVE_ZERO,
            "share": {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
            "window": _ABOVE_ZERO,
            "reserve": number,
            "learner_reserve": number,
            "step": _ABOVE_ZERO,
            "required": _list(slug),
            "priority": {**by_slug, "additionalProperties": {"type": "integer", "minimum": 1, "maximum": 9}},
            "keep_with": {**by_slug, "additionalProperties": slug},
        }
    )
    whole["oneOf"] = [{"required": [amount]} for amount in ("tokens", "characters", "share")]
    _describe(whole["properties"], "budget")
    return whole


def _attribute(slug: str, cls: type[Attribute], definitions: dict[str, Schema]) -> Schema:
    """An attribute under its slug: empty, its main value alone, its parameters, or a list of several instances."""
    name = f"attribute.{slug}"
    whole = definitions[name] = _model(cls, definitions)
    about = whole["description"] = docs_of(cls).split("\n")[0]
    whole |= {"title": label_of(slug), "x-family": cls.family}
    mapping = {"$ref": f"#/$defs/{name}"}
    instances: Schema = {"type": "array", "items": mapping, "minItems": 1}
    empty: Schema = {"type": "null"}
    names = cls.parameters()
    options = [mapping, *([] if whole.get("required") else [empty])]
    if not names:
        return {"description": about, **_dispatched({"anyOf": [*options, instances]}, definitions)}
    alone = {"$ref": f"#/$defs/{name}/properties/{names[0]}"}
    # A list holds instances, or what the main parameter takes: its first item tells.
    of_mappings = {"prefixItems": [{"type": "object"}], "minItems": 1}
    lists = {"if": of_mappings, "then": instances, "else": alone}
    others = (alone,) if whole.get("required") else (alone, empty)
    return {"description": about, **_either(*others, mappings=mapping, lists=lists)}


def _rule(definitions: dict[str, Schema]) -> Schema:
    """A rule: a sentence, or a mapping with its meaning, which may stand alone or in a list."""
    schema = _model(Rule, definitions)
    schema["description"] = docs_of(Rule).split("\n")[0]
    fields = schema["properties"]
    means = _dispatched(
        {"anyOf": [_MEANING, {"type": "array", "items": _MEANING, "maxItems": MAX_MEANINGS}]}, definitions
    )
    fields["means"] = {"description": fields["means"]["description"], **means}
    fields["at"] = {"description": fields["at"]["description"], "enum": [*PLACES]}
    for option in fields["id"]["anyOf"]:
        option |= {"pattern": f"^{_NAME}$"} if option["type"] == "string" else {}
    return _either(_text(MAX_RULE), mappings=schema)


def _meaning() -> Schema:
    options = meaning_json_schema()["anyOf"]
    mapping = next(one for one in options if one.get("type") == "object")
    return _either(*(one for one in options if one is not mapping), mappings=mapping)


def _model(model: type[BaseModel], definitions: dict[str, Schema]) -> Schema:
    """A model's schema, its own definitions moved to the shared ones, with the defaults that are plain data."""
    schema = model.model_json_schema()
    definitions.update({name: _referring(part, definitions) for name, part in schema.pop("$defs", {}).items()})
    found = _referring(schema, definitions)
    assert isinstance(found, dict)
    for name, parameter in parameters_of(model).items():
        if (default := parameter.plain_default) is not None:
            found["properties"][name]["default"] = default
    return found


def _referring(part: Any, definitions: Mapping[str, Schema]) -> Any:
    """A schema without titles, with conditions referred to, and single values beside lists of them."""
    if isinstance(part, list):
        return [_referring(one, definitions) for one in part]
    if not isinstance(part, dict):
        return part
    options = condition_json_schema()["anyOf"]
    found = part.get("anyOf", [])
    if all(one in found for one in options):
        rest = [one for one in found if one not in options]
        about = {key: value for key, value in part.items() if key == "description"}
        return {**about, **(_dispatched({"anyOf": [*rest, _CONDITION]}, definitions) if rest else _CONDITION)}
    kept = {
        key: _referring(value, definitions)
        for key, value in part.items()
        if key != "default" and not (key == "title" and isinstance(value, str))
    }
    if kept.get("type") == "string" and kept.get("minLength"):
        kept = {**_WRITTEN, **kept}
    if kept.get("type") == "array" and {"enum", "const"} & set(kept.get("items", {})):
        about = {"description": kept.pop("description")} if "description" in kept else {}
        return {**about, **_either(kept["items"], lists=kept)}
    return _dispatched(kept, definitions)


_FORMS = ("object", "array", "other")


def _kinds(schema: Schema, definitions: Mapping[str, Schema]) -> frozenset[str]:
    """Which of the three forms a value can have that a schema takes: a mapping, a list, anything else."""
    if name := schema.get("$ref", "").removeprefix("#/$defs/"):
        return _kinds(definitions[name], definitions) if name in definitions else frozenset(("object",))
    if "anyOf" in schema:
        return frozenset().union(*(_kinds(one, definitions) for one in schema["anyOf"]))
    if "type" in schema:
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return frozenset(one if one in _FORMS else "other" for one in types)
    return frozenset(("other",)) if "enum" in schema or "const" in schema else frozenset(_FORMS)


def _dispatched(schema: Schema, definitions: Mapping[str, Schema] | None = None) -> Schema:
    """The schema with its alternatives behind the form of the value, where that tells them apart."""
    if "anyOf" not in schema or "allOf" in schema:
        return schema
    forms: dict[str, list[Schema]] = {form: [] for form in _FORMS}
    for one in schema["anyOf"]:
        for kind in _kinds(one, definitions or {}):
            forms[kind].append(one)
    if len(forms["object"]) > 1 or len(forms["array"]) > 1 or not (forms["object"] or forms["array"]):
        return schema
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    mappings, lists = (next(iter(forms[kind]), None) for kind in ("object", "array"))
    return {**rest, **_either(*forms["other"], mappings=mappings, lists=lists)}


def _either(*others: Schema, mappings: Schema | None = None, lists: Schema | None = None) -> Schema:
    """What a value has to be if it is a mapping, a list, or anything else.

    Which form it has is asked first, so that what is wrong in a mapping is told of the line it stands in.
    """
    told = {kind: one for kind, one in (("object", mappings), ("array", lists)) if one is not None}
    parts: list[Schema] = [{"if": {"type": kind}, "then": one} for kind, one in told.items()]
    if not others:
        return {"type": [*told], "allOf": parts}
    return {"anyOf": [*others, *({"type": kind} for kind in told)], "allOf": parts}
