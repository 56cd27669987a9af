"""What is erased and when: at the end date, when a client withdraws, and at once where there is no consent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, inspect, select
from sqlalchemy.orm import Session, lazyload

from intake import crypto
from intake.records import audit
from intake.records.base import Base
from intake.records.conversations import AnswerRow, ConversationRow, FactRow, MessageRow, SignalRow, TrackerEventRow
from intake.records.intakes import DecisionRow, IntakeRow, NoteRow
from intake.records.staff import StaffSessionRow

UNFINISHED = timedelta(days=30)  # since the last message
FINISHED = timedelta(days=180)  # since the client finished
BARE = timedelta(days=1)  # long enough to answer a message that arrives twice

# Children before their parents. A test compares this with the tables that hang under a conversation.
CONTENT: Sequence[type[Base]] = (DecisionRow, NoteRow, IntakeRow, FactRow, SignalRow, AnswerRow, MessageRow, TrackerEventRow)


@dataclass(frozen=True)
class Erased:
    """The proof that a conversation was erased (or, in a preview, is about to be), without a trace of whose it was."""

    id: str
    soort: str  # afgerond, niet afgerond, zonder toestemming
    eindigde_op: datetime


def set_end_date(conversation: ConversationRow, unfinished: timedelta = UNFINISHED, finished: timedelta = FINISHED) -> None:
    """Say until when this conversation is kept; the caller sets its times first. A bare row keeps its own end."""
    if is_bare(conversation):
        return
    if conversation.status == "afgerond" and conversation.afgerond_op is not None:
        conversation.eindigt_op = conversation.afgerond_op + finished
    else:
        conversation.eindigt_op = conversation.laatst_actief_op + unfinished


def is_bare(conversation: ConversationRow) -> bool:
    """Whether this is what `empty` left: stopped, and nothing in it may be kept."""
    return conversation.status == "gestopt" and conversation.toestemming_op is None


def expired(session: Session, now: datetime) -> list[ConversationRow]:
    """The conversations past their end date, the oldest first; without what is in them."""
    past = select(ConversationRow).where(ConversationRow.eindigt_op <= now).order_by(ConversationRow.eindigt_op, ConversationRow.id)
    return list(session.scalars(past.options(lazyload("*"))))


def purge(session: Session, now: datetime, dry_run: bool = False) -> list[Erased]:
    """Erase every conversation past its end date, and say which those were; a dry run only says."""
    gone = expired(session, now)
    proof = [as_erased(conversation) for conversation in gone]
    if not dry_run:
        for conversation in gone:
            erase(session, conversation, now, oorsprong="bewaartermijn")
        session.execute(delete(StaffSessionRow).where(StaffSessionRow.verloopt_op <= now))
    return proof


def as_erased(conversation: ConversationRow) -> Erased:
    return Erased(crypto.pseudonym(conversation.id), kind(conversation), conversation.eindigt_op)


def kind(conversation: ConversationRow) -> str:
    """Which end date a conversation had, in the words of a proof of erasure."""
    if conversation.afgerond_op is not None:
        return "afgerond"
    return "zonder toestemming" if is_bare(conversation) else "niet afgerond"


def erase(
    session: Session,
    conversation: ConversationRow,
    now: datetime | None = None,
    oorsprong: str = "client",
    actor: str = audit.SYSTEM,
) -> None:
    """Delete a conversation and everything that hangs under it; all that stays is a line that it happened."""
    reference = audit.reference("gesprek", conversation.id)
    erase_content(session, conversation)
    session.delete(conversation)
    session.flush()
    audit.write(session, actie="gewist", object=reference, oorsprong=oorsprong, tijd=now or datetime.now(UTC), actor=actor)


def empty(session: Session, conversation: ConversationRow, now: datetime | None = None) -> None:
    """Delete all that a conversation holds but keep its bare row for a day, so that the client can still be answered."""
    now = now or datetime.now(UTC)
    erase_content(session, conversation)
    for name, value in BARE_VALUES.items():
        setattr(conversation, name, list(value) if isinstance(value, list) else value)
    conversation.laatst_actief_op = now
    conversation.eindigt_op = now + BARE
    session.flush()
    audit.write(session, actie="geleegd", object=audit.reference("gesprek", conversation.id), oorsprong="client", tijd=now)


# What `empty` leaves of a conversation beside its id, token, channel and times.
BARE_VALUES: dict[str, object] = {
    "status": "gestopt",
    "open_vraag": None,
    "pogingen": 0,
    "eenvoudig": False,
    "wacht_op": None,
    "gesteld": [],
    "beantwoord": [],
    "overgeslagen": [],
    "toestemming_op": None,
    "toestemming_versie": None,
    "gezondheid": None,
    "referentie": None,
    "uitnodiging": None,
    "afgerond_op": None,
}


def erase_content(session: Session, conversation: ConversationRow) -> None:
    """Delete every row under a conversation, also those that this transaction has just made."""
    session.flush()
    for table in CONTENT:
        session.execute(delete(table).where(inspect(table).columns["conversation_id"] == conversation.id))
    session.expire(conversation, [relation.key for relation in inspect(ConversationRow).relationships])
