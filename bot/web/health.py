"""Whether the process lives, whether it can hold talks, and its figures for Prometheus."""

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy.exc import SQLAlchemyError

router = APIRouter(tags=["gezondheid"])


@router.get("/gezondheid/live")
def live() -> dict[str, str]:
    """Het proces draait."""
    return {"status": "ok"}


@router.get("/gezondheid/klaar")
def ready(request: Request, response: Response) -> dict[str, str]:
    """Het proces kan gesprekken voeren: het model is geladen en de database antwoordt."""
    try:
        request.app.state.talk.services.store.check()
    except SQLAlchemyError:
        response.status_code = 503
        return {"status": "database onbereikbaar"}
    return {"status": "ok"}


@router.get("/metrics", include_in_schema=False)
def metrics() -> Response:
    """Tellers en duren, zonder iets van een client."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
