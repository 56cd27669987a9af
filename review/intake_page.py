"""The list of intakes, and one intake on a page: who, what is urgent, their own words, what may work and why."""

import json
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request
from fastapi.responses import RedirectResponse, Response

from intake.records.conversations import ConversationRow
from intake.records.intakes import NoteRow
from intake.summary import summarize
from review.access import SignedIn, TheServices, own_form, signed_in
from review.pages import HOME, render
from review.pdf import as_pdf
from review.queries import STATUSES, intake_for, intakes, note_access
from review.shown import view_of

router = APIRouter(prefix=HOME, include_in_schema=False, dependencies=[Depends(signed_in)])
STATUS_LABELS = {"nieuw": "nieuw", "in_behandeling": "in behandeling", "beoordeeld": "beoordeeld", "afgesloten": "afgesloten"}


@router.get("")
def inbox(
    request: Request,
    services: TheServices,
    professional: SignedIn,
    status: Annotated[str, Query(pattern=f"^({'|'.join(STATUSES)})?$")] = "",
    pagina: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    with services.store.reading() as session:
        found = intakes(session, status or None, pagina)
        rows = [as_row(row.conversation) for row in found.rows]
    return render(request, "lijst.html", wie=professional, rows=rows, found=found, status=status, statussen=STATUS_LABELS)


def as_row(conversation: ConversationRow) -> dict[str, object]:
    """What the list shows of one intake."""
    name = next((fact.waarde for fact in conversation.facts if fact.veld == "aanspreeknaam" and fact.vervallen_op is None), None)
    return {
        "id": conversation.id,
        "naam": name or "Zonder naam",
        "referentie": conversation.referentie,
        "kanaal": conversation.kanaal,
        "status": conversation.intake.status if conversation.intake else "nieuw",
        "begonnen_op": conversation.begonnen_op,
        "afgerond": conversation.status == "afgerond",
        "signalen": [(signal.code, signal.citaat) for signal in conversation.signals],
    }


@router.get("/intakes/{intake_id}")
def page(request: Request, intake_id: str, services: TheServices, professional: SignedIn) -> Response:
    with services.store.session() as session:
        row = intake_for(session, intake_id, professional)
        note_access(session, "ingezien", intake_id, professional, "pagina")
        summary = summarize(row.conversation, services.knowledge)
        notes = [{"tekst": note.tekst, "op": note.op} for note in row.notes]
        messages = [
            {"van": message.van, "tekst": message.tekst, "tijd": message.tijd} for message in row.conversation.messages if message.tekst
        ]
    shown = view_of(summary, services.knowledge)
    return render(request, "intake.html", wie=professional, s=summary, v=shown, notes=notes, messages=messages, statussen=STATUS_LABELS)


@router.post("/intakes/{intake_id}/status", dependencies=[Depends(own_form)])
def set_status(intake_id: str, services: TheServices, professional: SignedIn, status: Annotated[str, Form()] = "") -> Response:
    if status not in STATUSES:
        raise HTTPException(422, "Kies een van de statussen.")
    with services.store.session() as session:
        row = intake_for(session, intake_id, professional)
        row.status = status
        row.toegewezen_aan = row.toegewezen_aan or professional.id
        note_access(session, f"status_{status}", intake_id, professional, "pagina")
    return RedirectResponse(f"{HOME}/intakes/{intake_id}", 303)


@router.post("/intakes/{intake_id}/notities", dependencies=[Depends(own_form)])
def add_note(intake_id: str, services: TheServices, professional: SignedIn, tekst: Annotated[str, Form(max_length=4000)] = "") -> Response:
    if not tekst.strip():
        raise HTTPException(422, "Schrijf eerst een notitie.")
    with services.store.session() as session:
        row = intake_for(session, intake_id, professional)
        row.notes.append(NoteRow(tekst=tekst.strip(), door=professional.id, op=datetime.now(UTC)))
        note_access(session, "notitie", intake_id, professional, "pagina")
    return RedirectResponse(f"{HOME}/intakes/{intake_id}#notities", 303)


@router.get("/intakes/{intake_id}/samenvatting.json")
def download_json(intake_id: str, services: TheServices, professional: SignedIn) -> Response:
    with services.store.session() as session:
        row = intake_for(session, intake_id, professional)
        note_access(session, "json", intake_id, professional, "pagina")
        body = json.dumps(summarize(row.conversation, services.knowledge), ensure_ascii=False, indent=2)
        name = row.conversation.referentie
    return download(body.encode(), "application/json", f"{name}.json")


@router.get("/intakes/{intake_id}/samenvatting.pdf")
def download_pdf(intake_id: str, services: TheServices, professional: SignedIn) -> Response:
    with services.store.session() as session:
        row = intake_for(session, intake_id, professional)
        note_access(session, "pdf", intake_id, professional, "pagina")
        summary = summarize(row.conversation, services.knowledge)
    return download(as_pdf(summary, services.knowledge, services.settings.gemeente), "application/pdf", f"{summary['referentie']}.pdf")


def download(body: bytes, kind: str, name: str) -> Response:
    return Response(body, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"})
