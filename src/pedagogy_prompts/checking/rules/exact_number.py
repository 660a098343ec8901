"""PED305: a condition names one exact number where "or more" is usually meant."""

from __future__ import annotations

from collections.abc import Iterator

from ...reports.report import Finding
from ...reports.saying import Sentences
from ..resolved import Resolved

_say = Sentences("checking/rules")


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
                            _say("PED305", attribute=attribute.known_as, number=number, variable=variable),
                            args={"variable": variable, "number": number},
                            attributes=(attribute.known_as,),
                            places=(placed.place(name, variable),),
                        )
