"""Starting: imports and the command line, each in fresh processes.

I is the time of `import jinja2; from pydantic import BaseModel`, P a whole process that does just that. All of it is
the processor's time, so that other work on the machine takes no part in it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from timing import COMMAND, Row, children_time, medians, python

BASE = "import jinja2; from pydantic import BaseModel"
README = (
    "from pedagogy_prompts import AdaptToLevel, EncourageMetacognition, SocraticQuestioning, WithholdAnswer, compose"
)
FIRST = f"""{README}
compose(SocraticQuestioning(), WithholdAnswer(until={{"attempts": 3}}), AdaptToLevel(level="grade 7"), subject="maths")
"""
PRESET = Path(__file__).resolve().parents[1] / "examples" / "fractions-grade-7.yaml"


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory() as cache:

        def run(code: str, *arguments: str) -> object:
            return python(code, *arguments, cache=cache)

        found = medians(
            {
                "empty": lambda: run(""),
                "base": lambda: run(BASE),
                "package": lambda: run("import pedagogy_prompts"),
                "readme": lambda: run(README),
                "first": lambda: run(FIRST),
                "check": lambda: python(COMMAND, "check", str(PRESET), cache=cache),
            },
            rounds=15,
            clock=children_time,
        )
    base = found["base"] - found["empty"]
    imports = {name: (seconds - found["empty"]) / base for name, seconds in found.items()}
    return [
        Row("I: import jinja2; from pydantic import BaseModel", 1000 * base, "ms"),
        Row("P: a whole process that does just that", 1000 * found["base"], "ms"),
        Row("import pedagogy_prompts", imports["package"], "I", 0.3),
        Row("README's import line", imports["readme"], "I", 1.2),
        Row("README's import line and its first compose", imports["first"], "I"),
        Row("the whole command `check` on one preset", found["check"] / found["base"], "P", 1.6),
    ]
