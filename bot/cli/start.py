"""What every command does first: read the settings, and say in a clear sentence what is wrong."""

from pathlib import Path
from typing import NoReturn

import typer
from pydantic import ValidationError

from bot.logs import configure_logs
from bot.settings import Settings


def fail(sentence: str) -> NoReturn:
    """Say what is wrong and end with exit code 1."""
    typer.echo(sentence, err=True)
    raise typer.Exit(1)


def settings_or_exit() -> Settings:
    """The settings; ends the command when one is wrong or the data folder can't be written."""
    configure_logs()
    try:
        settings = Settings()
    except ValidationError as wrong:
        fail(
            "\n".join(
                f"Instelling STARTGESPREK_{'_'.join(str(part) for part in error['loc']).upper()}: {error['msg']}"
                for error in wrong.errors()
            )
        )
    try:
        make_writable(settings.map)
    except OSError as wrong:
        fail(
            f"De map {settings.map} is niet te beschrijven ({wrong.strerror}). "
            "Geef schrijfrechten of kies een andere map met STARTGESPREK_MAP."
        )
    return settings


def make_writable(folder: Path) -> None:
    """Make the folder, and see that a file can be written in it."""
    folder.mkdir(parents=True, exist_ok=True)
    probe = folder / ".schrijfproef"
    probe.touch()
    probe.unlink()
