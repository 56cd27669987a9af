"""Headers that every page and answer carries: what a browser may load from here, and who may call."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.settings import Settings
from bot.web import problems

API_VERSION = "1.0.0"
BIGGEST_BODY = 256 * 1024  # bytes; a message is at most 20,000 characters, of at most 12 bytes each (an emoji as \\u escapes)
# From nothing upwards: only our own scripts, styles and calls; no frames, no other places.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)


class BodyTooBig(HTTPException):
    """More bytes came in than a message can have."""

    def __init__(self) -> None:
        super().__init__(problems.TOO_BIG.status, problems.TOO_BIG.detail)


class SizeLimit:
    """Refuses a body that is too big, by what it says of itself and, where it says nothing, by what comes in."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        said = Headers(scope=scope).get("content-length", "0")
        if not (said.isascii() and said.isdigit()) or int(said) > BIGGEST_BODY:
            await problems.answer(problems.TOO_BIG)(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > BIGGEST_BODY:
                raise BodyTooBig
            return message

        await self.app(scope, counted, send)


def add_security(app: FastAPI, settings: Settings) -> None:
    """CORS for the municipality's own sites, a limit on size, and the headers; whatever fails inside still gets them."""
    origins = [origin.strip() for origin in settings.origins.split(",") if origin.strip()]
    app.add_middleware(SizeLimit)
    if origins:
        app.add_middleware(
            CORSMiddleware, allow_origins=origins, allow_methods=["GET", "POST", "DELETE"], allow_headers=["Authorization", "Content-Type"]
        )

    @app.middleware("http")
    async def headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        try:
            response = await call_next(request)
        except Exception as failure:
            response = problems.our_fault(request, failure)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Frame-Options"] = "DENY"
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(self)"
        if settings.https:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        if request.url.path.startswith("/api/"):
            response.headers["API-Version"] = API_VERSION
        return response
