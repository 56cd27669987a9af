"""Every failure as problem+json (RFC 9457, NLGov REST API Design Rules): what is wrong, and what to do, in plain Dutch."""

from dataclasses import dataclass

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from bot import logs
from bot.engine.talk import ConversationNotFound, UnknownChoice

log = logs.get(__name__)


@dataclass(frozen=True)
class Problem(Exception):
    """A failure for the one who asked: HTTP status, short title, and a sentence on what to do."""

    status: int
    title: str
    detail: str


NOT_FOUND = Problem(404, "Niet gevonden", "Dit gesprek bestaat niet, of je hebt er geen toegang toe.")
UNKNOWN_CHOICE = Problem(422, "Onbekende keuze", "Deze keuze hoort niet bij de vraag. Kies een van de knoppen, of typ je antwoord.")
OUR_FAULT = Problem(
    503, "Even een storing", "Er ging iets mis bij ons. Je antwoorden zijn bewaard. Stuur je laatste bericht over een minuut nog een keer."
)
TITLES = {401: "Niet ingelogd", 403: "Geen toegang", 404: "Niet gevonden", 405: "Kan hier niet", 413: "Te groot", 429: "Te veel berichten"}


def answer(problem: Problem, headers: dict[str, str] | None = None) -> JSONResponse:
    body = {"type": "about:blank", "title": problem.title, "status": problem.status, "detail": problem.detail}
    return JSONResponse(body, problem.status, headers, media_type="application/problem+json")


def add_problem_handlers(app: FastAPI) -> None:
    """Turn every exception into a problem; none shows a client's words or how the program is made."""

    @app.exception_handler(Problem)
    async def known(request: Request, problem: Problem) -> JSONResponse:
        return answer(problem)

    @app.exception_handler(ConversationNotFound)
    async def no_conversation(request: Request, missing: ConversationNotFound) -> JSONResponse:
        return answer(NOT_FOUND)

    @app.exception_handler(UnknownChoice)
    async def no_choice(request: Request, unknown: UnknownChoice) -> JSONResponse:
        return answer(UNKNOWN_CHOICE)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, wrong: RequestValidationError) -> JSONResponse:
        # The messages of pydantic quote the input; only the places are passed on.
        places = ", ".join(dict.fromkeys(".".join(str(part) for part in error["loc"][1:]) or "de aanvraag" for error in wrong.errors()))
        return answer(Problem(422, "Ongeldige aanvraag", f"Dit klopt niet: {places}. Kijk in /api/v1/openapi.json hoe het moet."))

    @app.exception_handler(HTTPException)
    async def http(request: Request, failure: HTTPException) -> JSONResponse:
        title = TITLES.get(failure.status_code, "Dat lukt niet")
        return answer(Problem(failure.status_code, title, str(failure.detail)), dict(failure.headers or {}))

    @app.exception_handler(Exception)
    async def unexpected(request: Request, failure: Exception) -> JSONResponse:
        log.error("unexpected_failure", kind=type(failure).__name__, route=request.scope.get("path", ""))
        return answer(OUR_FAULT)
