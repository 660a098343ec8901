"""The MCP server of the examples, asked by MCP's own client: in memory, and as a program starts it."""

from __future__ import annotations

import asyncio
import os
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

import pedagogy_prompts
from pedagogy_prompts import compose, load_preset

pytestmark = pytest.mark.clients
EXAMPLES = Path(__file__).parents[2] / "examples"
CLASH = "format: 1\nattributes: {withhold_answer: {until: never}, hint_ladder: {then: reveal}}\n"


def texts(result: Any) -> list[tuple[str, str]]:
    return [(one.role, one.content.text) for one in result.messages]


def test_presets_are_listed_as_they_are_saved_and_got_for_a_learner(tmp_path: Path) -> None:
    from mcp import Client, MCPError

    server_for = runpy.run_path(str(EXAMPLES / "mcp_prompts.py"))["server_for"]
    with pytest.raises(SystemExit, match="no folder"):
        server_for(tmp_path / "nope")
    server = server_for(tmp_path)
    lesson = EXAMPLES / "fractions-grade-7.yaml"

    async def session() -> None:
        async with Client(server) as client:
            assert (await client.list_prompts()).prompts == []
            (tmp_path / "fractions.yaml").write_bytes(lesson.read_bytes())
            (tmp_path / "clash.yml").write_text(CLASH, "utf-8")
            (tmp_path / "broken.yaml").write_text("format: [", "utf-8")
            (tmp_path / os.fsdecode(b"\xff.yaml")).write_text(CLASH, "utf-8")
            (tmp_path / "link.yaml").symlink_to(__file__)
            listed = {one.name: one for one in (await client.list_prompts(cache_mode="bypass")).prompts}
            assert [*listed] == ["broken", "clash", "fractions"]
            (tmp_path / "clash.yaml").write_text(CLASH, "utf-8")
            again = await client.list_prompts(cache_mode="bypass")
            assert [one.name for one in again.prompts][:3] == ["broken", "clash.yaml", "clash.yml"]
            (tmp_path / "clash.yaml").unlink()
            assert listed["fractions"].title == load_preset(lesson).title
            assert [one.name for one in listed["fractions"].arguments or []] == ["name", "level", "interests"]

            mine = {"name": "Amina", "interests": "football, chess"}
            told = compose(load_preset(tmp_path / "fractions.yaml")).for_learner(
                name="Amina", interests=["football", "chess"]
            )
            assert texts(await client.get_prompt("fractions", mine)) == [
                ("user", told.text),
                ("assistant", told.to("openai", role="user")[1]["content"]),
            ]
            for name, said in {
                "clash": "PED101",
                "broken": "PED001",
                "../fractions": "There is no preset ../fractions. Presets: broken, clash, fractions.",
            }.items():
                with pytest.raises(MCPError, match=said):
                    await client.get_prompt(name)

    asyncio.run(session())


def test_a_program_starts_it_and_talks_over_its_standard_streams() -> None:
    from mcp import Client, StdioServerParameters

    started = StdioServerParameters(
        command=sys.executable,
        args=[str(EXAMPLES / "mcp_prompts.py"), str(EXAMPLES)],
        env={"PYTHONPATH": str(Path(pedagogy_prompts.__file__).parents[1])},
    )

    async def session() -> None:
        async with Client(started) as client:
            assert "fractions-grade-7" in {one.name for one in (await client.list_prompts()).prompts}
            [(role, text), _] = texts(await client.get_prompt("fractions-grade-7"))
            assert (role, text) == ("user", compose(load_preset(EXAMPLES / "fractions-grade-7.yaml")).text)

    asyncio.run(session())
