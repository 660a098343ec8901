"""The JSON Schema of a preset, for editors that complete and check while a teacher types."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..attributes.kit.attribute import Attribute
from ..attributes.kit.rule import MAX_RULE, PLACES, Rule
from ..base.documented import docs_of
from ..norms.meaning import meaning_json_schema
from ..norms.notation import condition_json_schema
from ..reports.codes import CODES
from .context import Context
from .packs import SHIPPED, Pack, shelf
from .parts import FORMAT, LAYERS


def preset_schema(*, packs: Iterable[Pack] = ()) -> dict[str, Any]:
    """The schema of a preset's YAML, draft 2020-12, with the attributes of `packs`."""
    definitions: dict[str, Any] = {"condition": condition_json_schema()}
    classes = shelf(packs)
    attributes = {slug: _attribute(cls, definitions) for slug, cls in classes.items()}
    strings = {"type": "array", "items": {"type": "string"}}
    number = {"type": "integer", "minimum": 0}
    budget = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "tokens": {"type": "integer", "minimum": 1},
            "characters": {"type": "integer", "minimum": 1},
            "share": {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
            "window": {"type": "integer", "minimum": 1},
            "reserve": number,
            "learner_reserve": number,
            "step": {"type": "integer", "minimum": 1},
            "required": {"type": "array", "items": {"enum": [*classes]}},
            "priority": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 1, "maximum": 9}},
            "keep_with": {"type": "object", "additionalProperties": {"enum": [*classes]}},
        },
    }
    accepted = {
        "type": "object",
        "additionalProperties": False,
        "required": ["code", "because"],
        "properties": {
            "code": {"enum": [code for code, rule in CODES.items() if rule.severity != "error"]},
            "attributes": strings,
            "because": {"type": "string", "minLength": 1},
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A pedagogy_prompts preset",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "format": {"type": "integer", "minimum": 1, "maximum": FORMAT},
            "title": {"type": "string"},
            "extends": {"anyOf": [{"type": "string"}, strings]},
            "remove": {"anyOf": [{"enum": [*classes]}, strings]},
            "layer": {"enum": [*LAYERS]},
            "context": _inlined(Context.model_json_schema(), definitions),
            "given": {"$ref": "#/$defs/condition"},
            "attributes": {"type": "object", "additionalProperties": False, "properties": attributes},
            "facts": strings,
            "rules": {"type": "array", "items": _rule(definitions)},
            "budget": {"anyOf": [{"type": "integer", "minimum": 1}, budget]},
            "accept": {"type": "array", "items": accepted},
            "reminder": {"enum": [*classes]},
            "packs": {"anyOf": [{"enum": sorted(SHIPPED)}, {"type": "array", "items": {"enum": sorted(SHIPPED)}}]},
        },
        "$defs": definitions,
    }


def _attribute(cls: type[Attribute], definitions: dict[str, Any]) -> dict[str, Any]:
    schema = _inlined(cls.model_json_schema(), definitions)
    schema["description"] = docs_of(cls).split("\n")[0]
    options: list[dict[str, Any]] = [{"type": "null"}, schema, {"type": "array", "items": schema, "minItems": 1}]
    if names := cls.parameters():
        options.insert(1, schema["properties"][names[0]])
    # Where a mapping could be the main value as well as the parameters, the parameters win.
    return {"anyOf": options}


def _rule(definitions: dict[str, Any]) -> dict[str, Any]:
    """A rule: a sentence, or a mapping with its meaning, which may stand alone or in a list."""
    schema = _inlined(Rule.model_json_schema(), definitions)
    schema["description"] = docs_of(Rule).split("\n")[0]
    fields = schema["properties"]
    definitions["meaning"] = meaning_json_schema()
    one = {"$ref": "#/$defs/meaning"}
    fields["means"] = {"description": fields["means"]["description"], "anyOf": [one, {"type": "array", "items": one}]}
    fields["at"] = {"description": fields["at"]["description"], "enum": [*PLACES]}
    return {"anyOf": [{"type": "string", "minLength": 1, "maxLength": MAX_RULE}, schema]}


def _inlined(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """A model's schema with its own definitions moved to the shared ones, and conditions referred to."""
    definitions.update({name: _referring(part) for name, part in schema.pop("$defs", {}).items()})
    found = _referring(schema)
    assert isinstance(found, dict)
    found.pop("title", None)
    return found


def _referring(part: Any) -> Any:
    """A schema without defaults and titles, with conditions referred to, and single values beside lists of them."""
    if isinstance(part, list):
        return [_referring(one) for one in part]
    if not isinstance(part, dict):
        return part
    if part.get("anyOf") == condition_json_schema()["anyOf"]:
        return {"$ref": "#/$defs/condition", **{k: v for k, v in part.items() if k == "description"}}
    kept = {
        key: _referring(value)
        for key, value in part.items()
        if key != "default" and not (key == "title" and isinstance(value, str))
    }
    if kept.get("type") == "array" and "enum" in kept.get("items", {}):
        return {"anyOf": [kept, kept["items"]]}
    return kept
