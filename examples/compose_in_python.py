"""Compose a tutor in Python, and see what the check says when two choices cannot both be followed.

For the developer: no file is needed; attributes are plain objects, and their order does not matter.

    python compose_in_python.py
"""

from __future__ import annotations

from pedagogy_prompts import (
    AdaptToLevel,
    CompositionError,
    ConfirmCorrectness,
    HintLadder,
    TurnLength,
    TurnMoves,
    WithholdAnswer,
    compose,
)

tutor = compose(
    TurnMoves(),  # what every turn does: respond, credit, focus, ask
    ConfirmCorrectness(verdict="on_request"),
    WithholdAnswer(until={"attempts": 3}),
    HintLadder(rungs=("orient", "recall_principle", "next_step")),
    AdaptToLevel(level="grade 7"),
    TurnLength(max_words=70),
    setting="classroom",
    subject="Mathematics",
    topic="Adding fractions with unlike denominators",
    model="gpt-4o",  # whose tokens are counted
    budget=900,  # longer wordings give way to shorter ones until the text fits
)
print(tutor.text)
print(f"\n{tutor.tokens.value} tokens")

# These two cannot both be followed: the last hint gives the answer, and the answer is never given. `compose` raises
# before any model is called; the report says where the two meet and what would mend it.
try:
    compose(WithholdAnswer(until="never"), HintLadder(then="reveal"))
except CompositionError as error:
    for finding in error.report.findings:
        print(f"\n{finding.code}: {finding.message}")
