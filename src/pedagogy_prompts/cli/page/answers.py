"""Answers read from a preset, and given by editing it: what else its author wrote stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol

from ...attributes.kit.attribute import Attribute, attribute_class, attribute_slugs
from ...base.cached import cached_property
from ...base.path import Path
from ...presets.editing import mended
from ...presets.loading import read_text
from ...presets.preset import Preset
from ...presets.reading.yaml import read_yaml
from ...reports.report import Edit, Report
from .questions import Parameters, Question

EMPTY = "format: 1\n"
"""The least that an answer can be put into."""
_NOTHING = object()


class Read(Protocol):
    """What reads a preset from a text; `read_text` and what calls it with more arguments."""

    def __call__(self, text: str, *, source: str) -> tuple[Preset | None, Report]: ...


@dataclass(frozen=True)
class Lesson:
    """A preset's text, what it means, and what was found while reading it."""

    text: str
    source: str
    preset: Preset | None
    report: Report
    read: Read

    @classmethod
    def of(cls, text: str, source: str, read: Read = read_text) -> Lesson:
        """The lesson that a text says; `read` reads a preset that findings call `source`."""
        text = text if text.strip() else EMPTY
        return cls(text, source, *read(text, source=source), read)

    def with_text(self, text: str) -> Lesson:
        """The lesson with another text."""
        return Lesson.of(text, self.source, self.read)

    @cached_property
    def data(self) -> Mapping[str, Any]:
        """What the author wrote, as plain data; where it is no preset, whatever of it can be read."""
        document, _ = read_yaml(self.text)
        return document.data if document is not None and isinstance(document.data, dict) else {}

    def written(self, *path: str) -> Any:
        """What the author wrote at a path; `_NOTHING`, which is no empty value, where there is nothing."""
        found: Any = self.data
        for step in path:
            if not isinstance(found, dict) or step not in found:
                return _NOTHING
            found = found[step]
        return found

    def instances(self, slug: str) -> list[Attribute]:
        """What holds of an attribute, inherited or written here."""
        if slug not in self._found:
            self._found[slug] = self._instances(slug)
        return self._found[slug]

    @cached_property
    def _found(self) -> dict[str, list[Attribute]]:
        """The instances that were asked for: each option of a question asks anew."""
        return {}

    def _instances(self, slug: str) -> list[Attribute]:
        if self.preset is not None:
            return [one for one in self.preset.attributes if one.slug() == slug]
        value = self.written("attributes", slug)
        if value is _NOTHING or slug not in attribute_slugs():
            return []
        with suppress(ValueError, TypeError):  # an error that is told by the report
            cls = attribute_class(slug)
            return [cls(**parameters) for _, parameters in cls.values_from(value)]
        return []

    @property
    def inherits(self) -> frozenset[str]:
        """The attributes it has from what it extends, those it takes out itself not among them."""
        if self.preset is None or self.preset.written is None:
            return frozenset()
        return self.preset.written.inherits - set(self.preset.removes)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a preset answers to a question.

    `value` is the number of an option or a text; None where the preset says something that is none of the options.
    `more` tells that it says more about this than the answer does.
    """

    value: int | str | None
    more: bool = False


def answer_in(lesson: Lesson, question: Question) -> Answer:
    """What a preset answers to a question."""
    if question.into:
        return Answer(_text_in(lesson, question), _says_more(lesson, question))
    if question.field:
        value = lesson.preset and getattr(lesson.preset.context, question.field)
        found = (at for at, option in enumerate(question.options) if option.value == value)
        return Answer(next(found, None))
    for at, option in enumerate(question.options):
        if all(
            slug in option.keep or _holds(lesson, slug, option.set.get(slug)) for slug in question.slugs
        ):  # an option that keeps an attribute says nothing about it
            return Answer(at, _says_more(lesson, question))
    return Answer(None, more=True)


def answered(lesson: Lesson, question: Question, value: int | str) -> str:
    """The preset's text with this answer to a question.

    Raises LookupError where there is no such option, or the text cannot be edited without changing something else.
    """
    return mended(lesson.text, _edits(lesson, question, value))


def _holds(lesson: Lesson, slug: str, parameters: Parameters | None) -> bool:
    """Whether an attribute is as an option has it: with these parameters, or, with None, not there."""
    found = lesson.instances(slug)
    if parameters is None or len(found) != 1:
        return parameters is None and not found
    wanted = type(found[0])(**parameters)
    return all(getattr(found[0], name) == getattr(wanted, name) for name in parameters)


def _says_more(lesson: Lesson, question: Question) -> bool:
    for slug in question.slugs:
        found = lesson.instances(slug)
        if len(found) > 1 or any(one.model_fields_set - question.owned(slug) - {"locked"} for one in found):
            return True
    return False


def _text_in(lesson: Lesson, question: Question) -> str:
    if question.context:
        value = lesson.preset and getattr(lesson.preset.context, question.context)
        return str(value or _as_text(lesson.written("context", question.context)))
    _, slug, name = map(str, question.into)
    found = lesson.instances(slug)
    if not found or (question.among and question.part not in getattr(found[0], question.among)):
        return ""
    value = getattr(found[0], name)
    return _as_text(value.get(question.part) if isinstance(value, Mapping) else value)


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _edits(lesson: Lesson, question: Question, value: int | str) -> Iterator[Edit]:
    if question.into:
        yield from _say(lesson, question, str(value).strip())
        return
    try:
        option = question.options[int(value)]
    except (IndexError, ValueError):
        raise LookupError(f"'{question.id}' has no answer {value!r}.") from None
    if question.field:
        yield from _set_context(lesson, question.field, option.value)
        return
    for slug in question.slugs:
        if slug in option.set:
            yield from _put(lesson, slug, option.set[slug])
        elif slug not in option.keep:
            yield from _take_out(lesson, slug)


def _set_context(lesson: Lesson, name: str, value: Any) -> Iterator[Edit]:
    if value not in (None, ""):
        yield _set(lesson, ("context", name), value)
    elif lesson.written("context", name) is not _NOTHING:
        yield Edit(lesson.source, ("context", name), "remove")


def _say(lesson: Lesson, question: Question, text: str) -> Iterator[Edit]:
    """Put words of the teacher's own where they go, or take them out."""
    if question.context:
        yield from _set_context(lesson, question.context, text)
        return
    _, slug, name = map(str, question.into)
    path: Path = ("attributes", slug, name)
    before = lesson.written("attributes", slug, name)
    if isinstance(before, dict):
        path, before = (*path, question.part), before.get(question.part, _NOTHING)
    if not text:
        if before is not _NOTHING:
            yield Edit(lesson.source, path, "remove")
        return
    if len(path) > 3:
        yield _set(lesson, path, text)
        return
    wanted: dict[str, Any] = {name: text}
    for one in lesson.instances(slug)[:1]:
        if question.among and question.part not in (listed := getattr(one, question.among)):
            wanted[question.among] = [*listed, question.part]
    yield from _put(lesson, slug, wanted)


