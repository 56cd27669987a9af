"""Headers that every page and answer carries: what a browser may load from here, and who may call."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from starlette.middleware.cors import CORSMiddleware

from bot.settings import Settings

API_VERSION = "1.0.0"
BIGGEST_BODY = 128 * 1024  # bytes; a message is at most 20,000 characters
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


def add_security(app: FastAPI, settings: Settings) -> None:
    """CORS for the municipality's own sites, a limit on size, and the headers."""
    origins = [origin.strip() for origin in settings.origins.split(",") if origin.strip()]
    if origins:
        app.add_middleware(
            CORSMiddleware, allow_origins=origins, allow_methods=["GET", "POST", "DELETE"], allow_headers=["Authorization", "Content-Type"]
        )

    @app.middleware("http")
    async def headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        size = request.headers.get("content-length", "0")
        if not size.isdigit() or int(size) > BIGGEST_BODY:
            body = {
                "type": "about:blank",
                "title": "Te groot",
                "status": 413,
                "detail": "Dit bericht is te lang. Maak er een paar kortere van.",
            }
            response: Response = JSONResponse(body, 413, media_type="application/problem+json")
        else:
            response = await call_next(request)
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
