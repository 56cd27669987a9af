"""The tables of a professional's work on an intake: who has it, what was decided, what was noted."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intake.crypto import EncryptedText
from intake.records.base import Base
from intake.records.conversations import OWNED, ConversationRow


class IntakeRow(Base):
    """A conversation as professionals see it: finished, or with a signal that can't wait."""

    __tablename__ = "intakes"
    __table_args__ = (Index("ix_intakes_list", "status", "urgent", "gemaakt_op"),)

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True)
    status: Mapped[str] = mapped_column(Text, default="nieuw")  # nieuw, in_behandeling, beoordeeld, afgesloten
    toegewezen_aan: Mapped[str | None] = mapped_column(ForeignKey("staff.id", ondelete="SET NULL"), index=True)
    gemaakt_op: Mapped[datetime]
    urgent: Mapped[bool] = mapped_column(default=False)

    conversation: Mapped[ConversationRow] = relationship(back_populates="intake")
    decisions: Mapped[list["DecisionRow"]] = relationship(order_by="DecisionRow.id", cascade=OWNED, passive_deletes=True)
    notes: Mapped[list["NoteRow"]] = relationship(order_by="NoteRow.id", cascade=OWNED, passive_deletes=True)


class DecisionRow(Base):
    """What a professional thinks of one proposed element; the last one of an element counts."""

    __tablename__ = "decisions"
    __table_args__ = (Index("ix_decisions_conversation_id", "conversation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("intakes.conversation_id", ondelete="CASCADE"))
    element_id: Mapped[str] = mapped_column(Text)
    oordeel: Mapped[str] = mapped_column(Text)
    reden: Mapped[str | None] = mapped_column(EncryptedText)
    door: Mapped[str] = mapped_column(ForeignKey("staff.id"))
    op: Mapped[datetime]


class NoteRow(Base):
    """A professional's note on an intake."""

    __tablename__ = "notes"
    __table_args__ = (Index("ix_notes_conversation_id", "conversation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("intakes.conversation_id", ondelete="CASCADE"))
    tekst: Mapped[str] = mapped_column(EncryptedText)
    door: Mapped[str] = mapped_column(ForeignKey("staff.id"))
    op: Mapped[datetime]
