"""What an attribute says: the sentence of each statement, made from its table and kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from ..base.cached import kept
from ..base.errors import PedagogyError
from ..base.inline import shown
from ..base.text import has_invisible, line
from ..norms.condition import Condition
from ..norms.plain import plain
from ..norms.spelling import did_you_mean
from .effort import BrokenStringError, Effort
from .holes import Clause, filled
from .owners import answering, of_pack
from .speech import spoken_phrases
from .tables import Rewording, Table, Worded, form_key, table_of
from .words import Words, words_for

Detail = Literal["full", "brief"]
DETAILS: tuple[Detail, ...] = ("full", "brief")

SHARED = "phrases"
"""The part of a table whose phrases all its sentences may use."""
STATEMENT = "statement"
"""What a phrase chooses by that goes by the statement it is said in: `forms()` names the form under its key."""
REMINDER = "reminder"
"""The sentence that closes a text of which the attribute is the most important rule."""

_NUMBERED = re.compile(r"\d+\. ")
_SPACES = re.compile("  +")
# A value is filled into a sentence that is then put on one line. Two code points that are no characters, and so are in
# no text from outside, keep what is the value's own: its spaces, and how its last sentence ends.
_SPACE, _ENDED = "\ufdd0", "\ufdd1"
_ENDS = (".", "?", "!", "\u2026", "\u3002", "\uff1f", "\uff01")
_OWN = re.compile(rf"{_ENDED}[.。]?")


@kept(4096)
def statement_text(
    attribute: Worded,
    key: str,
    detail: Detail,
    locale: str,
    short: tuple[int, ...] = (),
    own: Rewording | None = None,
    bare: bool = False,
) -> str:
    """What one statement of an attribute says, without any "Except when"; of a full one, with these items brief.

    `own` are an app's phrases in place of the attribute's; `bare` leaves out the texts that are parameters' values.
    Raises `PedagogyError` where the attribute's table lacks what it takes.
    """
    voice = _Voice(attribute, key, locale, short, own, bare)
    if key not in voice.table.data:
        raise voice.lacks(f"[{key}]", f"the sentence of the statement '{key}'", 'full = "...", brief = "..."')
    return voice.sentence(detail)


@kept(1024)
def reminder_text(attribute: Worded, locale: str, own: Rewording | None = None) -> str | None:
    """The one sentence that closes a text of which this attribute is the most important rule, if it has one."""
    voice = _Voice(attribute, REMINDER, locale, (), own)
    return voice.sentence("full") if REMINDER in voice.table.data else None


def is_text(node: Any) -> bool:
    """Whether a node of a table is a text: a string, a table with `full` and `brief`, or one with `text` for both."""
    if not isinstance(node, Mapping):
        return isinstance(node, str)
    return isinstance(node.get("text"), str) or all(isinstance(node.get(detail), str) for detail in DETAILS)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a table a text is being said."""

    path: tuple[str, ...]
    detail: Detail
    phrases: Mapping[str, Any]
    """The phrases of the sentence it belongs to."""
    it: Any = None
    """The value that chose it, in words."""
    within: tuple[str, ...] = ()
    """The phrases it is part of."""


