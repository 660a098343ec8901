"""A fix made on a preset's plain data, such as a row of a database or what a form holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..attributes.kit.attribute import attribute_class, attribute_slugs
from ..base.errors import ArgumentError, PedagogyError
from ..base.inline import few, shown
from ..reports.report import Edit, Fix
from .editing import applied
from .parts import Layer
from .policy import Policy, Terms


def apply_fix(
    data: Mapping[str, Any],
    fix: Fix | Mapping[str, Any],
    *,
    source: str | None = None,
    layer: Layer | None = None,
    allow: Policy | None = None,
) -> dict[str, Any]:
    """A preset's plain data with a fix made; `data` itself stays as it is.

    `fix` is one of `finding.fixes`, or what its `to_dict` gave, as it comes back from a form. Where it changes several
    presets, `source` names the one that `data` is, as findings name it; then the edits of that one alone are made.
    `layer` and `allow` are those the data is read with: a fix that says more is not made. What comes back is a preset
    as anyone could write it: read it on the same terms, which hold for what it extends too, and check it as any other.

    Raises `ArgumentError`, also a TypeError, for what is no fix or no mapping, and `PedagogyError` for a fix that
    changes another source than `source`, or what this data does not have, and for one that is not allowed. Whether one
    that adds an attribute is of this preset, the data cannot tell.
    """
    terms = Terms.of(layer, allow)
    if not isinstance(data, Mapping):
        raise ArgumentError(f"A preset's data is a mapping, not {type(data).__name__}.")
    fix = fix if isinstance(fix, Fix) else Fix.from_dict(fix)
    if source is None and len(_sources(fix)) > 1:
        raise PedagogyError(f"This fix changes {_named(fix)}. Say which of them this is, as `source=`.")
    after = made(data, fix, lambda one: source in (None, one), source or "this preset")
    _hold_to(terms, data, after)
    return after


def _hold_to(terms: Terms, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Let a fix add nothing that may not be said. Raises `PedagogyError`."""
    if terms == Terms():
        return
    said = after.get("attributes")
    known = set(attribute_slugs())
    families = {one: attribute_class(one).family for one in said if one in known} if isinstance(said, Mapping) else {}
    there = {*terms.trespasses(before, (), families)}
    more = [path for path in terms.trespasses(after, (), families) if path not in there]
    if terms.layer is not None and after.get("layer", terms.layer) not in (terms.layer, before.get("layer")):
        more.append(("layer",))
    if more:
        names = few([shown(".".join(map(str, path))) for path in more])
        raise PedagogyError(f"This fix is not made: it would say what may not be said here, {names}.")


def made(
    data: Mapping[str, Any], fix: Fix | Mapping[str, Any], ours: Callable[[str | None], bool], name: str
) -> dict[str, Any]:
    """The data with those edits of a fix made whose source is `ours`. Raises `PedagogyError` as `apply_fix`."""
    fix = fix if isinstance(fix, Fix) else Fix.from_dict(fix)
    edits = [edit for edit in fix.edits if ours(edit.source)]
    if not edits:
        raise PedagogyError(f"This fix changes {_named(fix)}, and nothing in {shown(name)}.")
    if absent := _absent(data, edits):
        raise PedagogyError(
            f"This fix changes {shown(absent)}, and {shown(name)} neither has nor extends it. Check the preset as it is"
            " now."
        )
    try:
        return applied(data, edits)
    except (LookupError, RecursionError) as error:
        why = "It is nested too deeply." if isinstance(error, RecursionError) else str(error.args[0])
        raise PedagogyError(f"This fix cannot be made here: {why} Check the preset as it is now.") from error


def _absent(data: Mapping[str, Any], edits: Iterable[Edit]) -> str | None:
    """An attribute a parameter of which is to change, though it is not there; what extends others may inherit it."""
    said = data.get("attributes")
    there = set(said) if isinstance(said, Mapping) else set()
    changed = (str(edit.path[1]) for edit in edits if len(edit.path) > 2 and edit.path[0] == "attributes")
    return None if data.get("extends") else next((slug for slug in changed if slug not in there), None)


def _sources(fix: Fix) -> list[str | None]:
    return list(dict.fromkeys(edit.source for edit in fix.edits))


def _named(fix: Fix) -> str:
    return few(["a preset without a source" if one is None else shown(one) for one in _sources(fix)]) or "nothing"
