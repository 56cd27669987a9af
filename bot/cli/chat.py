"""`startgesprek chat`: the talk in the terminal."""

from __future__ import annotations

import asyncio
import sys
import uuid
from typing import TYPE_CHECKING

import typer

from bot.cli.start import services_or_exit, settings_or_exit

if TYPE_CHECKING:
    from bot.engine.talk import Talk


def chat() -> None:
    """Voer het gesprek in de terminal. Leeg antwoord of Ctrl-D stopt."""
    from bot.engine.talk import Talk

    asyncio.run(hold(Talk(services_or_exit(settings_or_exit()))))


async def hold(talk: Talk) -> None:
    begun = await talk.begin("terminal")
    answer = begun.answer
    while True:
        for message in answer.berichten:
            typer.echo(f"\n{message['tekst']}")
            for number, choice in enumerate(message["keuzes"], start=1):
                typer.echo(f"  {number}. {choice['titel']}")
        if answer.status == "afgerond":
            return
        typer.echo("\n> ", nl=False)
        line = sys.stdin.readline()
        if not line.strip():
            return
        answer = await talk.say(begun.id, str(uuid.uuid4()), text=line.strip())
