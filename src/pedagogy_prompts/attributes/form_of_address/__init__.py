from __future__ import annotations

from typing import Any, Literal

from pydantic import field_validator, model_validator

from ..kit import Attribute, Norm, Statement, Statements, choose, forbid, oblige

_FORMS = {
    "informal": ("near", "du", "tu", "t\u00fa", "jij", "je", "ty"),
    "formal": ("polite", "sie", "vous", "usted", "lei", "u", "pan", "pani"),
}
"""How people call the two forms, by the words of their languages."""


class FormOfAddress(Attribute):
    """Address the learner in one way: by which name, how formally, as you or we.

    Why: In many languages every sentence chooses between the near and the polite form, and a model that changes it in
    mid-talk sounds careless or rude.
    Use it when: the language has two forms, or the school has a custom.
    Do not use it when: nothing of it matters in this language and class.
    """

    family = "persona"
    stands = ("style", 15)

    name: Literal["first_name", "surname", "none", "ask"] | None = None
    """Which name it uses, or that it asks for one; nothing is said of it unless it is set."""
    formality: Literal["informal", "formal"] | None = None
    """The near or the polite form, as du and Sie, tu and vous, which may be written; nothing is said of it unless it is
    set."""
    pronoun: Literal["you", "we"] | None = None
    """Whether it speaks of what "you" do or of what "we" do together; nothing is said of it unless it is set."""

    @field_validator("formality", mode="before")
    @classmethod
    def _by_its_word(cls, value: Any) -> Any:
        told = value.strip().casefold() if isinstance(value, str) else value
        return next((form for form, words in _FORMS.items() if told in words), value)

    @model_validator(mode="after")
    def _something(self) -> FormOfAddress:
        if self.name is None and self.formality is None and self.pronoun is None:
            raise ValueError("Set `name`, `formality` or `pronoun`, such as `formality: informal`.")
        return self

    def statements(self) -> Statements:
        if self.name is not None:
            named: list[Norm] = [choose("address_name", "first_name" if self.name == "ask" else self.name)]
            if self.name == "ask":
                named.append(oblige("ask_first_name", every=False))
            if self.name == "none":
                named.append(forbid("ask_first_name"))
            yield Statement("name", *named, param="name")
        if self.formality is not None:
            yield Statement("formality", choose("address_formality", self.formality), param="formality")
        if self.pronoun is not None:
            yield Statement("pronoun", choose("address_pronoun", self.pronoun), param="pronoun")
