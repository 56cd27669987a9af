"""One turn of a talk, from message to replies: lock, understand, act, store, all in one transaction."""

import asyncio
import secrets
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.engine import agent as models
from bot.engine.choices import titles_of
from bot.engine.locks import LONGEST_WAIT
from bot.engine.safe_text import clean_text, safe_text
from bot.engine.services import Services
from bot.engine.turns import new_turn, understanding_context
from bot.knowledge_base import reader
from intake import consent, crypto, retention
from intake.next_question import progress
from intake.records.conversations import ConversationRow, MessageRow
from intake.turn import Bericht, Turn, new_row, under_way

BEGIN = {"text": "", "intent": {"name": "begin", "confidence": 1.0}, "entities": []}
WAIT_FOR_TURN = 0.02  # seconds between two looks at whether it is this message's turn


class ConversationNotFound(Exception):
    """No such conversation, or not with this token."""


@dataclass(frozen=True)
class Answer:
    """What a client gets back for a message (contract, section 2)."""

    berichten: list[dict[str, Any]]
    voortgang: dict[str, int]
    status: str


@dataclass(frozen=True)
class Begun:
    """A new conversation: its id, the only key to it, and the first messages."""

    id: str
    token: str
    answer: Answer


class Talk:
    """Holds conversations with the trained model; safe for any number of them at once in one event loop."""

    def __init__(self, services: Services) -> None:
        self.services = services
        reader()  # built now, so that the first client does not wait for it
        self.agent: Agent = models.load(services.settings)
        # A turn is work for the processor, not waiting: one at a time, so that SQLite never waits for itself.
        self._one_at_a_time = asyncio.Lock()

    async def begin(self, kanaal: str = "web", uitnodiging: str | None = None) -> Begun:
        """Start a conversation; the bot speaks first."""
        conversation_id, token = str(uuid.uuid4()), secrets.token_urlsafe(32)
        now = datetime.now(UTC)
        async with self._conversation(conversation_id) as session:
            row = new_row(conversation_id, crypto.keyed_hash(token), kanaal, now, uitnodiging)
            session.add(row)
            session.flush()
            turn = new_turn(self.services, row, "", now)
            await self._run(turn, UserMessage("", sender_id=conversation_id, parse_data=BEGIN))
            answer = self._close(session, turn, None)
        return Begun(conversation_id, token, answer)

    async def say(self, conversation_id: str, message_id: str, text: str | None = None, choice: str | None = None) -> Answer:
        """Take in one message and answer it; the same `message_id` again gives the same answer and changes nothing.

        Raises ConversationNotFound, UnknownChoice.
        """
        async with self._conversation(conversation_id) as session:
            row = locked(session, conversation_id)
            earlier = session.scalar(select(MessageRow).where(MessageRow.conversation_id == row.id, MessageRow.bericht_id == message_id))
            if earlier is not None:
                return stored_answer(session, earlier)
            now = datetime.now(UTC)
            turn = new_turn(self.services, row, clean_text(text or ""), now)
            metadata = understanding_context(turn)
            if choice is not None:
                titles = titles_of(choice, last_said(session, row.id))
                turn.text = ", ".join(titles)
                metadata |= {"keuze": choice, "titels": titles}
            understood = safe_text(turn.text)
            if understood != turn.text:
                turn.say("te_lang")
                if not consent.may_keep_health(row):
                    turn.text = understood  # what was not read may speak of health
            client = client_message(row.id, last_number(session, row.id) + 1, message_id, row.open_vraag, now)
            session.add(client)
            await self._run(turn, UserMessage(understood, sender_id=row.id, metadata=metadata))
            return self._close(session, turn, client)

    async def withdraw(self, conversation_id: str) -> None:
        """Erase everything about a conversation (art. 17 AVG). Raises ConversationNotFound."""
        async with self._conversation(conversation_id) as session:
            retention.erase(session, locked(session, conversation_id), oorsprong="web", actor="client")

    @asynccontextmanager
    async def _conversation(self, conversation_id: str) -> AsyncIterator[Session]:
        """The conversation's place in the queue, and one transaction."""
        place = self.agent.lock_store.lock(conversation_id, lock_lifetime=LONGEST_WAIT, wait_time_in_seconds=WAIT_FOR_TURN)
        async with place, self._one_at_a_time:
            with self.services.store.session() as session:
                yield session

    async def _run(self, turn: Turn, message: UserMessage) -> None:
        """Let Rasa understand the message and run the actions of its rule on the turn."""
        message.output_channel = CollectingOutputChannel()
        before = under_way.set(turn)
        try:
            await self.agent.processor.handle_message(message)
        finally:
            under_way.reset(before)
        if turn.failure is not None:
            raise turn.failure

    def _close(self, session: Session, turn: Turn, client: MessageRow | None) -> Answer:
        """Store what was said and when the record ends; an emptied record keeps the bot's last words alone."""
        row = turn.row
        message_id = client.bericht_id if client else None
        if turn.forget:
            retention.empty(session, row, turn.now)
            client = client_message(row.id, 1, message_id, None, turn.now)
            session.add(client)
        elif client is not None and row.toestemming_op is not None:
            client.tekst, _ = consent.keepable(turn)
        session.flush()
        far = progress(row, turn.knowledge)
        answer = Answer([as_data(message) for message in turn.said], asdict(far), row.status)
        if client is not None:
            client.resultaat = {"voortgang": answer.voortgang, "status": answer.status}
        number = last_number(session, row.id)
        session.add_all(bot_message(row.id, number + place, message, turn.now, client) for place, message in enumerate(turn.said, start=1))
        row.laatst_actief_op = turn.now
        if not turn.forget:
            retention.set_end_date(row, self.services.keep_unfinished, self.services.keep_finished)
        return answer


