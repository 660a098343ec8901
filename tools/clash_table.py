"""What each attribute clashes with, searched anew: alone it compares, with `--write` it renews the table and map."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pedagogy_prompts
from pedagogy_prompts.attributes.kit.attribute import attribute_slugs
from pedagogy_prompts.views.clash_search import search
from pedagogy_prompts.views.clashes import TABLE


def table() -> str:
    """The table as it is to be: one row a line, so that a change shows what clashes now."""
    told = []
    for slug in attribute_slugs():
        rows = ",\n".join("  " + json.dumps(dict(row), ensure_ascii=False) for row in search(slug))
        told.append(f'"{slug}": [\n{rows}\n]' if rows else f'"{slug}": []')
    return "{\n" + ",\n".join(told) + "\n}\n"


def main() -> int:
    place = Path(pedagogy_prompts.__file__).parent / TABLE
    new = table()
    if "--write" in sys.argv[1:]:
        place.write_text(new, "utf-8")
        subprocess.run([sys.executable, Path(__file__).with_name("pictures.py"), "--write"], check=True)
        return 0
    if place.read_text("utf-8") == new:
        return 0
    print(f"{TABLE} is not what the search finds. Renew it: python tools/clash_table.py --write")
    return 1


if __name__ == "__main__":
    sys.exit(main())
