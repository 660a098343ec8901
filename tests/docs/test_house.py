"""The page on architecture, the contract, the rooms' docstrings and the imports say the same."""

from __future__ import annotations

import ast
import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "pedagogy_prompts"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("house", ROOT / "tools" / "house.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["house"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def house(tool: ModuleType) -> Any:
    return tool.house()


def test_every_folder_is_a_room_of_the_contract(house: Any) -> None:
    folders = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    assert set(house.floors) == folders | {"face"}
    assert not [path.name for path in SOURCE.glob("*.py") if path.name != "__init__.py"]


def test_arrows_go_down_and_there_is_no_circle(house: Any) -> None:
    assert (house.upward, house.circles) == ([], 0)
    assert house.height == max(house.floors.values())


def test_an_arrow_up_and_a_circle_would_be_counted(tool: ModuleType) -> None:
    import grimp

    turned = tool.House({"low": 1, "high": 2}, {}, {"low": frozenset({"high"}), "high": frozenset()}, 0)
    assert turned.upward == [("low", "high")]
    graph = grimp.ImportGraph()
    for name in ("p", "p.a", "p.b", "p.b.c"):
        graph.add_module(name)
    graph.add_import(importer="p.a", imported="p.b.c")
    assert not list(tool._circles(graph))
    graph.add_import(importer="p.b", imported="p.a")
    assert len(list(tool._circles(graph))) == 1


def test_the_page_shows_the_house_as_it_is(tool: ModuleType, house: Any) -> None:
    page = tool.PAGE.read_text("utf-8")
    assert tool.filled(page, tool.drawing(house)) == page, "Run tools/house.py --write and read what changed."


def test_the_picture_names_every_room_on_its_floor(tool: ModuleType, house: Any) -> None:
    lines = [line for line in tool.drawing(house).splitlines() if line[1:2].isdigit()]
    shown = {int(line[1]): [room.strip() for room in line[3:].strip("|").split("|")] for line in lines}
    assert shown == {floor: house.on(floor) for floor in range(1, 7)}


def test_a_rooms_init_holds_its_docstring_alone(house: Any) -> None:
    for room in set(house.floors) - {"face"}:
        tree = ast.parse((SOURCE / room / "__init__.py").read_text("utf-8"))
        assert len(tree.body) == 1 and ast.get_docstring(tree), room
