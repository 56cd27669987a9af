"""The database: opening it, bringing it up to date, and the transaction in which a turn happens.

SQLite (one process, nothing to install) and PostgreSQL (any number of processes) behave the same to everything above.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

WAIT_MS = 5000  # how long one writer waits for another before it gives up
# Two starting processes must not migrate at the same time; any number will do, as long as it is always this one.
MIGRATION_LOCK = 7253_4271


class Store:
    """One database. Safe to share between threads; a session is for one."""

    def __init__(self, url: str) -> None:
        self.url = with_driver(url)
        if is_sqlite(self.url):
            self.engine = open_sqlite(self.url)
        else:
            # An error must not show a client's words, so parameters stay out of its text.
            self.engine = create_engine(self.url, pool_pre_ping=True, hide_parameters=True)
        self._for_reading = self.engine.execution_options(begin="DEFERRED")

    def migrate(self) -> None:
        """Bring the tables up to date; changes nothing when they are."""
        from intake.migrations.run import upgrade  # here, because Alembic takes time to import and few processes need it

        with self.engine.begin() as connection:
            if not is_sqlite(self.url):
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
            upgrade(connection)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """One transaction: all that happens inside is kept, or, when it raises, nothing."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that waits for no writer and keeps no change."""
        with Session(self._for_reading, expire_on_commit=False, autoflush=False) as session:
            yield session

    def check(self) -> None:
        """Raise what the database raises when it can't be reached."""
        with self._for_reading.connect() as connection:
            connection.execute(text("SELECT 1"))

    def close(self) -> None:
        """Let go of all connections; SQLite then folds its log into the one file."""
        self.engine.dispose()


def with_driver(url: str) -> URL:
    """The address with the driver that we ship: psycopg 3 for whatever way PostgreSQL is written."""
    parsed = make_url(url)
    return parsed.set(drivername="postgresql+psycopg") if parsed.drivername in ("postgres", "postgresql") else parsed


def is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def open_sqlite(url: URL) -> Engine:
    """An engine on a file that only its owner may read, with writers that queue up rather than fail."""
    if url.database and url.database != ":memory:":
        path = Path(url.database)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)  # the log files beside it get the same mode
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", set_pragmas)
    event.listen(engine, "begin", begin)
    return engine


def set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
    """How every connection to SQLite behaves."""
    # The driver would begin a transaction only at the first write; we begin it ourselves, see below.
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", f"busy_timeout = {WAIT_MS}", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")


def begin(connection: Connection) -> None:
    """Begin as a writer: who reads first and writes later gets "database is locked" at once, without waiting its turn.

    Source: https://www.sqlite.org/lang_transaction.html, section 2.1-2.2.
    """
    connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('begin', 'IMMEDIATE')}")
