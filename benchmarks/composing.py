"""Composing, against two renders by Jinja of templates that are compiled once.

J is one render of `conditional.jinja`: the same sections, parameters and conditionals, as somebody would write them by
hand. L is one render of the finished text, with holes for lesson and learner alone.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template
from lessons import LESSON, compatible, forget, lesson
from timing import Row, medians

from pedagogy_prompts import compose
from pedagogy_prompts.wording.words import words_for

HERE = Path(__file__).parent
_HOLES = {
    "subject": "{{ subject }}",
    "topic": "{{ topic }}",
    "level": "{{ level }}",
    "problem": "{{ problem }}",
    "learner": {"name": "{{ learner.name }}", "interests": ['{{ learner.interests | join("; ") }}']},
}


def conditional() -> tuple[Template, dict[str, Any]]:
    """The template with every conditional, and the attributes' parameters as plain data."""
    words = words_for("en")
    environment = Environment(trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(
        number=words.number, listed=words.listed, picked=lambda keys, choices: [choices[key] for key in keys]
    )
    template = environment.from_string((HERE / "conditional.jinja").read_text("utf-8"))
    return template, json.loads((HERE / "conditional.json").read_text("utf-8"))


def literal() -> Template:
    """The finished text with holes for what is told of lesson and learner."""
    return Environment().from_string(compose(*LESSON, **_HOLES).text)


def rows() -> list[Row]:
    first = compose(*LESSON, **lesson())
    template, data = conditional()
    finished = literal()
    same = lesson()
    text = compose(*LESSON, **same).text
    for render in (template.render(**data, **same), finished.render(**same)):
        assert 0.97 < len(render) / len(text) < 1.03, "conditional.jinja is worded otherwise: put in what is said"
    _ = first.tokens  # loads the vocabulary

    served = compose(*LESSON, **lesson())
    twenty = compatible(20)

    def cold() -> str:
        forget()
        return compose(*twenty).text

    found = medians(
        {
            "J": lambda: template.render(**data, **lesson()),
            "L": lambda: finished.render(**lesson()),
            "warm": lambda: compose(*LESSON, **lesson()).text,
            "counted": lambda: compose(*LESSON, **lesson()).tokens,
            "learner": lambda: served.for_learner(name="Ada", interests=("chess",)).text,
        },
        rounds=61,
        repeat=20,
    )
    j, ell = found["J"], found["L"]
    slow = medians({"J": lambda: template.render(**data, **lesson()), "cold": cold}, rounds=11)
    return [
        Row("J: one conditional render, 15 attributes", 1e6 * j, "us"),
        Row("L: one literal render of the same text", 1e6 * ell, "us"),
        Row("compose, warm, another lesson and learner", found["warm"] / j, "J", 0.5, f"{1e6 * found['warm']:.0f} us"),
        Row("the same", found["warm"] / ell, "L", 3),
        Row("the same with its token count", found["counted"] / j, "J", 1, f"{1e6 * found['counted']:.0f} us"),
        Row("for_learner and its text", found["learner"] / j, "J", 0.1, f"{1e6 * found['learner']:.1f} us"),
        Row("the same", found["learner"] / ell, "L", 1),
        Row("first compose of 20 attributes", slow["cold"] / j, "J", 400, f"{1e3 * slow['cold']:.0f} ms"),
    ]
