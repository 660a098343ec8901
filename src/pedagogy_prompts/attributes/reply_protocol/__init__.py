from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Literal

from ..kit import Attribute, Distinct, Phrase, Statement, Statements, choose, oblige

_PERSONAL = re.compile(
    r"(?:\w+ )?(?:name|age|address|e-?mail|phone)\b(?!.*\bof the (?!learner)).*\b(?:learner|child|pupil|student)", re.I
)
"""A field that holds what the learner told of themselves, and not the name of a thing."""
_NAME = re.compile(r"[a-z][a-z0-9_]*")


class ReplyProtocol(Attribute):
    """Put fields for the program before each reply, in a form it can read and hide.

    Why: A program that knows the tutor's verdict and its place in the task can show progress, branch, or let a teacher
    look in; asked for before the reply, the fields also make the model judge before it speaks.
    Use it when: code stands between the model and the learner, and takes the fields out; `read` does.
    Do not use it when: learners see the raw text.
    """

    family = "presentation"
    evidence = ("sonkar2023class",)
    stands = ("every_turn", 40)
    samples = {"fields": [["verdict"], ["verdict: right, partly, wrong or none", "part: the part of the task at hand"]]}

    fields: Distinct[Phrase]
    """The fields in order, each with its name and, after a colon, what it may hold: in words, or its values with a bar
    between them, such as `verdict: right | partly | wrong`."""
    form: Literal["json", "tags"] = "json"
    """One line of JSON, or one tag a field."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields, as they stand in a reply."""
        return tuple("_".join(re.findall(r"\w+", field.partition(":")[0].lower())) for field in self.fields)

    @property
    def json_schema(self) -> dict[str, Any]:
        """The fields as a JSON Schema, for a provider's structured output or a check of one's own."""
        fields = {
            name: {"type": "string"} | ({"enum": list(values)} if values else {}) for name, values in self._values()
        }
        return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}

    def _values(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        for name, field in zip(self.names, self.fields, strict=True):
            values = tuple(value.strip() for value in field.partition(":")[2].split("|"))
            yield name, values if len(values) > 1 else ()

    def statements(self) -> Statements:
        norms = [oblige("write_protocol"), choose("protocol", self.form, param="form")]
        if any(_PERSONAL.match(field) for field in self.fields):
            norms.append(oblige("repeat_personal_data", every=False))
        yield Statement("fields", *norms, param="fields")

    def read(self, reply: str) -> tuple[dict[str, str], str]:
        """The fields of a reply, and what is left for the learner.

        A field the model left out is missing, and so is one with a value that is not among those it may have; a reply
        without any gives an empty mapping and the reply as it is.
        """
        found, left = _tags(self.names, reply) if self.form == "tags" else _json(self.names, reply)
        may = dict(self._values())
        return {name: value for name, value in found.items() if not may[name] or value in may[name]}, left


def _json(names: tuple[str, ...], reply: str) -> tuple[dict[str, str], str]:
    line, _, rest = reply.lstrip().partition("\n")
    try:
        found = json.loads(line)
    except ValueError:
        return {}, reply
    if not isinstance(found, dict):
        return {}, reply
    return {name: str(found[name]) for name in names if found.get(name) is not None}, rest.strip()


def _tags(names: tuple[str, ...], reply: str) -> tuple[dict[str, str], str]:
    found = {}
    for name in names:
        if match := re.search(rf"<{name}>(.*?)</{name}>", reply, re.DOTALL):
            found[name] = match[1].strip()
            reply = reply.replace(match[0], "", 1)
    return found, reply.strip() if found else reply
