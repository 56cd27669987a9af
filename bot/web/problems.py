"""Every failure as problem+json (RFC 9457, NLGov REST API Design Rules): what is wrong, and what to do, in plain Dutch."""

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from bot import logs
from bot.engine.choices import UnknownChoice
from bot.engine.talk import ConversationNotFound

log = logs.get(__name__)


@dataclass(frozen=True)
class Problem:
    """A failure for the one who asked: HTTP status, short title, and a sentence on what to do."""

    status: int
    title: str
    detail: str


class Refused(Exception):
    """A request that is answered with this problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.title)
        self.problem = problem


NOT_FOUND = Problem(404, "Niet gevonden", "Dit gesprek bestaat niet, of je hebt er geen toegang toe.")
UNKNOWN_CHOICE = Problem(422, "Onbekende keuze", "Deze keuze hoort niet bij de vraag. Kies een van de knoppen, of typ je antwoord.")
EMPTY = Problem(422, "Leeg bericht", "Ik kan alleen tekst lezen, en die zag ik niet in je bericht. Typ je antwoord, of kies een knop.")
TOO_LONG = Problem(422, "Te lang bericht", "Dit bericht is te lang voor mij. Maak er een paar kortere van.")
TOO_BIG = Problem(413, "Te groot", "Dit bericht is te lang voor mij. Maak er een paar kortere van.")
OUR_FAULT = Problem(
    503, "Even een storing", "Er ging iets mis bij ons. Je antwoorden zijn bewaard. Stuur je laatste bericht over een minuut nog een keer."
)
# Failures that the framework words in English: title, and what to do.
FAILURES = {
    400: ("Onleesbaar", "De aanvraag is geen geldige JSON. Kijk in /api/v1/openapi.json hoe het moet."),
    401: ("Niet ingelogd", "Log eerst in."),
    403: ("Geen toegang", "Je hebt geen toegang tot deze pagina."),
    404: ("Niet gevonden", "Deze pagina bestaat niet."),
    405: ("Kan hier niet", "Dit kan niet op dit adres. Kijk in /api/v1/openapi.json wat hier wel kan."),
}
TITLES = {413: "Te groot", 429: "Te veel berichten", 415: "Verkeerd soort gegevens", 422: "Ongeldige aanvraag"}


def answer(problem: Problem, headers: dict[str, str] | None = None) -> JSONResponse:
    body = {"type": "about:blank", "title": problem.title, "status": problem.status, "detail": problem.detail}
    return JSONResponse(body, problem.status, headers, media_type="application/problem+json")


def show(request: Request, problem: Problem, headers: dict[str, str] | None = None) -> Response:
    """The problem as JSON, or as a page where the application shows pages (`problem_pages`: path prefix to page)."""
    pages: dict[str, Callable[[Request, Problem], Response]] = getattr(request.app.state, "problem_pages", {})
    for prefix, page in pages.items():
        if request.url.path.startswith(prefix):
            response = page(request, problem)
            response.headers.update(headers or {})
            return response
    return answer(problem, headers)


def in_words(failure: HTTPException) -> Problem:
    """A failure that our own code raised keeps its sentence; one of the framework gets ours."""
    code = failure.status_code
    title, sentence = FAILURES.get(code, (TITLES.get(code, "Dat lukt niet"), ""))
    worded_by_framework = failure.detail in (HTTPStatus(code).phrase, "There was an error parsing the body")
    return Problem(code, title, sentence if worded_by_framework and sentence else str(failure.detail))


def add_problem_handlers(app: FastAPI) -> None:
    """Turn every exception into a problem; none shows a client's words or how the program is made."""

    @app.exception_handler(Refused)
    async def known(request: Request, refused: Refused) -> Response:
        return show(request, refused.problem)

    @app.exception_handler(ConversationNotFound)
    async def no_conversation(request: Request, missing: ConversationNotFound) -> Response:
        return show(request, NOT_FOUND)

    @app.exception_handler(UnknownChoice)
    async def no_choice(request: Request, unknown: UnknownChoice) -> Response:
        return show(request, UNKNOWN_CHOICE)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, wrong: RequestValidationError) -> Response:
        # The messages of pydantic quote the input; only the places are passed on.
        places = ", ".join(dict.fromkeys(".".join(str(part) for part in error["loc"][1:]) or "de aanvraag" for error in wrong.errors()))
        return show(request, Problem(422, TITLES[422], f"Dit klopt niet: {places}. Kijk in /api/v1/openapi.json hoe het moet."))

    @app.exception_handler(HTTPException)
    async def http(request: Request, failure: HTTPException) -> Response:
        return show(request, in_words(failure), dict(failure.headers or {}))


def our_fault(request: Request, failure: Exception) -> Response:
    """Something unforeseen went wrong: the kind goes to the log, without the words that it may carry."""
    cause: BaseException = failure
    while cause.__cause__ is not None:
        cause = cause.__cause__
    where = traceback.extract_tb(cause.__traceback__)[-1]
    place = f"{Path(where.filename).name}:{where.lineno}"
    log.error("unexpected_failure", kind=type(cause).__name__, place=place, route=getattr(request.scope.get("route"), "path", ""))
    return show(request, OUR_FAULT)
