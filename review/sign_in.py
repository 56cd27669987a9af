"""Signing in and out."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field

from intake import staff
from intake.records import audit
from review.access import COOKIE, SignedIn, TheServices, own_form
from review.pages import HOME, render

router = APIRouter(prefix=HOME, include_in_schema=False)
api = APIRouter(prefix="/api/v1/sessies", tags=["professionals"])
WRONG = "Dit adres en wachtwoord horen niet bij elkaar."
TOO_OFTEN = "Te vaak geprobeerd. Wacht een minuut en probeer het dan opnieuw."


def token_for(request: Request, services: TheServices, email: str, wachtwoord: str) -> str | None:
    """A session token, or None; raises HTTPException (429) for who tries too often."""
    here = request.client.host if request.client else ""
    limits = request.app.state.limits
    if not (limits.hit("inloggen", here) and limits.hit("inloggen", staff.address(email))):
        raise HTTPException(429, TOO_OFTEN, {"Retry-After": "60"})
    now = datetime.now(UTC)
    with services.store.session() as session:
        row = staff.verify(session, email, wachtwoord)
        who = row.id if row else audit.SYSTEM
        audit.write(
            session,
            actie="inloggen",
            object="sessie",
            oorsprong="beoordeling",
            tijd=now,
            resultaat="gelukt" if row else "geweigerd",
            actor=who,
        )
        return staff.open_session(session, row, now) if row else None


@router.get("/inloggen")
def form(request: Request) -> Response:
    return render(request, "inloggen.html")


@router.post("/inloggen")
def sign_in(
    request: Request, services: TheServices, email: Annotated[str, Form()] = "", wachtwoord: Annotated[str, Form()] = ""
) -> Response:
    # A form that another site sends would sign somebody in under a foreign name; browsers say where it came from.
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise HTTPException(403, "Log in vanaf deze site.")
    try:
        token = token_for(request, services, email, wachtwoord)
    except HTTPException as refused:
        return render(request, "inloggen.html", code=refused.status_code, fout=refused.detail, email=email)
    if token is None:
        return render(request, "inloggen.html", code=401, fout=WRONG, email=email)
    response = RedirectResponse(HOME, 303)
    response.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=services.settings.https)
    return response


@router.post("/uitloggen", dependencies=[Depends(own_form)])
def sign_out(request: Request, services: TheServices, professional: SignedIn) -> Response:
    with services.store.session() as session:
        staff.end(session, request.cookies[COOKIE])
    response = RedirectResponse(f"{HOME}/inloggen", 303)
    response.delete_cookie(COOKIE, httponly=True, samesite="strict", secure=services.settings.https)
    return response


class Inloggen(BaseModel):
    """Adres en wachtwoord van een professional."""

    email: str = Field(max_length=254)
    wachtwoord: str = Field(max_length=200)


class Sessie(BaseModel):
    """Een sessie: het token gaat mee als Bearer."""

    token: str


@api.post("", status_code=201, response_model=Sessie)
def sign_in_by_api(request: Request, services: TheServices, given: Inloggen) -> dict[str, str]:
    """Log in voor de API."""
    token = token_for(request, services, given.email, given.wachtwoord)
    if token is None:
        raise HTTPException(401, WRONG, {"WWW-Authenticate": "Bearer"})
    return {"token": token}
