"""`startgesprek replay`: whole conversations from files through the real engine (contract, section 3)."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
import uuid
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
import yaml

from bot.cli.start import fail, services_or_exit, settings_or_exit

if TYPE_CHECKING:
    from bot.engine.talk import Talk

CONSENT = "toestemming"  # can't be skipped: a file that is silent about it agrees
PATIENCE = 2  # times that the file's answer is given to a question; one that asks something back would be put for ever
MOST_TURNS = 120  # a talk has some forty questions; a file that never ends is stopped


def replay(files: Annotated[list[Path], typer.Argument(help="Bestanden met antwoorden per vraag.")]) -> None:
    """Voer elk gesprek uit een bestand, in een wegwerpdatabase, en druk per gesprek een regel JSON af."""
    from bot.engine.talk import Talk

    settings = settings_or_exit()
    personas = [read_persona(file) for file in files]
    with tempfile.TemporaryDirectory() as folder:
        throw_away = settings.model_copy(update={"database_url": f"sqlite:///{folder}/replay.db"})
        talk = Talk(services_or_exit(throw_away))
        for persona in personas:
            sys.stdout.write(json.dumps(asyncio.run(hold(talk, persona)), ensure_ascii=False) + "\n")


def read_persona(file: Path) -> dict[str, Any]:
    """The answers of one file; ends the command when it can't be read."""
    try:
        persona = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes only text
    except (OSError, yaml.YAMLError) as wrong:
        fail(f"{file}: niet te lezen ({wrong}).")
    if not isinstance(persona, dict) or not isinstance(persona.get("antwoorden", {}), dict):
        fail(f"{file}: verwacht 'kanaal', 'antwoorden' en 'standaard'.")
    return persona


async def hold(talk: Talk, persona: dict[str, Any]) -> dict[str, Any]:
    """One conversation from its first word until it ends, is stopped, or has nothing more to say."""
    from intake.records.conversations import ConversationRow
    from intake.summary import summarize

    answers = persona.get("antwoorden") or {}
    default = persona.get("standaard", "overslaan")
    begun = await talk.begin(persona.get("kanaal", "web"))
    answer = begun.answer
    took: list[float] = []
    asked: Counter[str | None] = Counter()
    while answer.status == "bezig" and len(took) < MOST_TURNS:
        question = open_question(answer.berichten)
        asked[question] += 1
        reply = reply_to(question, answers if asked[question] <= PATIENCE else {}, default)
        start = time.perf_counter()
        answer = await talk.say(begun.id, str(uuid.uuid4()), text=reply)
        took.append(round((time.perf_counter() - start) * 1000, 1))
    with talk.services.store.session() as session:
        row = session.get(ConversationRow, begun.id)
        return {"samenvatting": summarize(row, talk.services.knowledge), "beurten": len(took), "gesteld": row.gesteld, "ms_per_beurt": took}


def open_question(messages: list[dict[str, Any]]) -> str | None:
    """The question that the bot just put; None for a yes or no beside the questions."""
    return next((message["vraag"] for message in reversed(messages) if message["vraag"]), None)


def reply_to(question: str | None, answers: dict[str, str], default: str) -> str:
    """The file's answer to a question; to a yes or no beside the questions: yes."""
    if question is None:
        return "ja"
    return answers.get(question, "ja" if question == CONSENT else default)
