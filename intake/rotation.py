"""Putting everything that is stored under a new first key, so that an old key can be thrown away."""

from sqlalchemy import Table, Text, bindparam, select, type_coerce, update
from sqlalchemy.orm import Session

from intake import crypto, staff
from intake.crypto import EncryptedText
from intake.records import Base
from intake.records.staff import StaffRow

BATCH = 500  # rows in memory at a time


def renew(session: Session) -> int:
    """Encrypt every field again with the first key, and return how many there were. Raises WrongKey.

    A client's token is stored only as a hash, so a conversation of before the new key is opened with the old one: keep that
    key in the settings until the longest retention period has passed since the change.
    """
    done = sum(renew_table(session, table) for table in Base.metadata.sorted_tables)
    for row in session.scalars(select(StaffRow)):
        row.email_hash = crypto.keyed_hash(staff.address(row.email))
    return done


def renew_table(session: Session, table: Table) -> int:
    """The encrypted columns of one table, read and written as the ciphertext that they are."""
    columns = [column for column in table.columns if isinstance(column.type, EncryptedText)]
    if not columns:
        return 0
    key = table.columns["id"]
    stored = select(key, *(type_coerce(column, Text()).label(column.name) for column in columns))
    change = (
        update(table).where(key == bindparam("row")).values({column: bindparam(f"new_{column.name}", type_=Text()) for column in columns})
    )
    ids = list(session.scalars(select(key)))
    done = 0
    for start in range(0, len(ids), BATCH):
        rows = session.execute(stored.where(key.in_(ids[start : start + BATCH]))).all()
        changes = [{"row": row.id, **{f"new_{column.name}": renewed(getattr(row, column.name)) for column in columns}} for row in rows]
        session.connection().execute(change, changes)
        done += sum(value is not None for fields in changes for name, value in fields.items() if name != "row")
    session.expire_all()
    return done


def renewed(stored: str | None) -> str | None:
    return None if stored is None else crypto.keyring().rotated(stored)