def _put(lesson: Lesson, slug: str, parameters: Parameters) -> Iterator[Edit]:
    """Set parameters of an attribute, each where it stands, and leave the others."""
    if _holds(lesson, slug, parameters):
        return
    path: Path = ("attributes", slug)
    main = attribute_class(slug).parameters()[0]
    value = lesson.written(*map(str, path))
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
        path, value = (*path, 0), value[0]
    if isinstance(value, dict):
        for name, part in parameters.items():
            yield _set(lesson, (*path, name), part)
    elif value in (_NOTHING, None) or _several(value) or set(parameters) == {main}:
        yield _set(lesson, path, _short(parameters, main))
    else:
        yield _set(lesson, path, {main: value, **parameters})


def _take_out(lesson: Lesson, slug: str) -> Iterator[Edit]:
    if lesson.written("attributes", slug) is not _NOTHING:
        yield Edit(lesson.source, ("attributes", slug), "remove")
    if slug in lesson.inherits:
        removed = lesson.written("remove")
        before = removed if isinstance(removed, list) else [removed] if isinstance(removed, str) else []
        yield _set(lesson, ("remove",), [*before, slug])


def _several(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(part, dict) for part in value)


def _short(parameters: Parameters, main: str) -> Any:
    """Parameters as a person writes them: a plain main value alone."""
    if set(parameters) == {main} and not isinstance(parameters[main], dict | list):
        return parameters[main]
    return dict(parameters)


def _set(lesson: Lesson, path: Path, value: Any) -> Edit:
    return Edit(lesson.source, path, "set", value)
