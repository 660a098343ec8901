"""What is told of one learner. It comes from outside while a learner waits: it is shortened, and never an obstacle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..base.errors import PedagogyError
from ..base.text import line
from ..norms.spelling import did_you_mean
from ..presets.context import MAX_ITEMS, MAX_LINE, Learner
from .section import Block, Section

_LINES = ("name", "level")
_LISTS = ("interests", "recent_attempts")
CUT = " [...]"
"""Stands where a text was cut."""

Facts = Mapping[str, str | tuple[str, ...]]


class LearnerError(PedagogyError, ValueError):
    """What is told of a learner cannot be read: a fact nobody knows, or a value that is no text."""


def learner_facts(learner: Learner | Mapping[str, Any] | None, facts: Mapping[str, Any]) -> tuple[Facts, list[str]]:
    """The facts that say something, each as lines of text, and the names of those that had to be shortened.

    Raises `LearnerError` for a name that is not known and for a value that is no text.
    """
    if isinstance(learner, Learner):
        facts = {**learner.__dict__, **facts}
    elif learner is not None:
        if not isinstance(learner, Mapping):
            raise LearnerError(f"A learner is a Learner or a mapping of facts, not {type(learner).__name__}.")
        facts = {**learner, **facts}
    for name in facts:
        if name not in _LINES and name not in _LISTS:
            known = (*_LINES, *_LISTS)
            raise LearnerError(
                f"Nothing is known of a learner under the name {name!r}.{did_you_mean(str(name), known)} "
                f"There are {', '.join(known)}."
            )
    found: dict[str, str | tuple[str, ...]] = {}
    shortened: list[str] = []
    for name in _LINES:
        if (value := facts.get(name)) is not None and (told := _line(name, value, shortened)):
            found[name] = told
    for name in _LISTS:
        if value := facts.get(name):
            if lines := _lines(name, value, shortened):
                found[name] = lines
    return found, shortened


def learner_block(facts: Facts, forms: Mapping[str, str], around: tuple[str, str]) -> Block:
    """The learner part; empty when nothing is known."""
    if not facts:
        return _NOTHING
    told = [forms["intro"]]
    for name, value in facts.items():
        told.append("> " + forms[name].format(value if isinstance(value, str) else forms["separator"].join(value)))
    text = "\n".join(told)
    return Block((Section("learner", "learner", text, item=False),), around, text.join(around))


_NOTHING = Block()


def _lines(name: str, value: Any, shortened: list[str]) -> tuple[str, ...]:
    if isinstance(value, str | int | float):
        value = (value,)
    if not isinstance(value, Iterable) or isinstance(value, Mapping | bytes):
        raise LearnerError(f"`{name}` is a list of texts, not {type(value).__name__}.")
    told = [text for one in value if one is not None and (text := _line(name, one, shortened))]
    if len(told) > MAX_ITEMS:
        if name not in shortened:
            shortened.append(name)
        told = told[-MAX_ITEMS:]  # the latest attempts say most
    return tuple(told)


def _line(name: str, value: Any, shortened: list[str]) -> str:
    if type(value) is not str:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise LearnerError(f"`{name}` is text, not {type(value).__name__}.")
        value = str(value)
    text = line(value)
    if len(text) > MAX_LINE:
        if name not in shortened:
            shortened.append(name)
        text = text[: MAX_LINE - len(CUT)].rstrip() + CUT
    return text
