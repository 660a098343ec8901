"""PED403: a condition speaks of an app's own variable that nothing puts into words."""

from __future__ import annotations

from collections.abc import Iterator

from ...reports.report import Finding
from ...reports.saying import Sentences
from ..resolved import Resolved

_say = Sentences("checking/rules")


def find(resolved: Resolved) -> Iterator[Finding]:
    """Conditions on variables that a chat model cannot see: their pack has no words for them."""
    variables = resolved.closure.vocabulary.variables
    for placed in resolved.placed:
        for name, condition in placed.conditions():
            for variable in sorted(condition.variables):
                if "." in variable and variable in variables and not variables[variable].words:
                    slug = placed.attribute.known_as
                    yield Finding.of(
                        "PED403",
                        _say("PED403", attribute=slug, variable=variable),
                        args={"variable": variable},
                        attributes=(slug,),
                        places=(placed.place(name, variable),),
                    )
