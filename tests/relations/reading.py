"""How the compositions in this folder are read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from pedagogy_prompts.attributes.kit.attribute import Attribute, attribute_class
from pedagogy_prompts.reports.report import Report

HERE = Path(__file__).parent


def read(name: str) -> Any:
    """The data of a file beside this one. A key twice is an error."""
    return YAML(typ="safe", pure=True).load((HERE / name).read_text(encoding="utf-8"))


def made(values: Mapping[str, Any]) -> list[Attribute]:
    """The attributes that a preset with these values has."""
    return [
        attribute_class(slug)(**parameters)
        for slug, value in values.items()
        for _, parameters in attribute_class(slug).values_from(value)
    ]


def clashes(report: Report) -> set[frozenset[str]]:
    """The sets of attributes that errors name."""
    return {frozenset(finding.attributes) for finding in report.errors}
