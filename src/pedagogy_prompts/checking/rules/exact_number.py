"""PED305: a condition names one exact number where "or more" is usually meant."""

from __future__ import annotations

from collections.abc import Iterator

from ...reports.report import Finding
from ..resolved import Resolved


def find(resolved: Resolved) -> Iterator[Finding]:
    """Conditions of attributes that hold at exactly one number above 0."""
    for placed in resolved.placed:
        attribute = placed.attribute
        for name, condition in placed.conditions():
            if condition.always or condition.never:
                continue
            data = condition.to_data()
            for box in data if isinstance(data, list) else [data]:
                for variable in ("attempts", "hints"):
                    number = box.get(variable)
                    if isinstance(number, int) and number > 0:
                        yield Finding.of(
                            "PED305",
                            f"`{attribute.known_as}` holds at exactly {number} {variable}. If you mean {number} or "
                            f"more, write `{variable}: {number}+`.",
                            args={"variable": variable, "number": number},
                            attributes=(attribute.known_as,),
                            places=(placed.place(name, variable),),
                        )
