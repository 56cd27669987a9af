"""Who may enter the review: a signed-in professional, by cookie or by bearer token; closed to everybody else."""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Form, Header, HTTPException, Request
from fastapi.security import HTTPBearer

from bot.engine.services import Services
from intake import crypto, staff

COOKIE = "startgesprek_sessie"
BEARER = HTTPBearer(auto_error=False, description="Het token van POST /api/v1/sessies.")


class SignInFirst(Exception):
    """Nobody is signed in: a page sends to the sign-in form."""


@dataclass(frozen=True)
class Professional:
    """Who is signed in, and the token that ties forms to this session."""

    id: str
    naam: str
    rol: str
    csrf: str


def the_services(request: Request) -> Services:
    return request.app.state.services


TheServices = Annotated[Services, Depends(the_services)]


def csrf_token(session_token: str) -> str:
    """What a form of this session carries, so that no other site can send it."""
    return crypto.keyed_hash(f"formulier:{session_token}")


def find(services: Services, token: str | None) -> Professional | None:
    """The professional of this session token; using a session keeps it from going idle."""
    if not token:
        return None
    with services.store.session() as session:
        row = staff.find(session, token, datetime.now(UTC))
        return Professional(row.id, row.naam, row.rol, csrf_token(token)) if row else None


def signed_in(request: Request, services: TheServices) -> Professional:
    """For pages. Raises SignInFirst."""
    professional = find(services, request.cookies.get(COOKIE))
    if professional is None:
        raise SignInFirst
    return professional


def signed_in_for_api(request: Request, services: TheServices, authorization: Annotated[str, Header()] = "") -> Professional:
    """For the API: a bearer token, or the cookie of the pages."""
    scheme, _, bearer = authorization.partition(" ")
    professional = find(services, bearer if scheme.lower() == "bearer" else request.cookies.get(COOKIE))
    if professional is None:
        raise HTTPException(401, "Log eerst in.", {"WWW-Authenticate": "Bearer"})
    return professional


SignedIn = Annotated[Professional, Depends(signed_in)]
SignedInForApi = Annotated[Professional, Depends(signed_in_for_api)]


def own_form(professional: SignedIn, csrf: Annotated[str, Form()] = "") -> None:
    """A form that was made in this session; anything else may come from another site."""
    if not hmac.compare_digest(csrf.encode(), professional.csrf.encode()):
        raise HTTPException(403, "Dit formulier is verlopen. Ga terug, ververs de pagina en probeer het opnieuw.")
