"""What a client wrote, made safe to hand to Rasa.

Rasa takes a text that begins with "/" as a command that names an intent (RegexMessageHandler), so "/restart" typed by
a client would be obeyed. It strips white space before it looks, so the slash may not stand behind that either.
"""

import re
import unicodedata

from intake.turn import LONGEST_READ

# Control, format (zero width, direction marks), surrogate, private and unassigned characters.
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
KEPT = {"\n", "\t", "\u200d"}  # a zero-width joiner holds emoji together
# "/inform{"leeftijdsgroep": "55_plus"}": what stands between the braces is for a machine, nobody says it of themselves.
COMMAND = re.compile(r"^[\s\u200d]*(/[\s\u200d/]*\w*)\s*\{.*\}[\s\u200d]*$", re.DOTALL)
LEADING = re.compile(r"^[\s\u200d/]+")


def clean_text(text: str) -> str:
    """The text without unseen characters, leading slashes and outer white space: what is kept of it."""
    seen = "".join(mark for mark in text if mark in KEPT or unicodedata.category(mark) not in UNSEEN)
    return LEADING.sub("", COMMAND.sub(r"\1", seen)).rstrip()


def safe_text(text: str) -> str:
    """The clean text, cut to what is understood; places found in it are places in the clean text."""
    return clean_text(text)[:LONGEST_READ].rstrip()