class _Voice:
    """One attribute, about to say one of its sentences."""

    def __init__(
        self,
        attribute: Worded,
        key: str,
        locale: str,
        short: tuple[int, ...],
        own: Rewording | None,
        bare: bool = False,
    ) -> None:
        self.attribute = attribute
        self.bare = bare
        self.key = key
        self.locale = locale
        self.short = short
        changed = own and own.tables.get(type(attribute).slug())
        self.table: Table = changed or table_of(type(attribute), locale)
        self.effort = Effort()
        self.shared: Mapping[str, Any] = self.table.data.get(SHARED, {})
        with answering(type(attribute), "The method `forms`"):
            self.forms = attribute.forms()
        self.parameters = type(attribute).parameters()

    def sentence(self, detail: Detail) -> str:
        said, words = self._said(self.table.data[self.key], _Place((self.key,), detail, {})), words_for(self.locale)
        text = _flowed(said if isinstance(said, str) else words.listed(said), words)
        if has_invisible(text):
            raise self._wrong((self.key,), "says characters that nobody sees, or halves of one. Take them out.")
        return text

    def _said(self, node: Any, place: _Place) -> Any:
        """What a node says: a text, or one for each value of a list."""
        if is_text(node) and not self._lists_text(node, place):
            if isinstance(node, str):
                return self._filled(node, place)
            source = node["text"] if "text" in node else node[place.detail]
            inner = {name: part for name, part in node.items() if name not in ("text", *DETAILS)}
            return self._filled(source, replace(place, phrases={**place.phrases, **inner}) if inner else place)
        if not isinstance(node, Mapping):
            raise self._wrong(place.path, "is neither a text nor a table.")
        name = str(node.get("by", place.path[-1]))
        if name == STATEMENT:
            name = self.key
        if name not in self.forms and name not in self.parameters:
            raise self._unknown(node, name, place)
        form, value = self._form(name), self._value(name)
        if isinstance(form, list | tuple):
            each = value if isinstance(value, list) else [value]
            if len(each) != len(form):
                raise self._wrong(place.path, f"has {len(form)} forms of '{name}' for {len(each)} values.")
            return [
                self._chosen(node, one, it, place, "brief" if n in self.short else place.detail)
                for n, (one, it) in enumerate(zip(form, each, strict=True))
            ]
        return self._chosen(node, form, value, place, place.detail)

    def _lists_text(self, node: Any, place: _Place) -> bool:
        """Whether `text` in a node is a value of its parameter, beside others."""
        name = place.path[-1]
        return (
            isinstance(node, Mapping)
            and "text" in node
            and (name in self.forms or name in self.parameters)
            and form_key(self._form(name)) in node
        )

    def _chosen(self, node: Mapping[str, Any], form: Any, it: Any, place: _Place, detail: Detail) -> Any:
        key = form_key(form)
        if key == "by" or key not in node:
            if "other" not in node:
                raise self.lacks(_header(place.path), f"the form '{key}'", f'{key} = "...", or other = "..."')
            key = "other"
        return self._said(node[key], replace(place, path=(*place.path, key), detail=detail, it=it))

    def _filled(self, source: str, place: _Place) -> str:
        def value_of(name: str) -> Any:
            if name == "it":
                if place.it is None:
                    raise self._wrong(place.path, "asks for {{ it }}, but no value chose it.")
                return place.it
            for root, phrases in ((place.path, place.phrases), ((SHARED,), self.shared)):
                if name in phrases:
                    if name in place.within:
                        raise self._wrong(place.path, f"names itself in {{{{ {name} }}}}; the value is {{{{ it }}}}.")
                    inner = replace(place, path=(*root, name), within=(*place.within, name))
                    return self._said(phrases[name], inner)
            if name in self.forms or name in self.parameters:
                return self._value(name)
            known = (*place.phrases, *self.shared, *self.parameters, *self.forms, *spoken_phrases(self.locale), "it")
            raise self._wrong(
                place.path,
                f"asks for {{{{ {name} }}}}, which is no parameter, no phrase and nothing that `forms()` names."
                f"{did_you_mean(name, known)}",
            )

        try:
            return filled(source, value_of, self.locale, self.effort)
        except BrokenStringError as error:
            raise self._wrong(place.path, f"cannot be read: {error}. It is {shown(source, 200)}.") from error

    def _form(self, name: str) -> Any:
        return self.forms[name] if name in self.forms else getattr(self.attribute, name)

    def _value(self, name: str) -> Any:
        """A parameter's value, or what `forms()` derives, in words."""
        value = getattr(self.attribute, name) if name in self.parameters else self.forms[name]
        if isinstance(value, Condition):
            words = words_for(self.locale)
            return Clause(words.condition(value), words.condition(value, until=True), words.closed(value))
        return _bare(plain(value)) if self.bare else _harmless(plain(value))

    def _whose(self) -> str:
        cls = type(self.attribute)
        return f"The words of the attribute '{cls.slug()}'{of_pack(cls)}"

    def lacks(self, header: str, what: str, add: str) -> PedagogyError:
        return PedagogyError(f"{self._whose()} lack {what}. Add under {header}: {add} ({self.table.where})")

    def _unknown(self, node: Mapping[str, Any], name: str, place: _Place) -> PedagogyError:
        if (lack := {"full": "brief", "brief": "full"}.keys() & node.keys()) and len(lack) == 1:
            other = "brief" if "full" in lack else "full"
            return self.lacks(_header(place.path), f"`{other}`", f'{other} = "..."')
        return self._wrong(
            place.path,
            f"chooses by '{name}', which is no parameter and nothing that `forms()` names."
            f"{did_you_mean(name, (*self.parameters, *self.forms))}"
            ' Give it `full` and `brief`, or say by which it chooses: by = "...".',
        )

    def _wrong(self, path: tuple[str, ...], what: str) -> PedagogyError:
        return PedagogyError(f"{self._whose()}: {_header(path)} {what} ({self.table.where})")


def _header(path: tuple[str, ...]) -> str:
    return f"[{'.'.join(path)}]"


def _harmless(value: Any) -> Any:
    """A value with each text in it on one line, and ready for a sentence."""
    if isinstance(value, str):
        text = line(value)
        text = _SPACES.sub(lambda spaces: _SPACE * len(spaces[0]), text) if "  " in text else text
        return text + _ENDED if text.endswith(_ENDS) else text
    if isinstance(value, list):
        return [_harmless(part) for part in value]
    if isinstance(value, dict):
        return {_harmless(key): _harmless(part) for key, part in value.items()}
    return value


def _bare(value: Any) -> Any:
    """A value without the texts in it."""
    if isinstance(value, str):
        return "\u2026"
    if isinstance(value, list):
        return [_bare(part) for part in value]
    if isinstance(value, dict):
        return {key: _bare(part) for key, part in value.items()}
    return value


def _flowed(text: str, words: Words) -> str:
    """A text as one paragraph; numbered lines stay lines."""
    lines: list[str] = []
    for part in (_SPACES.sub(" ", raw.strip(" ")) for raw in text.splitlines()):
        if part and lines and not _NUMBERED.match(part):
            lines[-1] = words.joined((lines[-1], part))
        elif part:
            lines.append(part)
    return _OWN.sub("", "\n".join(lines)).replace(_SPACE, " ")
