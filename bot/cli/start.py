"""What every command does first: read the settings, and say in a clear sentence what is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer
from pydantic import ValidationError

from bot.settings import Settings

if TYPE_CHECKING:
    from bot.engine.services import Services


def fail(sentence: str) -> NoReturn:
    """Say what is wrong and end with exit code 1."""
    typer.echo(sentence, err=True)
    raise typer.Exit(1)


def settings_or_exit() -> Settings:
    """The settings; ends the command when one is wrong or the data folder can't be written."""
    try:
        settings = Settings()
    except ValidationError as wrong:
        fail("\n".join(wrong_setting(str(error["loc"][0])) for error in wrong.errors()))
    try:
        make_writable(settings.map)
    except OSError as wrong:
        fail(
            f"De map {settings.map} is niet te beschrijven ({wrong.strerror}). "
            "Geef schrijfrechten of kies een andere map met STARTGESPREK_MAP."
        )
    return settings


def services_or_exit(settings: Settings) -> Services:
    """Knowledge and database; ends the command with what is wrong in one of them, never with a password in it."""
    from redis.exceptions import RedisError
    from sqlalchemy.exc import SQLAlchemyError

    from bot.engine.locks import check
    from bot.engine.services import open_services
    from intake.crypto import InvalidKey
    from knowledge import KnowledgeError

    try:
        check(settings)
        return open_services(settings)
    except KnowledgeError as wrong:
        fail("\n".join(["De kennis klopt niet:", *(str(problem) for problem in wrong.problems)]))
    except InvalidKey:
        fail(wrong_setting("sleutels"))
    except (RedisError, ValueError):
        fail(f"{wrong_setting('redis_url')} Er antwoordt niets op dat adres.")
    except (SQLAlchemyError, ImportError):
        fail(f"{wrong_setting('database_url')} De database antwoordt niet, of dit soort database kennen we niet.")


def wrong_setting(name: str) -> str:
    """Which setting is wrong, and what belongs there; not what was filled in, which may be secret."""
    return f"Instelling STARTGESPREK_{name.upper()} klopt niet. Hier hoort: {Settings.model_fields[name].description}"


def make_writable(folder: Path) -> None:
    """Make the folder, and see that a file can be written in it."""
    folder.mkdir(parents=True, exist_ok=True)
    probe = folder / ".schrijfproef"
    probe.touch()
    probe.unlink()
