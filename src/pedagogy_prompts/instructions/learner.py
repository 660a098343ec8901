"""What is told of one learner. It comes from outside while a learner waits: it is shortened, and never an obstacle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..base.errors import PedagogyError
from ..base.fence import Tags, fenced
from ..base.forms import put
from ..base.inline import shown, too_large
from ..base.text import clean, line, quoted
from ..norms.spelling import did_you_mean
from ..presets.context import MAX_ITEMS, MAX_LINE, Learner
from .section import Told

_LINES = ("name", "level")
_FACTS = (*_LINES, "interests", "recent_attempts")

CUT = " [...]"
"""Stands where a text was cut."""


class LearnerError(PedagogyError, ValueError):
    """What is told of a learner cannot be read: a fact nobody knows, or a value that is no text."""


def learner_facts(learner: Learner | Mapping[str, Any] | None, facts: Mapping[str, Any]) -> Mapping[str, Any]:
    """All that is told of a learner; what is named singly comes before the rest. Raises `LearnerError`."""
    if learner is None:
        return facts
    if isinstance(learner, Learner):
        learner = learner.__dict__
    elif not isinstance(learner, Mapping):
        raise LearnerError(f"A learner is a Learner or a mapping of facts, not {type(learner).__name__}.")
    return {**learner, **facts} if facts else learner


def learner_told(facts: Mapping[str, Any], forms: Mapping[str, str], around: tuple[str, str], tags: Tags = ()) -> Told:
    """The learner part, between what the frame writes around it; empty when nothing is known.

    What would open or close one of `tags` or a turn is kept harmless. A text of more than `MAX_LINE` characters is cut,
    and of a list the last `MAX_ITEMS` are taken: the latest attempts say most. Raises `LearnerError` for a name that is
    not known and for a value that is no text.
    """
    told, cut, known = [forms["intro"]], list[str](), 0
    for name in _FACTS:
        if name not in facts:
            continue
        known += 1
        value = facts[name]
        if not value and value != 0:
            continue
        texts = [line(_text(name, value, cut))] if name in _LINES else _texts(name, value, cut)
        if texts and (texts[0] or any(texts)):
            told.append(_said(texts, forms[name], forms["separator"]))
    if known < len(facts):
        raise _unknown(facts)
    if len(told) == 1:
        return NOTHING
    text = fenced("\n".join(told), tags)
    return Told("learner", (("learner", text),), around, text.join(around), tuple(cut))


NOTHING = Told("learner")


def _said(texts: Sequence[str], form: str, separator: str) -> str:
    """Texts on one line, or as blocks where one of them has several lines or the separator in it."""
    together = separator.join(texts)
    if "\n" in together or together.count(separator.strip()) >= len(texts) > 1:
        return put(form, "").rstrip() + "\n\n" + "\n\n".join(map(quoted, texts))
    return f"> {put(form, together)}"


def _texts(name: str, values: Any, cut: list[str]) -> list[str]:
    """The texts of a list."""
    if type(values) is not tuple and not isinstance(values, (list, set, frozenset)):
        return [_text(name, values, cut)]
    texts = [text for value in values if value is not None and (text := _text(name, value, cut))]
    if len(texts) > MAX_ITEMS:
        _note(name, cut)
        texts = texts[-MAX_ITEMS:]
    return texts


def _text(name: str, value: Any, cut: list[str]) -> str:
    """A text or a number as text."""
    if type(value) is not str:
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            wanted = "text" if name in _LINES else "a list of texts"
            raise LearnerError(f"`{name}` is {wanted}, and {shown(value)} is none.")
        if too_large(value):
            raise LearnerError(f"`{name}`: this number is too large.")
        value = str(value)
    text = clean(value)
    if len(text) > MAX_LINE:
        _note(name, cut)
        text = text[: MAX_LINE - len(CUT)].rstrip() + CUT
    return text


def _note(name: str, cut: list[str]) -> None:
    if name not in cut:
        cut.append(name)


def _unknown(facts: Mapping[str, Any]) -> LearnerError:
    name = next(name for name in facts if name not in _FACTS)
    return LearnerError(
        f"Nothing is known of a learner under the name {shown(name)}.{did_you_mean(str(name), _FACTS)} "
        f"There are {', '.join(_FACTS)}."
    )
