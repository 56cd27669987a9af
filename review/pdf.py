"""A summary on paper: typst sets it, tagged for screen readers (PDF/UA). Client words come in as data, never as markup."""

import json
from typing import Any

import typst

from knowledge.models import Knowledge
from review.pages import FOLDER, in_dutch
from review.shown import view_of

TEMPLATE = FOLDER / "templates" / "intake.typ"


def as_pdf(summary: dict[str, Any], knowledge: Knowledge, gemeente: str) -> bytes:
    """The summary as a PDF document."""
    data = {
        "gemeente": gemeente,
        "referentie": summary["referentie"] or "",
        "gesproken": in_dutch(summary["begonnen_op"]),
        "volledig": summary["volledig"],
        "let_op": summary["let_op"],
        "gespreksvragen": summary["gespreksvragen"],
        "bron": knowledge.report.volledig if knowledge.report else "",
        **view_of(summary, knowledge),
    }
    document = typst.compile(TEMPLATE, format="pdf", pdf_standards="ua-1", sys_inputs={"intake": json.dumps(data, ensure_ascii=False)})
    if not isinstance(document, bytes):
        raise TypeError("typst gaf geen document")
    return document
