"""`startgesprek understand`: what the engine reads in a text, one JSON line each (contract, section 3)."""

import asyncio
import json
import sys
from typing import Any

from bot.cli.start import fail, settings_or_exit
from intake.reading import Reading


def understand() -> None:
    """Lees regels {"vraag", "tekst"} van standaardinvoer en zeg per regel wat ervan is begrepen."""
    from bot.engine.understanding import Understanding

    understanding = Understanding(settings_or_exit())
    for number, line in enumerate(sys.stdin, start=1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
            question, text = asked.get("vraag"), asked["tekst"]
        except (ValueError, KeyError, AttributeError):
            fail(f'Regel {number} is geen JSON van de vorm {{"vraag": ..., "tekst": ...}}.')
        sys.stdout.write(json.dumps(as_line(asyncio.run(understanding.read(text, question))), ensure_ascii=False) + "\n")


def as_line(reading: Reading) -> dict[str, Any]:
    """A reading in the shape of the contract."""
    return {
        "intentie": reading.intentie,
        "feiten": [{"veld": fact.veld, "waarde": fact.waarde, "citaat": fact.citaat} for fact in reading.feiten],
        "signalen": list(dict.fromkeys(signal.code for signal in reading.signalen)),
    }
