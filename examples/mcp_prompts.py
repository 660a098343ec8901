"""Offer the presets of a folder as prompts, in every program that speaks MCP.

For the developer: the program starts this server and shows a prompt for each preset. What a teacher saves is offered
the next time the program asks; nothing has to be started again. Nothing leaves this machine, and no other file is read
than the presets and what they extend.

    pip install "mcp>=2"
    python mcp_prompts.py presets/
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

from mcp import MCPError, stdio_server
from mcp.server.lowlevel import Server
from mcp.types import (
    INVALID_PARAMS,
    GetPromptRequestParams,
    GetPromptResult,
    ListPromptsResult,
    Prompt,
    PromptArgument,
    PromptMessage,
    TextContent,
)

from pedagogy_prompts import PedagogyError, compose, load_preset

ARGUMENTS = [
    PromptArgument(name="name", description="What the learner is called."),
    PromptArgument(name="level", description="What they can do so far, in a few words."),
    PromptArgument(name="interests", description="What they like, with commas between."),
]


def server_for(folder: Path) -> Server[Any]:
    """A server that offers the presets in `folder`."""

    if not folder.is_dir():
        raise SystemExit(f"There is no folder {folder}. Name the one with the presets.")

    def presets() -> dict[str, Path]:
        root = folder.resolve()
        found = sorted(
            path
            for path in (*folder.glob("*.yaml"), *folder.glob("*.yml"))
            # A name that is no text cannot be sent, and a link may lead out of the folder.
            if path.name.isprintable() and path.resolve().is_relative_to(root)
        )
        stems = [path.stem for path in found]
        # Of lesson.yaml and lesson.yml each goes by its whole name.
        return {path.stem if stems.count(path.stem) == 1 else path.name: path for path in found}

    async def listed(_context: Any, _params: Any) -> ListPromptsResult:
        prompts = []
        for name, path in presets().items():
            try:
                title = "".join(c for c in load_preset(path).title or "" if c.isprintable()) or name
            except PedagogyError:  # it is told what is wrong with it when it is asked for
                title = name
            prompts.append(Prompt(name=name, title=title, arguments=ARGUMENTS))
        return ListPromptsResult(prompts=prompts)

    async def got(_context: Any, params: GetPromptRequestParams) -> GetPromptResult:
        facts: dict[str, Any] = {name: value for name, value in (params.arguments or {}).items() if value}
        if "interests" in facts:
            facts["interests"] = [one.strip() for one in facts["interests"].split(",")]
        known = presets()  # a name is looked up and never a path
        if params.name not in known:
            raise MCPError(INVALID_PARAMS, f"There is no preset {params.name}. Presets: {', '.join(known)}.")
        try:
            tutor = compose(load_preset(known[params.name])).for_learner(facts)
        except PedagogyError as error:
            raise MCPError(INVALID_PARAMS, str(error)) from error
        # A prompt of MCP has no system message, so the tutor is told in the first message and says that it understood.
        return GetPromptResult(
            messages=[
                PromptMessage(role=one["role"], content=TextContent(type="text", text=one["content"]))
                for one in tutor.to("openai", role="user")
            ]
        )

    return Server("pedagogy-prompts", on_list_prompts=listed, on_get_prompt=got)


async def serve(folder: Path) -> None:
    """Serve over standard input and output, as programs start it."""
    server = server_for(folder)
    async with stdio_server() as (reading, writing):
        await server.run(reading, writing, server.create_initialization_options())


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent)))
