"""Small stacks of presets, and dialogue states they may meet in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from pedagogy_prompts.attributes.kit.attribute import Attribute, attribute_class, attribute_slugs
from pedagogy_prompts.attributes.kit.settings import settings
from pedagogy_prompts.norms.condition import Condition
from pedagogy_prompts.norms.variables import VARIABLES, Value
from pedagogy_prompts.presets.parts import Entry
from pedagogy_prompts.presets.preset import Preset

WHEN = (
    Condition(stuck=True),
    Condition(phase="assessment"),
    Condition(attempts="2+"),
    Condition(affect="frustrated", turn="later"),
    Condition({"last_answer": ["wrong", "partial"]}),
    Condition([{"hints": "3+"}, {"asks_for_answer": True}]),
)


@st.composite
def attributes(draw: st.DrawFn) -> Attribute:
    """One setting of one attribute, sometimes with conditions of its own."""
    one = draw(st.sampled_from(settings(attribute_class(draw(st.sampled_from(attribute_slugs()))))))
    common: dict[str, Any] = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "when": st.sampled_from(WHEN),
                "unless": st.sampled_from(WHEN),
                "strength": st.just("should"),
                "locked": st.just(True),
            },
        )
    )
    return one.model_copy(update=common)


@st.composite
def presets(draw: st.DrawFn, *, layers: tuple[Any, ...] = ("school", "lesson")) -> Preset:
    found = draw(st.lists(attributes(), min_size=1, max_size=5))
    return Preset(layer=draw(st.sampled_from(layers)), entries=tuple(Entry(one) for one in found))


def stacks() -> st.SearchStrategy[list[Preset]]:
    return st.lists(presets(), min_size=1, max_size=2)


def states() -> st.SearchStrategy[dict[str, Any]]:
    """Some of the variables, one value each; not every such state can occur."""
    return st.fixed_dictionaries({}, optional={name: st.sampled_from(v.values) for name, v in VARIABLES.items()})


def completed(state: Mapping[str, Value]) -> dict[str, Value]:
    """The whole state, calm where nothing is said."""
    first: dict[str, Value] = {
        "attempts": 0,
        "hints": 0,
        "asks_for_answer": False,
        "last_answer": "none",
        "stuck": False,
        "affect": "neutral",
        "phase": "practice",
        "learner_level": "novice",
        "turn": "later",
        "learner_move": "works",
        "moment": "session_closes" if state.get("phase") == "close" else "goes_on",
        "wrong_idea": False,
        "idle_run": 6 if state.get("stuck") or state.get("learner_move") == "gives_up" else 0,
    }
    if state.get("last_answer", "none") != "none":
        first["attempts"] = 1
    return {**first, **state}
