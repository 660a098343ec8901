from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import field_validator

from ..kit import Attribute, Known, Statement, Statements, choose

_TAG = re.compile(
    r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z0-9]{5,8}|\d[a-z0-9]{3}))*(-x(-[a-z0-9]{1,8})+)?", re.IGNORECASE
)


def _cased(subtag: str) -> str:
    """A subtag as it is usually written: Latn, BR, and anything else in lower case."""
    if len(subtag) == 4 and subtag.isalpha():
        return subtag.title()
    return subtag.upper() if len(subtag) == 2 else subtag


class ResponseLanguage(Attribute):
    """Reply in one language only.

    Why: A chat model drifts to the language it was last written to in; a language class, or a school with one language
    of instruction, needs it to stay.
    Use it when: the language of the lesson is settled, or each learner is to be met in their own.
    Do not use it when: moving between languages is part of the lesson: give each its states with several instances.
    """

    family = "adaptation"
    stands = ("style", 20)
    samples = {"language": ["en", "fr", "pt-BR", "mirror"]}

    language: Annotated[str, Known()]
    """A BCP 47 language tag such as fr, pt-BR or zh-Hant; or mirror, the language the learner writes in."""

    @field_validator("language", mode="before")
    @classmethod
    def _text(cls, value: Any) -> Any:
        if isinstance(value, bool):
            raise ValueError('A language tag is text: write it in quotes, such as "no".')
        return value

    @field_validator("language")
    @classmethod
    def _language(cls, value: str) -> str:
        text = value.strip()
        if text.lower() == "mirror":
            return "mirror"
        if text.lower() == "on":  # no language has this tag, and a preset may mean a switch by it
            raise ValueError("'on' is not a language tag. Write the language, such as fr.")
        if not _TAG.fullmatch(text):
            hint = f" Write {text.replace('_', '-')}." if _TAG.fullmatch(text.replace("_", "-")) else ""
            raise ValueError(
                f"'{value}' is not a language tag.{hint} Write a BCP 47 tag such as fr, pt-BR or zh-Hant, or mirror."
            )
        first, *more = text.lower().split("-")
        private = more.index("x") if "x" in more else len(more)
        return "-".join([first, *map(_cased, more[:private]), *more[private:]])

    def statements(self) -> Statements:
        yield Statement("reply", choose("language", self.language), param="language")

    def forms(self) -> dict[str, Any]:
        primary, variant, _ = self.language.partition("-")
        kind = "variant" if variant else "language"
        return {"kind": "mirror" if self.language == "mirror" else kind, "primary": primary}
