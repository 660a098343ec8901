"""The page served to this computer alone, for the presets in a folder. It takes the extra `page`."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from ...presets.loading import read_text
from .desk import SOURCE, Desk
from .document import POLICIES, asset, document
from .folder import Folder, FolderError

LOOPBACK = "127.0.0.1"
_MOST_BYTES = 1_000_000
_HEADERS = {
    "Content-Security-Policy": f"{POLICIES['server']}; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
_KINDS = {"css": "text/css", "js": "text/javascript"}


def serve(folder: Path, port: int, told: Callable[[str], object]) -> None:
    """Serve the page until it is stopped; `told` gets its address once. Port 0 is any that is free.

    Raises OSError where the port is taken.
    """
    import uvicorn

    with socket.create_server((LOOPBACK, port)) as listening:
        port = listening.getsockname()[1]
        told(f"http://{LOOPBACK}:{port}/")
        config = uvicorn.Config(app(folder, port), log_level="warning", lifespan="off", server_header=False)
        uvicorn.Server(config).run(sockets=[listening])


def app(folder: Path, port: int) -> Starlette:
    """The server's application. It answers those who name this computer, and takes changes from its own page only."""
    pages = _Pages(Folder(folder))
    routes = [
        Route("/", pages.page),
        Route("/assets/{name}", pages.asset),
        Route("/desk", pages.desk, methods=["POST"]),
        Route("/presets/{name:path}", pages.read, methods=["GET"]),
        Route("/presets/{name:path}", pages.save, methods=["PUT"]),
    ]
    hosts = {f"{name}:{port}" for name in (LOOPBACK, "localhost")}
    return Starlette(routes=routes, middleware=[Middleware(_OwnPageOnly, hosts=hosts)])


class _OwnPageOnly:
    """Turns away what does not come from the page itself.

    A site that a browser has open elsewhere could otherwise send requests here, or have its own name lead here.
    """

    def __init__(self, app: ASGIApp, hosts: set[str]) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        request = Request(scope)
        host = request.headers.get("host", "")
        answer: Response | None = None
        if host not in self.hosts:
            answer = _error("This server answers to its own address only.", 403)
        elif request.method not in ("GET", "HEAD") and request.headers.get("origin") != f"http://{host}":
            answer = _error("Only the page of this server may ask for this.", 403)
        if answer is None:
            await self.app(scope, receive, send)
        else:
            await answer(scope, receive, send)


class _Pages:
    """What is answered."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._desk = (SOURCE, self._desk_of(SOURCE))

    async def page(self, _: Request) -> Response:
        text = await run_in_threadpool(
            lambda: document("server", assets="assets/", folder=str(self._folder.root), files=self._folder.names())
        )
        return Response(text, media_type="text/html", headers=_HEADERS)

    async def asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        try:
            return Response(asset(name), media_type=_KINDS[name.rpartition(".")[2]], headers=_HEADERS)
        except LookupError:
            return _error(f"There is no {name} here.", 404)

    async def desk(self, request: Request) -> Response:
        """What the page asks of the library."""
        try:
            given = await _body(request)
            desk = self._desk_for(str(given.get("file") or SOURCE))
        except FolderError as error:
            return _error(str(error), 400)
        answer = await run_in_threadpool(desk.handle, str(given.get("name")), json.dumps(given.get("given")))
        return Response(answer, media_type="application/json", headers=_HEADERS)

    async def read(self, request: Request) -> Response:
        try:
            text = await run_in_threadpool(self._folder.read, request.path_params["name"])
        except FolderError as error:
            return _error(str(error), 404)
        return JSONResponse({"text": text}, headers=_HEADERS)

    async def save(self, request: Request) -> Response:
        try:
            given = await _body(request)
            text, known = given.get("text"), given.get("known")
            if not isinstance(text, str) or not isinstance(known, str | None):
                raise FolderError("To save takes the `text`, and what the file is `known` to hold.")
            await run_in_threadpool(self._folder.save, request.path_params["name"], text, known)
        except FolderError as error:
            return _error(str(error), 409 if error.conflict else 400)
        return JSONResponse({"text": text}, headers=_HEADERS)

    def _desk_for(self, name: str) -> Desk:
        """The desk for a preset of the folder: what this extends is looked for from its place."""
        if self._desk[0] != name:
            self._folder.path(name)
            self._desk = (name, self._desk_of(name))
        return self._desk[1]

    def _desk_of(self, name: str) -> Desk:
        root = self._folder.root
        return Desk(str(root / name), partial(read_text, root=root))


async def _body(request: Request) -> Mapping[str, Any]:
    """What a request sends, a mapping in JSON. Raises `FolderError` for anything else, and for too much."""
    sent = bytearray()
    async for part in request.stream():
        sent += part
        if len(sent) > _MOST_BYTES:
            raise FolderError(f"This is more than {_MOST_BYTES:,} bytes: no preset is that long.")
    try:
        given = json.loads(sent)
    except ValueError as error:
        raise FolderError(f"This is no JSON: {error}.") from error
    except RecursionError as error:
        raise FolderError("This JSON is nested too deeply.") from error
    if not isinstance(given, dict):
        raise FolderError("What is sent here is a mapping.")
    return given


def _error(message: str, status: int) -> Response:
    return JSONResponse({"error": message}, status, headers=_HEADERS)
