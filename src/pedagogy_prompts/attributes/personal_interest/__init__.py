from __future__ import annotations

from typing import Any, Literal

from pydantic import field_validator

from ..kit import Attribute, Many, Phrase, Statement, Statements, choose, did_you_mean, named_slot, oblige, shown

_WAYS = ("from_learner", "ask")


class PersonalInterest(Attribute):
    """Use the learner's interests in examples and problems.

    Why: An example from a world the learner knows needs no explaining, and shows that the matter has to do with them.
    Use it when: the tutor makes up examples or problems of its own.
    Do not use it when: problems are fixed, or the interest would push the idea into the background.
    """

    family = "adaptation"
    evidence = ("walkington2013",)

    interests: Literal["from_learner", "ask"] | Many[Phrase] = "from_learner"
    """What the learner has told on their own or is known of them; asked for; or a list of 1 to 10 interests."""

    depth: Literal["name", "inside"] = "name"
    """Whether an interest gives the setting, or how things really go in it: what is counted, chosen, said there."""

    @field_validator("interests", mode="before")
    @classmethod
    def _known(cls, value: Any) -> Any:
        if isinstance(value, str) and value not in _WAYS:
            raise ValueError(
                f"{shown(value)} is neither from_learner nor ask.{did_you_mean(value, _WAYS)} Write interests"
                f" as a list: [{shown(value)[1:-1]}]."
            )
        return value

    @field_validator("interests")
    @classmethod
    def _some(cls, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
        if isinstance(value, tuple) and (not 1 <= len(value) <= 10 or len(set(value)) != len(value)):
            raise ValueError("Name 1 to 10 interests, and none twice.")
        return value

    def statements(self) -> Statements:
        if self.interests == "ask":
            yield Statement("ask", oblige("ask_interests", every=False), param="interests")
        named = () if isinstance(self.interests, str) else self.interests
        topics = [choose(named_slot("topic", one), "open") for one in named]
        yield Statement("use", oblige("use_interests", every=False), *topics, param="interests")

    def forms(self) -> dict[str, Any]:
        return {"source": self.interests if isinstance(self.interests, str) else "named"}
