"""PED403: a condition speaks of an app's own variable that nothing puts into words."""

from __future__ import annotations

from collections.abc import Iterator

from ...norms.condition import Condition
from ...reports.report import Finding
from ..resolved import Scene


def find(scene: Scene) -> Iterator[Finding]:
    """Conditions on variables that a chat model cannot see: their pack has no words for them."""
    variables = scene.closure.vocabulary.variables
    for placed in scene.placed:
        for name in type(placed.attribute).model_fields:
            value = getattr(placed.attribute, name)
            if not isinstance(value, Condition):
                continue
            for variable in sorted(value.variables):
                if "." in variable and variable in variables and not variables[variable].words:
                    slug = placed.attribute.slug()
                    yield Finding.of(
                        "PED403",
                        f"`{slug}` depends on `{variable}`, and the chat model cannot see it. Give the variable words "
                        "in its pack, and send them with `state_line`.",
                        args={"variable": variable},
                        attributes=(slug,),
                        places=(placed.place(name, variable),),
                    )
