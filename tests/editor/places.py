"""Where mistakes in a preset stand, as `check` tells it and as a form does that knows the schema alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from pedagogy_prompts import preset_schema
from pedagogy_prompts.presets.loading import read_preset
from pedagogy_prompts.reports.report import Place

HERE = Path(__file__).parent
BAD = sorted((HERE / "bad").glob("*.yaml"))
THREE = HERE / "bad" / "three-mistakes.yaml"


def checked(file: Path) -> list[Place]:
    return [finding.places[0] for finding in read_preset(file)[1]]


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(preset_schema())


def in_a_form(file: Path) -> Iterator[tuple[str | int, ...]]:
    """The paths at which a form shows a mistake, a name that nobody knows at itself."""
    data: Any = YAML(typ="safe", pure=True).load(file)
    for error in validator().iter_errors(data):
        at = tuple(error.absolute_path)
        assert isinstance(error.schema, dict)
        if error.validator == "additionalProperties" and error.validator_value is False:
            dotted = error.schema.get("patternProperties", {})
            known = error.schema["properties"]
            yield from ((*at, name) for name in error.instance if name not in known and not (dotted and "." in name))
        elif "propertyNames" in error.absolute_schema_path:
            yield (*at, error.instance)
        elif error.validator == "required":
            yield from ((*at, name) for name in error.validator_value if name not in error.instance)
        else:
            yield at
