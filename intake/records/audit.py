"""Who did what to which record, and when (BIO 8.15.01). Lines are added, never changed, and hold no personal data."""

from datetime import datetime

from sqlalchemy import Index, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from intake import crypto
from intake.records.base import Base

SYSTEM = "systeem"


class AuditRow(Base):
    """One line of the audit log: action, object, result, origin, actor and time."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_object", "object"), Index("ix_audit_tijd", "tijd"))

    id: Mapped[int] = mapped_column(primary_key=True)
    tijd: Mapped[datetime]
    actie: Mapped[str] = mapped_column(Text)
    object: Mapped[str] = mapped_column(Text)
    resultaat: Mapped[str] = mapped_column(Text)
    oorsprong: Mapped[str] = mapped_column(Text)
    actor: Mapped[str] = mapped_column(Text)


def reference(kind: str, row_id: str) -> str:
    """A name for a record that means nothing once the record is gone: `gesprek:9f2c...`."""
    return f"{kind}:{crypto.pseudonym(row_id)}"


def about(session: Session, kind: str, row_id: str) -> list[AuditRow]:
    """The lines about a record, the oldest first, also those of before a new first key."""
    names = [f"{kind}:{name}" for name in crypto.pseudonyms(row_id)]
    return list(session.scalars(select(AuditRow).where(AuditRow.object.in_(names)).order_by(AuditRow.id)))


def write(
    session: Session, *, actie: str, object: str, oorsprong: str, tijd: datetime, resultaat: str = "gelukt", actor: str = SYSTEM
) -> None:
    """Add a line; it is kept or lost with the transaction that it tells of.

    `object` is a `reference`, `oorsprong` where it came from ("web", "bewaartermijn"), `actor` a professional's id or `systeem`.
    """
    session.add(AuditRow(tijd=tijd, actie=actie, object=object, resultaat=resultaat, oorsprong=oorsprong, actor=actor))
