"""Making pages from templates; everything in them is escaped."""

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from fastapi import Request
from fastapi.responses import Response
from fastapi.templating import Jinja2Templates

FOLDER = Path(__file__).resolve().parent
HOME = "/beoordeling"
HERE = ZoneInfo("Europe/Amsterdam")

templates = Jinja2Templates(directory=FOLDER / "templates")


def in_dutch(when: datetime | str | None) -> str:
    """A moment as a Dutch reader writes it: 23-11-2026, 22:30."""
    if when is None:
        return "niet"
    moment = datetime.fromisoformat(when) if isinstance(when, str) else when
    return moment.astimezone(HERE).strftime("%d-%m-%Y, %H:%M")


templates.env.filters["moment"] = in_dutch
templates.env.globals["home"] = HOME


def render(request: Request, template: str, code: int = 200, **values: Any) -> Response:  # noqa: ANN401 - whatever a template shows
    """A page; never kept by a browser or a proxy, because it holds somebody's words."""
    response = templates.TemplateResponse(request, template, values, status_code=code)
    response.headers["Cache-Control"] = "no-store"
    return response
