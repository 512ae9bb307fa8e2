"""The app in a browser on this machine: who has the address with its token sees it, nobody else."""

from __future__ import annotations

import hmac
import secrets
import shlex
import socket
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web
from textual_serve.server import Server

HOST = "127.0.0.1"
_COOKIE = "tearline"
_PAGE = Path(__file__).parent
_APP = "import pathlib, sys; from tearline.tui.app import run_app; run_app(pathlib.Path(sys.argv[1]))"
# The page runs its own scripts alone and asks nobody else for anything.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class DeskServer(Server):
    """Serves the desk at `root` on a port of the loopback interface; 0 is any that is free.

    `address` is what to open: it holds a token that is made anew each time and that every request needs, in
    the address once and in a cookie from then on. Requests for another host, and from pages of another, are
    refused whatever they hold, so that no page on the web reaches the app through the user's browser. Each
    window is an app of its own. Raises OSError where the port is taken.
    """

    def __init__(self, root: Path, port: int = 0) -> None:
        self._socket = socket.create_server((HOST, port))
        port = self._socket.getsockname()[1]
        command = shlex.join([sys.executable, "-c", _APP, str(root.absolute())])
        super().__init__(command, HOST, port, title="Tearline", templates_path=_PAGE)
        self._token = secrets.token_urlsafe(32)
        self.address = f"{self.public_url}/?token={self._token}"

    def serve(self, debug: bool = False) -> None:
        """Serve until Ctrl+C."""
        self.debug = debug
        web.run_app(self._make_app(), sock=self._socket, print=None, access_log=None)

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._guard)
        return app

    async def on_startup(self, app: web.Application) -> None:
        """The command line has said where to go already."""

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if (
            request.host != f"{HOST}:{self.port}"
            or request.headers.get("Origin", self.public_url) != self.public_url
        ):
            raise web.HTTPForbidden(text="This desk is served to this machine alone.\n")
        if given := request.query.get("token"):
            if not self._is_token(given):
                raise web.HTTPForbidden(text=_NO_TOKEN)
            # The token goes out of sight, so that no history or screenshot keeps it.
            to_page = web.HTTPSeeOther("/")
            to_page.set_cookie(_COOKIE, given, httponly=True, samesite="Strict", path="/")
            raise to_page
        if not self._is_token(request.cookies.get(_COOKIE, "")):
            raise web.HTTPForbidden(text=_NO_TOKEN)
        response = await handler(request)
        if not response.prepared:
            response.headers["Content-Security-Policy"] = _POLICY
            response.headers["X-Content-Type-Options"] = "nosniff"
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["Cache-Control"] = "no-store"
        return response

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), self._token.encode())


_NO_TOKEN = "Open the whole address that `tearline serve` printed: it holds the key to this desk.\n"  # noqa: S105
