"""What all tables share: names of constraints, times in UTC, defaults that hold from the moment a row is made."""

import uuid
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import DateTime, Dialect, MetaData, TypeDecorator, event, inspect
from sqlalchemy.orm import DeclarativeBase

# Every constraint has a name, so that a migration can change it on any database.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcTime(TypeDecorator[datetime]):
    """A moment in UTC; SQLite keeps no time zone, so it is put back when the row is read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A time without a time zone can't be stored; use datetime.now(UTC).")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The parent of every table."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: UtcTime}  # noqa: RUF012 - SQLAlchemy reads it from the class


def new_id() -> str:
    """An id that says nothing and can't be guessed."""
    return str(uuid.uuid4())


@event.listens_for(Base, "init", propagate=True)
def set_defaults(target: Base, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    """Give a new row its defaults at once, not only when it is written: a turn reads what it has just made."""
    for name, default in defaults_of(type(target)):
        if name not in kwargs:
            kwargs[name] = default(None) if callable(default) else default


@cache
def defaults_of(row: type[Base]) -> list[tuple[str, Any]]:
    """The columns of a table that have a default, with the value or the function that makes one."""
    defaults = {name: column.default for name, column in inspect(row).columns.items()}
    return [(name, default.arg) for name, default in defaults.items() if default is not None and hasattr(default, "arg")]
