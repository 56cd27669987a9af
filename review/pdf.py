"""A summary on paper, set by typst in a process of its own. Client words come in as data, never as markup."""

import json
import subprocess
import sys
from typing import Any

from knowledge.models import Knowledge
from review.pages import FOLDER, in_dutch
from review.shown import view_of

TEMPLATE = FOLDER / "templates" / "intake.typ"
LONGEST = 30  # seconds for one document; it takes a tenth of one


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
    command = [sys.executable, str(FOLDER / "typeset.py"), str(TEMPLATE)]
    told = json.dumps(data, ensure_ascii=False).encode()
    return subprocess.run(command, input=told, capture_output=True, check=True, timeout=LONGEST).stdout  # noqa: S603 - our own file
