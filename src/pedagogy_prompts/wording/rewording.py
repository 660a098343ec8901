"""An app's own phrases in place of some of a locale's, held against those that they replace."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any

from ..base.errors import PedagogyError
from ..base.fence import fenced, tags_in
from ..base.text import has_invisible
from ..norms.spelling import did_you_mean
from .effort import BrokenStringError
from .holes import names_in
from .speech import spoken
from .statements import SHARED, is_text
from .tables import Table, Worded, speaking, table_of

MOST_CHARACTERS = 2_000
"""How long a phrase may be."""

_LENGTHS = ("full", "brief", "text")


def reworded_table(cls: type[Worded], locale: str, changes: Any) -> Table:
    """The table of an attribute with some of its phrases changed, speaking as the locale's lesson does.

    Raises PedagogyError, which says where, for what may not be changed.
    """
    slug, table = cls.slug(), table_of(cls, locale)
    found = _Table(f"`words` for `{slug}`", table.data.get(SHARED, {})).merged(table.data, changes, (slug,), {})
    return Table(speaking(cls, found, locale), f"`words` for `{slug}`, and {table.where}")


def reworded_frame(frame: Mapping[str, Any], locale: str, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The frame's phrases with some changed. Raises PedagogyError, which says where, for what may not be changed."""
    found: dict[str, Any] = spoken(_Frame("`words` for the frame").merged(frame, changes, (), {}), locale)
    return found


class _Merging(ABC):
    """Puts phrases into a tree of them."""

    def __init__(self, what: str) -> None:
        self.what = what

    def merged(
        self, old: Mapping[str, Any], new: Any, path: tuple[str, ...], sentence: Mapping[str, Any]
    ) -> dict[str, Any]:
        """The old tree with the new phrases in their places."""
        if not isinstance(new, Mapping):
            raise self.wrong(path, f"is no table of phrases, but {type(new).__name__}.")
        found = dict(old)
        inner = old if is_text(old) else sentence
        for key, value in new.items():
            at = (*path, str(key))
            if key not in old or key == "by":
                known = [name for name in old if name != "by"]
                raise self.wrong(at, f"is no phrase.{did_you_mean(key, known)} There are {', '.join(known)}.")
            found[key] = self._changed(old[key], value, at, inner)
        return found

    def _changed(self, old: Any, new: Any, path: tuple[str, ...], sentence: Mapping[str, Any]) -> Any:
        if isinstance(old, str) and isinstance(new, str):
            if new != old:
                self._sound(old, new, path)
                self.keeps(old, new, path, sentence)
            return new
        if isinstance(new, str) and isinstance(old, Mapping) and is_text(old):
            return self.merged(old, {key: new for key in _LENGTHS if key in old}, path, sentence)
        if isinstance(old, str) and isinstance(new, Mapping) and set(new) == {"full", "brief"} and self.lengths:
            return self.merged({"full": old, "brief": old}, new, path, sentence)
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            return self.merged(old, new, path, sentence)
        if isinstance(new, str):
            raise self.wrong(path, f"is a table of phrases, one for each of {', '.join(n for n in old if n != 'by')}.")
        raise self.wrong(path, f"is a text, not {type(new).__name__}.")

    lengths = True
    """Whether a phrase may be said at two lengths."""

    @abstractmethod
    def keeps(self, old: str, new: str, path: tuple[str, ...], sentence: Mapping[str, Any]) -> None:
        """Raise for a phrase that no longer says what the old one says of a value."""

    def _sound(self, old: str, new: str, path: tuple[str, ...]) -> None:
        if len(new) > MOST_CHARACTERS:
            raise self.wrong(path, f"has {len(new):,} characters; a phrase has {MOST_CHARACTERS:,} at most.")
        if old.strip() and not new.strip():
            raise self.wrong(path, "is empty, so what it says would be lost.")
        if has_invisible(new) or fenced(new, tags_in([new])) != new:
            raise self.wrong(path, "holds a tag or characters that nobody sees; write it without.")

    def wrong(self, path: tuple[str, ...], why: str) -> PedagogyError:
        return PedagogyError(f"{self.what}: {'.'.join(path):.200} {why}")


class _Table(_Merging):
    """An attribute's table: its holes are `{{ name }}`."""

    def __init__(self, what: str, shared: Mapping[str, Any]) -> None:
        super().__init__(what)
        self.shared = shared

    def keeps(self, old: str, new: str, path: tuple[str, ...], sentence: Mapping[str, Any]) -> None:
        if "{%" in new or "{#" in new:
            raise self.wrong(path, "holds more than holes such as {{ it }}; write a phrase for each value instead.")
        try:
            lost = sorted(name for name in names_in(old) - names_in(new) if not self._constant(name, sentence))
        except BrokenStringError as error:
            raise self.wrong(path, f"cannot be read: {error}. It is {new!r}.") from error
        if lost:
            holes = " and ".join(f"{{{{ {name} }}}}" for name in lost)
            raise self.wrong(path, f"lost {holes}, which says a value of the statement. It was: {old!r}")

    def _constant(self, name: str, sentence: Mapping[str, Any]) -> bool:
        """Whether a name stands for the same words always, so that a sentence may do without them."""
        phrase = sentence.get(name, self.shared.get(name))
        return phrase is not None and is_text(phrase) and not any("{" in text for text in _texts(phrase))


class _Frame(_Merging):
    """The frame's phrases: their holes are `{}` and `{name}`."""

    lengths = False

    def keeps(self, old: str, new: str, path: tuple[str, ...], sentence: Mapping[str, Any]) -> None:
        del sentence
        try:
            holes = _fields(new)
        except ValueError as error:
            raise self.wrong(path, f"cannot be read: {error}. It is {new!r}.") from error
        if holes != _fields(old):
            raise self.wrong(path, f"has other holes than what it replaces: {old!r}")
        if "\n" in new:
            raise self.wrong(path, "has more than one line.")


def _fields(text: str) -> list[str]:
    """The holes of a text for `str.format`, each as it is written."""
    parts = [part for part in Formatter().parse(text) if part[1] is not None]
    return sorted(f"{name}!{conversion}:{form}" for _, name, form, conversion in parts)


def _texts(phrase: Any) -> Iterator[str]:
    if isinstance(phrase, str):
        yield phrase
    else:
        for part in phrase.values():
            yield from _texts(part)
