from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import ModelWrapValidatorHandler, model_validator

from ..kit import Attribute, Statement, Statements, choose, forbid

_TYPE = ("use_headings", "use_bold", "use_italics", "use_underline", "use_lists", "use_tables")
_LACKS = {
    "plain": (*_TYPE, "use_code_blocks"),
    "speech": (*_TYPE, "use_code_blocks", "give_link", "suggest_replies"),
}
"""What a form has no room for."""


class OutputFormat(Attribute):
    """Write in this surface form.

    Why: What a chat window shows well is noise in a voice or a plain text field, and formulas only help where they are
    displayed.
    Use it when: you know where the learner will see or hear the tutor.
    Do not use it when: one tutor serves several surfaces: set it in the call for each of them.
    """

    family = "presentation"
    gives_access = ("format",)

    format: Literal["plain", "markdown", "speech"] = "markdown"
    """Plain text, Markdown, or text that is spoken aloud."""
    math: Literal["latex", "latex_if_asked", "unicode", "spoken"] | None = None
    """How formulas are written: LaTeX, LaTeX only if the learner asks for it, Unicode characters, or as one says them.
    Nothing is said of them unless it is set; with speech they are spoken."""

    @model_validator(mode="wrap")
    @classmethod
    def _speech_is_spoken(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if not isinstance(data, dict) or data.get("format") != "speech" or "math" in data:
            return handler(data)
        found = handler({**data, "math": "spoken"})
        found.model_fields_set.discard("math")  # nobody wrote it
        return found

    def statements(self) -> Statements:
        norms = [choose("format", self.format), *map(forbid, _LACKS.get(self.format, ()))]
        if self.format == "plain":
            norms.append(choose("picture_kind", "none", "characters"))
        yield Statement("form", *norms, param="format")
        if self.math is not None:
            yield Statement("formulas", choose("math", self.math), param="math")
