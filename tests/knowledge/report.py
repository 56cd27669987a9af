"""The report that the knowledge comes from, by paragraph, for the tests that hold our words against it."""

import re
from functools import cache
from pathlib import Path

REPORT = Path(__file__).parents[3] / "shared" / "rapport-kis-2019.md"
ANNEX = "bijlage"
HEADING = re.compile(r"^#+ (\d(?:\.\d)*) |^## (Overzicht van werkzame elementen)$", re.MULTILINE)
LITERATURE = "Bakker, L., Dagevos, J."
# How the report itself once misspells a name that its list of literature has right.
SPELLING = {"Kennissplatform": "Kennisplatform"}


def plain(text: str) -> str:
    """Text without line breaks, so that a quotation is found across them."""
    for wrong, right in SPELLING.items():
        text = text.replace(wrong, right)
    return " ".join(text.split())


@cache
def paragraphs() -> dict[str, str]:
    """Number of the paragraph to its text, without that of the paragraphs under it; the tables are under `bijlage`."""
    body = REPORT.read_text(encoding="utf-8").partition(f"\n{LITERATURE}")[0]
    found = list(HEADING.finditer(body))
    ends = [heading.start() for heading in found[1:]] + [len(body)]
    return {heading[1] or ANNEX: plain(body[heading.end() : end]) for heading, end in zip(found, ends, strict=True)}
