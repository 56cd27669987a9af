"""`startgesprek understand`: what the engine reads in a text, one JSON line each (contract, section 3)."""

import asyncio
import json
import sys
from typing import Any

from bot.cli.start import fail, settings_or_exit
from bot.knowledge_base import knowledge_base
from intake.reading import Reading


def understand() -> None:
    """Lees regels {"vraag", "tekst"} van standaardinvoer en zeg per regel wat ervan is begrepen."""
    from bot.engine.understanding import Understanding

    understanding = Understanding(settings_or_exit())
    for number, line in enumerate(sys.stdin, start=1):
        if not line.strip():
            continue
        question, text = asked_in(line, number)
        sys.stdout.write(json.dumps(as_line(asyncio.run(understanding.read(text, question))), ensure_ascii=False) + "\n")


def asked_in(line: str, number: int) -> tuple[str | None, str]:
    """The question and the text of one line; ends the command when it has none."""
    try:
        asked = json.loads(line)
        question, text = asked.get("vraag"), asked["tekst"]
    except (ValueError, KeyError, AttributeError, TypeError):
        question, text = None, None
    if not isinstance(text, str):
        fail(f'Regel {number} is geen JSON van de vorm {{"vraag": ..., "tekst": ...}}.')
    if question is not None and question not in knowledge_base().questions:
        fail(f"Regel {number}: er is geen vraag {question!r}. Wel: {', '.join(knowledge_base().questions)}.")
    return question, text


def as_line(reading: Reading) -> dict[str, Any]:
    """A reading in the shape of the contract."""
    return {
        "intentie": reading.intentie,
        "feiten": [{"veld": fact.veld, "waarde": fact.waarde, "citaat": fact.citaat} for fact in reading.feiten],
        "signalen": list(dict.fromkeys(signal.code for signal in reading.signalen)),
    }
