"""Compose when a preset is saved, serve at request time.

For the developer: what is kept is a plain JSON text. Serving it checks nothing and renders no template, so a tutor that
is live stays as it is when the library is upgraded. All learners of a course share the first part of the text byte for
byte, so a provider's prompt cache can keep it.

    python serve_two_learners.py
"""

from __future__ import annotations

from pathlib import Path

from pedagogy_prompts import SystemInstruction, compose, load_preset


def save(path: Path) -> str:
    """When a teacher saves a preset: check and compose it once. The text goes into your database."""
    return compose(load_preset(path)).to_json()


def serve(kept: str, learner: dict[str, object]) -> SystemInstruction:
    """At request time: put in what is known of this learner."""
    return SystemInstruction.from_json(kept).for_learner(learner)


kept = save(Path(__file__).with_name("fractions-grade-7.yaml"))
amina = serve(kept, {"name": "Amina", "interests": ["football"], "recent_attempts": ["1/2 + 1/3 = 2/5"]})
jonas = serve(kept, {"name": "Jonas", "level": "grade 6"})

for tutor in (amina, jonas):
    print(tutor.closing_text, end="\n\n")

# What is the same for both comes first, and is the same to the byte.
assert amina.stable_text == jonas.stable_text
assert amina.text.startswith(amina.stable_text)
assert jonas.text.startswith(jonas.stable_text)
print(f"Both texts begin with the same {len(amina.stable_text.encode())} bytes.")

# The app counts, the model need not: send this sentence with the learner's message.
print(amina.state_line(attempts=1, last_answer="wrong"))
