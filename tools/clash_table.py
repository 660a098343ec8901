"""What each attribute clashes with and can choose, searched anew: alone it compares, with `--write` it renews."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pedagogy_prompts
from pedagogy_prompts.attributes.kit.attribute import attribute_slugs
from pedagogy_prompts.attributes.kit.rule import SLOTS_TABLE, slot_values_found
from pedagogy_prompts.views.clash_search import search
from pedagogy_prompts.views.clashes import TABLE
from pedagogy_prompts.views.terms import HELD_TABLE, held_found


def table() -> str:
    """The table as it is to be: one row a line, so that a change shows what clashes now."""
    told = []
    for slug in attribute_slugs():
        rows = ",\n".join("  " + json.dumps(dict(row), ensure_ascii=False) for row in search(slug))
        told.append(f'"{slug}": [\n{rows}\n]' if rows else f'"{slug}": []')
    return "{\n" + ",\n".join(told) + "\n}\n"


def slots_table() -> str:
    """The values of each choice, one choice a line."""
    found = slot_values_found().items()
    rows = (f"{json.dumps(slot)}: {json.dumps(values, ensure_ascii=False)}" for slot, values in found)
    return "{\n" + ",\n".join(rows) + "\n}\n"


def main() -> int:
    package = Path(pedagogy_prompts.__file__).parent
    slots, held = package / "attributes" / "kit" / SLOTS_TABLE, package / HELD_TABLE
    if "--write" in sys.argv[1:]:
        slots.write_text(slots_table(), "utf-8")
        held.write_text(json.dumps(held_found()) + "\n", "utf-8")
    place, new = package / TABLE, table()
    if "--write" in sys.argv[1:]:
        place.write_text(new, "utf-8")
        subprocess.run([sys.executable, Path(__file__).with_name("pictures.py"), "--write"], check=True)
        return 0
    if (
        place.read_text("utf-8") == new
        and slots.read_text("utf-8") == slots_table()
        and json.loads(held.read_text("utf-8")) == held_found()
    ):
        return 0
    print(f"{TABLE} is not what the search finds. Renew it: python tools/clash_table.py --write")
    return 1


if __name__ == "__main__":
    sys.exit(main())
