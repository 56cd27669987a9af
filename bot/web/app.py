"""The web application: the one place where channels, review and pages come together."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles

from bot.channels import web
from bot.engine.talk import Talk
from bot.web import health
from bot.web.limits import Limits
from bot.web.problems import add_problem_handlers
from bot.web.security import API_VERSION, add_security
from review.router import add_review

STATIC = Path(__file__).resolve().parent.parent / "static"


def create_app(talk: Talk) -> FastAPI:
    """The application around a loaded engine; nothing is read from the environment here."""
    app = FastAPI(
        title="Startgesprek",
        version=API_VERSION,
        description="Een eerste gesprek over werk: gesprekken van clienten en intakes voor professionals.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.talk = talk
    app.state.limits = Limits(talk.services.settings)
    add_problem_handlers(app)
    add_security(app, talk.services.settings)
    app.include_router(web.router)
    app.include_router(web.questions)
    app.include_router(health.router)
    add_review(app, talk.services)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")

    @app.get("/", include_in_schema=False)
    @app.get("/gesprek", include_in_schema=False)
    def page() -> FileResponse:
        """The talk on a page of its own."""
        return FileResponse(STATIC / "gesprek.html")

    return app
