"""`startgesprek train`: train the model when its data changed."""

from typing import Annotated

import typer

from bot.cli.start import settings_or_exit


def train(opnieuw: Annotated[bool, typer.Option(help="Train ook als er niets is veranderd.")] = False) -> None:
    """Train het model, als het er nog niet is of als de gegevens zijn veranderd."""
    from bot.engine import agent

    path = agent.train(settings_or_exit(), force=opnieuw)
    typer.echo(f"Het model staat klaar: {path.name}")
