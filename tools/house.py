"""The house in numbers and as a picture: its rooms, their floors, and who imports whom.

    tools/house.py           rooms, floors, arrows, arrows up, circles
    tools/house.py --draw    the picture and the table of rooms of docs/explanation/architecture.md
    tools/house.py --write   put them into that page

A room is a folder of `src/pedagogy_prompts`; its purpose is the docstring of its `__init__`, its floor the line of the
contract in `pyproject.toml` that names it. The face, `pedagogy_prompts` itself, stands on the top floor.
"""

from __future__ import annotations

import argparse
import ast
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp

ROOT = Path(__file__).parents[1]
PACKAGE = "pedagogy_prompts"
SOURCE = ROOT / "src" / PACKAGE
PAGE = ROOT / "docs" / "explanation" / "architecture.md"
FACE = "face"
BEGIN, END = "<!-- house: made by tools/house.py --write -->\n", "<!-- /house -->"


@dataclass(frozen=True)
class House:
    """The rooms, and what the code does with them."""

    floors: Mapping[str, int]
    """Room -> floor, from 1 up, as the contract has it."""
    purposes: Mapping[str, str]
    """Room -> its purpose in a sentence."""
    arrows: Mapping[str, frozenset[str]]
    """Room -> the rooms it imports."""
    circles: int
    """Circles of rooms, and of files within one folder."""

    @property
    def height(self) -> int:
        """How many floors the imports themselves make: a room stands one above the highest it imports."""
        height: dict[str, int] = {}
        for room in sorted(self.floors, key=lambda room: self.floors[room]):
            height[room] = 1 + max((height.get(below, 0) for below in self.arrows[room]), default=0)
        return max(height.values())

    @property
    def upward(self) -> list[tuple[str, str]]:
        """Arrows that do not go down."""
        return [
            (room, other)
            for room, others in self.arrows.items()
            for other in sorted(others)
            if self.floors[other] >= self.floors[room]
        ]

    def on(self, floor: int) -> list[str]:
        """The rooms of a floor, in the contract's order."""
        return [room for room, its in self.floors.items() if its == floor]


def contract() -> list[list[str]]:
    """The rooms of each floor, from the top down, as the contract in pyproject.toml names them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    [layers] = [one["layers"] for one in settings["contracts"] if one["type"] == "layers"]
    return [[room.strip() for room in line.split("|")] for line in layers]


def purpose(room: str) -> str:
    """The first sentence of a room's docstring."""
    path = SOURCE / "__init__.py" if room == FACE else SOURCE / room / "__init__.py"
    text = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert text, f"{path.relative_to(ROOT)} has no docstring: say there what the room is for."
    return " ".join(text.split("\n\n")[0].split())


def house() -> House:
    """The house as contract, docstrings and imports have it."""
    lines = contract()
    lines[0] = [FACE, *lines[0]]
    floors = {room: len(lines) - i for i, line in enumerate(lines) for room in line}
    graph = grimp.build_graph(PACKAGE, cache_dir=None)
    arrows: dict[str, set[str]] = {room: set() for room in floors}
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            one, other = _room(module), _room(imported)
            if one != other:
                arrows[one].add(other)
    arrows[FACE] |= _named_in_the_stub()
    return House(
        floors,
        {room: purpose(room) for room in floors},
        {room: frozenset(others) for room, others in arrows.items()},
        sum(1 for _ in _circles(graph)),
    )


def _room(module: str) -> str:
    return module.split(".")[1] if "." in module else FACE


def _named_in_the_stub() -> set[str]:
    """The rooms whose names the face lends out; its stub says which, where it has one."""
    stub = SOURCE / "__init__.pyi"
    tree = ast.parse(stub.read_text("utf-8")) if stub.exists() else ast.Module([], [])
    return {node.module.split(".")[0] for node in tree.body if isinstance(node, ast.ImportFrom) and node.module}


def _circles(graph: grimp.ImportGraph) -> Iterator[list[str]]:
    """One circle for each folder whose members import each other round about."""
    for parent in sorted(graph.modules):
        children = graph.find_children(parent)
        below = {child: {child, *graph.find_descendants(child)} for child in children}
        imports = {
            child: {
                other
                for other in children - {child}
                if any(graph.find_modules_directly_imported_by(one) & below[other] for one in below[child])
            }
            for child in children
        }
        try:
            TopologicalSorter(imports).prepare()
        except CycleError as error:
            yield error.args[1]


def counts(one: House) -> str:
    """The five numbers."""
    arrows = sum(map(len, one.arrows.values()))
    return f"{len(one.floors)} rooms, {one.height} floors, {arrows} arrows, {len(one.upward)} up, {one.circles} circles"


def drawing(one: House) -> str:
    """The floors as a picture, and under it every room with its purpose and what it imports."""
    floors = [one.on(floor) for floor in range(max(one.floors.values()), 0, -1)]
    cell = max(map(len, one.floors)) + 4
    width = max(map(len, floors)) * (cell + 1) - 1
    lines = []
    for number, rooms in zip(range(len(floors), 0, -1), floors, strict=True):
        share, more = divmod(width - len(rooms) + 1, len(rooms))
        cells = [room.center(share + (i < more)) for i, room in enumerate(rooms)]
        lines += ["   +" + "+".join("-" * len(text) for text in cells) + "+", f" {number} |{'|'.join(cells)}|"]
    lines.append("   +" + "-" * width + "+")
    rows = ["| floor | room | what it is for | imports |", "|---|---|---|---|"]
    for room, floor in one.floors.items():
        below = [other for other in one.floors if other in one.arrows[room]]
        rows.append(f"| {floor} | `{room}` | {one.purposes[room]} | {', '.join(below) or 'nothing of ours'} |")
    return "\n".join(["```text", *lines, "```", "", f"Counted: {counts(one)}.", "", *rows, ""])


def filled(page: str, block: str) -> str:
    """The page with the block between its two marks."""
    before, rest = page.split(BEGIN)
    return before + BEGIN + block + END + rest.split(END, 1)[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--draw", action="store_true", help="print the picture and the table of rooms")
    parser.add_argument("--write", action="store_true", help="put them into docs/explanation/architecture.md")
    wanted = parser.parse_args()
    one = house()
    if wanted.write:
        PAGE.write_text(filled(PAGE.read_text("utf-8"), drawing(one)), "utf-8")
    print(drawing(one) if wanted.draw else counts(one))


if __name__ == "__main__":
    main()
