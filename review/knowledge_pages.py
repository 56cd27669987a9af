"""The Kennisbank: every element with what it is, when it is proposed, and its place in the report."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from knowledge.models import Element, Knowledge
from review.access import SignedIn, TheServices, signed_in
from review.pages import HOME, render
from review.shown import LEVELS, paragraphs

router = APIRouter(prefix=f"{HOME}/kennisbank", include_in_schema=False, dependencies=[Depends(signed_in)])


@router.get("")
def overview(
    request: Request,
    services: TheServices,
    professional: SignedIn,
    doelgroep: Annotated[str, Query(max_length=60)] = "",
    niveau: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    known = services.knowledge
    chosen = [
        shown(element, known)
        for element in known.elements.values()
        if doelgroep in ("", element.doelgroep) and niveau in ("", element.niveau)
    ]
    groups = list(dict.fromkeys(element.doelgroep for element in known.elements.values()))
    warnings = [{"tekst": item.tekst, "bron": item.source, "wanneer": item.wanneer.in_dutch(known)} for item in known.let_op.values()]
    return render(
        request,
        "kennisbank.html",
        wie=professional,
        elementen=chosen,
        let_op=warnings,
        doelgroepen=groups,
        niveaus=LEVELS,
        doelgroep=doelgroep,
        niveau=niveau,
        rapport=known.report,
    )


def shown(element: Element, known: Knowledge) -> dict[str, Any]:
    """An element as the page shows it; the condition comes out of the YAML, in plain Dutch."""
    return {
        "id": element.id,
        "titel": element.titel,
        "niveau": LEVELS[element.niveau],
        "doelgroep": element.doelgroep,
        "uitleg": element.uitleg,
        "aanvulling": element.aanvulling,
        "kanttekening": element.kanttekening,
        "wanneer": element.wanneer.in_dutch(known),
        "vragen": element.gespreksvragen,
        "paragrafen": paragraphs(element.bron, known),
        "onderzoek": element.bron.onderzoek,
        "citaat": element.bron.citaat,
    }
