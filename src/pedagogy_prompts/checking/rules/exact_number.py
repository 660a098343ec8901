"""PED305: a condition names one exact number where "or more" is usually meant."""

from __future__ import annotations

from collections.abc import Iterator

from ...norms.condition import Condition
from ...reports.report import Finding
from ..resolved import Scene


def find(scene: Scene) -> Iterator[Finding]:
    """Conditions of attributes that hold at exactly one number above 0."""
    for placed in scene.placed:
        attribute = placed.attribute
        for name in type(attribute).model_fields:
            value = getattr(attribute, name)
            if not isinstance(value, Condition) or value.always or value.never:
                continue
            data = value.to_data()
            for box in data if isinstance(data, list) else [data]:
                for variable in ("attempts", "hints"):
                    number = box.get(variable)
                    if isinstance(number, int) and number > 0:
                        yield Finding.of(
                            "PED305",
                            f"`{attribute.slug()}` holds at exactly {number} {variable}. If you mean {number} or more, "
                            f"write `{variable}: {number}+`.",
                            args={"variable": variable, "number": number},
                            attributes=(attribute.slug(),),
                            places=(placed.place(name, variable),),
                        )
