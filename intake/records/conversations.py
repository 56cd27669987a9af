"""The tables of a conversation: what was said, what was understood, and how far the talk is."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intake.crypto import EncryptedText
from intake.records.base import Base, new_id

if TYPE_CHECKING:
    from intake.records.intakes import IntakeRow

OWNED = "all, delete-orphan"


class ConversationRow(Base):
    """One conversation with one client. Everything in it goes when it is erased."""

    __tablename__ = "conversations"
    __table_args__ = (Index("ix_conversations_eindigt_op", "eindigt_op"),)

    id: Mapped[str] = mapped_column(Text, primary_key=True, default=new_id)
    token_hash: Mapped[str] = mapped_column(Text)
    kanaal: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text, default="bezig")  # bezig, gepauzeerd, afgerond, gestopt
    begonnen_op: Mapped[datetime]
    laatst_actief_op: Mapped[datetime]
    afgerond_op: Mapped[datetime | None]
    eindigt_op: Mapped[datetime]
    open_vraag: Mapped[str | None] = mapped_column(Text)
    pogingen: Mapped[int] = mapped_column(default=0)
    eenvoudig: Mapped[bool] = mapped_column(default=False)
    wacht_op: Mapped[str | None] = mapped_column(Text)
    gesteld: Mapped[list[str]] = mapped_column(MutableList.as_mutable(JSON), default=list)
    beantwoord: Mapped[list[str]] = mapped_column(MutableList.as_mutable(JSON), default=list)
    overgeslagen: Mapped[list[str]] = mapped_column(MutableList.as_mutable(JSON), default=list)
    toestemming_op: Mapped[datetime | None]
    toestemming_versie: Mapped[str | None] = mapped_column(Text)
    gezondheid: Mapped[bool | None]
    referentie: Mapped[str | None] = mapped_column(Text, unique=True)
    uitnodiging: Mapped[str | None] = mapped_column(Text)

    # What a turn reads comes along at once, in one query a table; the rest when it is asked for.
    answers: Mapped[list["AnswerRow"]] = relationship(lazy="selectin", order_by="AnswerRow.nummer", cascade=OWNED, passive_deletes=True)
    facts: Mapped[list["FactRow"]] = relationship(lazy="selectin", order_by="FactRow.id", cascade=OWNED, passive_deletes=True)
    signals: Mapped[list["SignalRow"]] = relationship(lazy="selectin", order_by="SignalRow.id", cascade=OWNED, passive_deletes=True)
    intake: Mapped["IntakeRow | None"] = relationship(lazy="selectin", back_populates="conversation", cascade=OWNED, passive_deletes=True)
    messages: Mapped[list["MessageRow"]] = relationship(order_by="MessageRow.volgnummer", cascade=OWNED, passive_deletes=True)
    tracker_events: Mapped[list["TrackerEventRow"]] = relationship(
        order_by="TrackerEventRow.volgnummer", cascade=OWNED, passive_deletes=True
    )


def of_conversation() -> Mapped[str]:
    """The column that ties a row to its conversation; the database erases the row with it."""
    return mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))


class MessageRow(Base):
    """One message as it was shown: of the client, the bot or a professional."""

    __tablename__ = "messages"
    __table_args__ = (UniqueConstraint("conversation_id", "volgnummer"), UniqueConstraint("conversation_id", "bericht_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = of_conversation()
    volgnummer: Mapped[int]
    van: Mapped[str] = mapped_column(Text)  # client, bot, professional
    bericht_id: Mapped[str | None] = mapped_column(Text)
    tekst: Mapped[str] = mapped_column(EncryptedText)
    soort: Mapped[str | None] = mapped_column(Text)
    vraag: Mapped[str | None] = mapped_column(Text)
    keuzes: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    tijd: Mapped[datetime]
    antwoord_op: Mapped[int | None]  # the client's message that this one replies to
    resultaat: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # of a client's message: progress and status after it


class AnswerRow(Base):
    """What a client said to a question, as far as it may be kept."""

    __tablename__ = "answers"
    __table_args__ = (UniqueConstraint("conversation_id", "nummer"),)

    id: Mapped[str] = mapped_column(Text, primary_key=True, default=new_id)
    conversation_id: Mapped[str] = of_conversation()
    nummer: Mapped[int]
    vraag: Mapped[str] = mapped_column(Text)
    tekst: Mapped[str] = mapped_column(EncryptedText)
    tijd: Mapped[datetime]
    gecorrigeerd: Mapped[bool] = mapped_column(default=False)
    ongelezen: Mapped[bool] = mapped_column(default=False)

    @property
    def ref(self) -> str:
        """The answer's name in the summary (contract, section 4)."""
        return f"a{self.nummer}"


def of_answer() -> Mapped[str]:
    return mapped_column(ForeignKey("answers.id", ondelete="CASCADE"), index=True)


class FactRow(Base):
    """One thing a client told, with their own words; it is never changed, only ended and followed by another."""

    __tablename__ = "facts"
    __table_args__ = (Index("ix_facts_conversation_id", "conversation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = of_conversation()
    answer_id: Mapped[str] = of_answer()
    veld: Mapped[str] = mapped_column(Text)
    code: Mapped[str | None] = mapped_column(Text)
    tekst: Mapped[str | None] = mapped_column(EncryptedText)
    citaat: Mapped[str] = mapped_column(EncryptedText)
    sinds: Mapped[datetime]
    vervallen_op: Mapped[datetime | None]

    answer: Mapped[AnswerRow] = relationship()

    @property
    def waarde(self) -> str:
        """The code, or the client's words for a field of free text."""
        return self.code if self.code is not None else self.tekst or ""


class SignalRow(Base):
    """An urgent signal in what a client said."""

    __tablename__ = "signals"
    __table_args__ = (Index("ix_signals_conversation_id", "conversation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = of_conversation()
    answer_id: Mapped[str] = of_answer()
    code: Mapped[str] = mapped_column(Text)
    citaat: Mapped[str] = mapped_column(EncryptedText)
    tijd: Mapped[datetime]

    answer: Mapped[AnswerRow] = relationship()


class TrackerEventRow(Base):
    """One event of the dialogue engine, as JSON."""

    __tablename__ = "tracker_events"
    __table_args__ = (UniqueConstraint("conversation_id", "volgnummer"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = of_conversation()
    volgnummer: Mapped[int]
    event: Mapped[str] = mapped_column(EncryptedText)
