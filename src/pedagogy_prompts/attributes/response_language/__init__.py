from __future__ import annotations

from typing import Annotated, Any

from pydantic import field_validator, model_validator

from ..kit import KNOWN_BY_WORDS, Attribute, Known, Statement, Statements, choose, forbid
from .languages import language_tag


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
    """A BCP 47 language tag such as fr, pt-BR or zh-Hant, or a language's name; or mirror, the language the learner
    writes in. A name is kept as its tag: Spanish and español are es."""

    strict: bool = False
    """Whether not one word of another language is used, not even as a gloss."""

    @field_validator("language", mode="before")
    @classmethod
    def _text(cls, value: Any) -> Any:
        if isinstance(value, bool):
            raise ValueError('A language tag is text: write it in quotes, such as "no".')
        return value

    @model_validator(mode="after")
    def _one(self) -> ResponseLanguage:
        if self.strict and self.language == "mirror":
            raise ValueError("`strict` goes with one language; `mirror` changes it with the learner. Leave one out.")
        return self

    @field_validator("language")
    @classmethod
    def _language(cls, value: str) -> str:
        if value.strip().lower() == "mirror":
            return "mirror"
        return language_tag(value)

    def statements(self) -> Statements:
        yield Statement("reply", choose("language", self.language), param="language")
        if self.strict:
            language = self.language.partition("-")[0]
            words = (choose("words_from", language),) if language in KNOWN_BY_WORDS else ()
            yield Statement("strict", forbid("use_other_language"), *words, param="strict")

    def forms(self) -> dict[str, Any]:
        primary, variant, _ = self.language.partition("-")
        kind = "variant" if variant else "language"
        return {"kind": "mirror" if self.language == "mirror" else kind, "primary": primary}
