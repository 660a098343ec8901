"""A preset: what a teacher writes, read and checked, with the place of everything in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from ..attributes.kit.attribute import Attribute, attribute_class
from ..reports.errors import PresetError
from ..reports.report import Fix, Report
from .packs import Pack
from .parts import Contents, Entry, Layer, Written, value_of
from .policy import Policy, Terms


@dataclass(frozen=True, slots=True)
class Preset(Contents):
    """A named set of attributes, context, rules and budget, its `extends` already taken in.

    Two presets are equal when they say the same, wherever it was written. Build one with `load_preset`,
    `parse_preset` or `Preset.from_data`.
    """

    @classmethod
    def of(cls, contents: Contents) -> Preset:
        """A preset of what was read."""
        return cls(**{one.name: getattr(contents, one.name) for one in fields(contents)})

    @classmethod
    def from_data(
        cls,
        data: Mapping[str, Any],
        *,
        source: str | None = None,
        resolve: Callable[[str], str] | None = None,
        root: str | os.PathLike[str] | None = None,
        layer: Layer | None = None,
        allow: Policy | None = None,
        packs: Iterable[Pack] = (),
    ) -> Preset:
        """A preset from plain data, such as a row of a database.

        `source`, `resolve`, `root`, `layer` and `allow` are those of `parse_preset`: how findings name it, where what
        it extends comes from, which layer it stands in whatever it says, and what it may say; `packs` bring attributes
        of your own. Raises `PresetError` with everything that is wrong.
        """
        from .reading.loader import Loader

        loader = Loader(resolve, packs, root=root, terms=Terms.of(layer, allow))
        return or_raise(*loader.data(data, source).result)

    def to_yaml(self, *, flat: bool = False) -> str:
        """`to_data` as YAML, without comments; reading it back gives an equal preset."""
        from .yaml_writer import write_yaml

        return write_yaml(self.to_data(flat=flat))

    def having(self, **attributes: Any) -> Preset:
        """A copy with some attributes changed.

        Each takes what a preset would write (parameters are merged into what is there), an `Attribute` that replaces
        what is there, or None to take it out. Raises `UnknownAttributeError` and pydantic's ValidationError.
        """
        entries = list(self.entries)
        for slug, value in attributes.items():
            before = [entry for entry in entries if entry.attribute.slug() == slug]
            found = type(before[0].attribute) if before else attribute_class(slug)
            entries = [entry for entry in entries if entry.attribute.slug() != slug]
            if value is None:
                continue
            if isinstance(value, Attribute):
                entries.append(Entry(value))
                continue
            instances = found.values_from(value)
            if len(instances) == 1 and not instances[0][0] and len(before) == 1:
                old = before[0].attribute
                kept = {name: getattr(old, name) for name in old.model_fields_set}
                instances = [((), {**kept, **instances[0][1]})]
            entries += [Entry(found(**parameters)) for _, parameters in instances]
        changed = replace(self, entries=tuple(entries))
        return replace(changed, written=_rewritten(self, changed, attributes))

    def fixed(
        self,
        fix: Fix | Mapping[str, Any],
        *,
        resolve: Callable[[str], str] | None = None,
        root: str | os.PathLike[str] | None = None,
        packs: Iterable[Pack] = (),
    ) -> Preset:
        """A copy with a fix of a finding made, those of its edits that change this preset.

        It is read anew from its data, what it extends too, on the terms it was read on: it stays in its layer, uses
        only what `allow` allowed, and extends what it could before. `resolve`, `root` and `packs` are those it was read
        with, where none are given; one that was pickled has lost its `resolve` and its `packs`. For its text with
        comments kept, `check --fix` edits the file. Raises `PedagogyError` where the fix does not belong to this
        preset, and `PresetError` where the result cannot be read, or says what is not allowed.
        """
        from .fixing import made
        from .reading.loader import Again, Source

        data = made(self.to_data(), fix, lambda source: source == self.source, self.source or "this preset")
        anew = self.anew or Again(Source(self.source))
        return or_raise(*anew(data, self.source, self.layer, resolve=resolve, root=root, packs=packs))


def or_raise(contents: Contents | None, report: Report) -> Preset:
    """The preset of what was read. Raises `PresetError` where the report says why there is nothing."""
    if contents is None:
        raise PresetError(report)
    return Preset.of(contents)


def _rewritten(before: Preset, after: Preset, slugs: Iterable[str]) -> Written | None:
    """What was written, with some attributes as they are now: they no longer rest on what they extend."""
    old = before.written
    if old is None or old.says != before.says():
        return None
    data = before.to_data()
    own = dict(data.get("attributes") or {})
    removed = data.get("remove") or []
    removed = [removed] if isinstance(removed, str) else list(removed)
    for slug in slugs:
        group = [attribute for attribute in after if attribute.slug() == slug]
        own.pop(slug, None)
        if group:
            own[slug] = value_of(group)
        if slug in old.inherits and slug not in removed:
            removed.append(slug)
    data |= {"attributes": own, "remove": removed}
    kept = {name: part for name, part in data.items() if name not in ("attributes", "remove") or part}
    return Written(kept, old.inherits, after.says())
