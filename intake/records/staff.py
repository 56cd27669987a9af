"""The tables of the professionals: their accounts and the sessions in which they are signed in."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intake.crypto import EncryptedText
from intake.records.base import Base, new_id


class StaffRow(Base):
    """One professional. An account is made inactive, not removed: decisions keep pointing at who made them."""

    __tablename__ = "staff"

    id: Mapped[str] = mapped_column(Text, primary_key=True, default=new_id)
    naam: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(EncryptedText)
    email_hash: Mapped[str] = mapped_column(Text, unique=True)
    wachtwoord: Mapped[str] = mapped_column(Text)  # argon2 hash
    rol: Mapped[str] = mapped_column(Text)
    actief: Mapped[bool] = mapped_column(default=True)


class StaffSessionRow(Base):
    """One sign-in; the token itself is only with the professional."""

    __tablename__ = "staff_sessions"
    __table_args__ = (Index("ix_staff_sessions_verloopt_op", "verloopt_op"),)

    token_hash: Mapped[str] = mapped_column(Text, primary_key=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    gemaakt_op: Mapped[datetime]
    laatst_op: Mapped[datetime]
    verloopt_op: Mapped[datetime]

    staff: Mapped[StaffRow] = relationship(lazy="joined", innerjoin=True)
