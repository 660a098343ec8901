"""School, course and lesson from the tables of an app, checked and composed as one stack.

For the developer: presets are plain data, so a table can hold them as JSON. A teacher may change the lesson alone, so
fixes are offered there and nowhere else; every finding has a path, which is where a form would show it.

    python presets_in_a_database.py
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from pedagogy_prompts import Preset, check, compose

ROWS: dict[tuple[str, str], dict[str, Any]] = {
    ("school", "riverside"): {
        "title": "Riverside school",
        "layer": "school",
        "context": {"setting": "classroom"},
        "attributes": {
            "emoji": {"policy": "none", "locked": True},
            "turn_length": {"max_words": 120},
        },
    },
    ("course", "chemistry-9"): {
        "title": "Chemistry, grade 9",
        "layer": "course",
        "extends": ["guided-homework"],
        "context": {"subject": "Chemistry", "level": "grade 9"},
    },
    ("lesson", "burning-methane"): {
        "title": "Balancing the burning of methane",
        "layer": "lesson",
        "context": {"topic": "Balancing equations", "problem": "Balance CH4 + O2 -> CO2 + H2O."},
        "attributes": {"turn_length": {"max_words": 60}, "emoji": "sparse"},
    },
}


def open_database() -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE preset (level TEXT, name TEXT, data TEXT, PRIMARY KEY (level, name))")
    rows = [(level, name, json.dumps(data)) for (level, name), data in ROWS.items()]
    database.executemany("INSERT INTO preset VALUES (?, ?, ?)", rows)
    return database


def stack(database: sqlite3.Connection, **names: str) -> list[Preset]:
    """The presets of one lesson; `source` is how findings name them."""
    found = []
    for level, name in names.items():
        query = "SELECT data FROM preset WHERE level = ? AND name = ?"
        (data,) = database.execute(query, (level, name)).fetchone()
        found.append(Preset.from_data(json.loads(data), source=f"{level}/{name}"))
    return found


database = open_database()
presets = stack(database, school="riverside", course="chemistry-9", lesson="burning-methane")
tutor = compose(*presets)
print(tutor.text, end="\n\n")

print("Who gave way to whom:")
for finding in tutor.report:
    if finding.name in ("overridden", "blocked-by-lock"):
        print(f"- {finding.places[0].source}: {finding.message}")

# The teacher changes the row, and the form asks what is wrong before it saves.
row = ROWS["lesson", "burning-methane"]
row["attributes"] = {**row["attributes"], "withhold_answer": "never", "hint_ladder": {"then": "reveal"}}
presets[-1] = Preset.from_data(row, source="lesson/burning-methane")
for finding in check(*presets, editable=["lesson/burning-methane"]).errors:
    print(f"\nNot saved: {finding.message}")
    for fix in finding.fixes:
        for edit in fix.edits:
            to = f" to {json.dumps(edit.value)}" if edit.op == "set" else ""
            print(f"- {edit.op} {'.'.join(map(str, edit.path))}{to}  ({fix.label})")