def locked(session: Session, conversation_id: str) -> ConversationRow:
    """The conversation, held until this transaction ends: another process waits here for its turn (SQLite has one writer).

    Raises ConversationNotFound.
    """
    row = session.get(ConversationRow, conversation_id, with_for_update=True)
    if row is None:
        raise ConversationNotFound(conversation_id)
    return row


# Messages are counted and looked up, never loaded as a whole: a turn costs the same however long the talk.
def last_number(session: Session, conversation_id: str) -> int:
    return session.scalar(select(func.max(MessageRow.volgnummer)).where(MessageRow.conversation_id == conversation_id)) or 0


def last_said(session: Session, conversation_id: str) -> Sequence[MessageRow]:
    """What the bot said since the client's last message."""
    of_client = select(func.max(MessageRow.volgnummer)).where(MessageRow.conversation_id == conversation_id, MessageRow.van == "client")
    said = select(MessageRow).where(MessageRow.conversation_id == conversation_id, MessageRow.van == "bot")
    return session.scalars(said.where(MessageRow.volgnummer > func.coalesce(of_client.scalar_subquery(), 0))).all()


def client_message(conversation_id: str, number: int, message_id: str | None, question: str | None, now: datetime) -> MessageRow:
    """A message of the client, without its words: those come when it is known what may be kept."""
    return MessageRow(
        conversation_id=conversation_id, volgnummer=number, van="client", bericht_id=message_id, tekst="", vraag=question, tijd=now
    )


def bot_message(conversation_id: str, number: int, message: Bericht, now: datetime, client: MessageRow | None) -> MessageRow:
    return MessageRow(
        conversation_id=conversation_id,
        volgnummer=number,
        van="bot",
        tekst=message.tekst,
        soort=message.soort,
        vraag=message.vraag,
        keuzes=as_data(message)["keuzes"],
        tijd=now,
        antwoord_op=client.id if client else None,
    )


def as_data(message: Bericht) -> dict[str, Any]:
    """A message in the shape of the contract."""
    return {
        "tekst": message.tekst,
        "soort": message.soort,
        "vraag": message.vraag,
        "keuzes": [{"titel": keuze.titel, "waarde": keuze.waarde} for keuze in message.keuzes],
    }


def stored_answer(session: Session, client: MessageRow) -> Answer:
    """The answer that was given to this message before."""
    replies = session.scalars(select(MessageRow).where(MessageRow.antwoord_op == client.id).order_by(MessageRow.volgnummer)).all()
    result = client.resultaat or {}
    return Answer([message_data(message) for message in replies], result["voortgang"], result["status"])


def message_data(message: MessageRow) -> dict[str, Any]:
    """A stored message in the shape of the contract."""
    return {"tekst": message.tekst, "soort": message.soort, "vraag": message.vraag, "keuzes": message.keuzes}
