"""The professionals' side of the API (contract, section 2): intakes and their summaries."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, HTTPException, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from intake.records.conversations import ConversationRow
from intake.records.intakes import NoteRow
from intake.records.staff import StaffRow
from intake.summary import moment, summarize
from review.access import SignedInForApi, TheServices
from review.pdf import as_pdf
from review.queries import PAGE, intake_for, intakes, note_access

router = APIRouter(prefix="/api/v1/intakes", tags=["professionals"])
Status = Literal["nieuw", "in_behandeling", "beoordeeld", "afgesloten"]


class Regel(BaseModel):
    """Een intake in de lijst."""

    id: str
    referentie: str | None
    status: str
    kanaal: str
    begonnen_op: str
    volledig: bool
    signalen: list[str]


class Lijst(BaseModel):
    """Een pagina van de lijst."""

    intakes: list[Regel]
    totaal: int
    pagina: int
    per_pagina: int


class Wijziging(BaseModel):
    """Wat een professional aan een intake verandert; wat ontbreekt, blijft."""

    model_config = ConfigDict(extra="forbid")

    status: Status | None = None
    toegewezen_aan: str | None = Field(None, max_length=64, pattern=r"^[\w-]+$")
    notitie: str | None = Field(None, min_length=1, max_length=4000)


@router.get("", response_model=Lijst)
def overview(
    services: TheServices,
    professional: SignedInForApi,
    status: Annotated[Status | None, Query()] = None,
    pagina: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> dict[str, Any]:
    """De intakes: met een signaal eerst, dan de nieuwste."""
    with services.store.reading() as session:
        found = intakes(session, status, pagina)
        rows = [line(row.conversation, row.status) for row in found.rows]
    return {"intakes": rows, "totaal": found.totaal, "pagina": pagina, "per_pagina": PAGE}


def line(conversation: ConversationRow, status: str) -> dict[str, Any]:
    return {
        "id": conversation.id,
        "referentie": conversation.referentie,
        "status": status,
        "kanaal": conversation.kanaal,
        "begonnen_op": moment(conversation.begonnen_op),
        "volledig": conversation.status == "afgerond",
        "signalen": [signal.code for signal in conversation.signals],
    }


@router.get("/{intake_id}")
def one(intake_id: str, services: TheServices, professional: SignedInForApi, response: Response) -> dict[str, Any]:
    """De samenvatting van een intake (schema startgesprek/samenvatting/1)."""
    response.headers["Cache-Control"] = "no-store"
    with services.store.session() as session:
        row = intake_for(session, intake_id, professional)
        note_access(session, "ingezien", intake_id, professional, "api")
        return summarize(row.conversation, services.knowledge)


@router.patch("/{intake_id}")
def change(
    intake_id: str, services: TheServices, professional: SignedInForApi, changed: Wijziging, content_type: Annotated[str, Header()] = ""
) -> dict[str, Any]:
    """Verander de status of de toewijzing, of voeg een notitie toe."""
    # A form of another site can't send this kind of body, so the session's cookie alone is not enough to change anything.
    if not content_type.startswith("application/json"):
        raise HTTPException(415, "Stuur de wijziging als application/json.")
    with services.store.session() as session:
        row = intake_for(session, intake_id, professional)
        if changed.toegewezen_aan is not None:
            if session.get(StaffRow, changed.toegewezen_aan) is None:
                raise HTTPException(422, "toegewezen_aan is geen account.")
            row.toegewezen_aan = changed.toegewezen_aan
        row.status = changed.status or row.status
        if changed.notitie:
            row.notes.append(NoteRow(tekst=changed.notitie, door=professional.id, op=datetime.now(UTC)))
        note_access(session, "gewijzigd", intake_id, professional, "api")
        return summarize(row.conversation, services.knowledge)


@router.get("/{intake_id}/pdf", response_class=Response, responses={200: {"content": {"application/pdf": {}}}})
def as_document(intake_id: str, services: TheServices, professional: SignedInForApi) -> Response:
    """De samenvatting als PDF."""
    with services.store.session() as session:
        row = intake_for(session, intake_id, professional)
        note_access(session, "pdf", intake_id, professional, "api")
        summary = summarize(row.conversation, services.knowledge)
    document = as_pdf(summary, services.knowledge, services.settings.gemeente)
    return Response(document, media_type="application/pdf", headers={"Cache-Control": "no-store"})
