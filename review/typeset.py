"""Sets one document in a process of its own: the data of a template as JSON on standard input, the PDF on standard output.

Typst keeps 60 MB of fonts and layout once it has run; the server that asked for a document does without.
"""

import sys
from pathlib import Path

import typst


def typeset(template: Path, data: str) -> bytes:
    """The document, tagged for screen readers (PDF/UA). The data reach the template as data, never as markup."""
    document = typst.compile(template, format="pdf", pdf_standards="ua-1", sys_inputs={"intake": data})
    if not isinstance(document, bytes):
        raise TypeError("typst gave no document")
    return document


if __name__ == "__main__":
    sys.stdout.buffer.write(typeset(Path(sys.argv[1]), sys.stdin.buffer.read().decode()))
