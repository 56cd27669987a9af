"""All that professionals see, put into the application: pages and API, closed by default."""

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response
from fastapi.staticfiles import StaticFiles

from bot.engine.services import Services
from bot.web.problems import Problem, show
from review import api, intake_page, knowledge_pages, sign_in
from review.access import SignInFirst
from review.pages import FOLDER, HOME, render
from review.queries import IntakeNotFound

NOT_FOUND = Problem(404, "Niet gevonden", "Deze intake bestaat niet, of je hebt er geen toegang toe.")


def add_review(app: FastAPI, services: Services) -> None:
    """Add the review; what is open without signing in: the sign-in form, its session call and the style sheet."""
    app.state.services = services
    app.state.problem_pages = {HOME: problem_page}
    app.mount(f"{HOME}/static", StaticFiles(directory=FOLDER / "static"), name="review-static")
    app.include_router(sign_in.router)
    app.include_router(sign_in.api)
    app.include_router(intake_page.router)
    app.include_router(knowledge_pages.router)
    app.include_router(api.router)

    @app.exception_handler(SignInFirst)
    async def sign_in_first(request: Request, missing: SignInFirst) -> Response:
        return RedirectResponse(f"{HOME}/inloggen", 303)

    @app.exception_handler(IntakeNotFound)
    async def no_intake(request: Request, missing: IntakeNotFound) -> Response:
        return show(request, NOT_FOUND)


def problem_page(request: Request, problem: Problem) -> Response:
    """A failure on a page, for who reads pages; a program gets problem+json."""
    return render(request, "fout.html", code=problem.status, titel=problem.title, uitleg=problem.detail)
