"""Running the migrations from code, on a connection whose transaction the caller owns."""

import io
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def config(connection: Connection) -> Config:
    """Alembic's settings, without a file of them."""
    settings = Config(stdout=io.StringIO())  # the command line prints its own lines only
    settings.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    settings.attributes["connection"] = connection
    return settings


def upgrade(connection: Connection, to: str = "head") -> None:
    """Bring the database to a version, by default the newest."""
    command.upgrade(config(connection), to)


def downgrade(connection: Connection, to: str) -> None:
    """Take the database back to a version; `base` is empty."""
    command.downgrade(config(connection), to)
