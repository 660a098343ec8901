"""A preset: what a teacher writes, read and checked, with the place of everything in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from ..attributes.kit.attribute import Attribute, attribute_class
from ..reports.errors import PresetError
from ..reports.report import Report
from .parts import Contents, Entry


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
        cls, data: Mapping[str, Any], *, source: str | None = None, resolve: Callable[[str], str] | None = None
    ) -> Preset:
        """A preset from plain data, such as a row of a database.

        `source` names it in findings and is where relative `extends` start; `resolve` gives the text of a preset that
        is named there. Raises `PresetError` with everything that is wrong.
        """
        from .reading.loader import Loader, Source

        return or_raise(*Loader(resolve).data(data, Source(source, "name" if resolve else "file")).result)

    def to_yaml(self) -> str:
        """The preset as YAML; reading it back gives an equal preset."""
        from .yaml_writer import write_yaml

        return write_yaml(self.to_data())

    def having(self, **attributes: Any) -> Preset:
        """A copy with some attributes changed.

        Each takes what a preset would write (parameters are merged into what is there), an `Attribute` that replaces
        what is there, or None to take it out. Raises `UnknownAttributeError` and pydantic's ValidationError.
        """
        entries = list(self.entries)
        for slug, value in attributes.items():
            found = attribute_class(slug)
            before = [entry for entry in entries if entry.attribute.slug() == slug]
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
        return replace(self, entries=tuple(entries))


def or_raise(contents: Contents | None, report: Report) -> Preset:
    """The preset of what was read. Raises `PresetError` where the report says why there is nothing."""
    if contents is None:
        raise PresetError(report)
    return Preset.of(contents)
