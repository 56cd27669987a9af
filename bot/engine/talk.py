"""One turn of a talk, from message to replies: lock, understand, act, store, all in one transaction."""

import asyncio
import secrets
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.engine import agent as models
from bot.engine.safe_text import clean_text, safe_text
from bot.engine.services import Services
from bot.engine.turns import new_turn, understanding_context
from intake import consent, crypto, retention
from intake.next_question import progress
from intake.reading import MOVES
from intake.records.conversations import ConversationRow, MessageRow
from intake.turn import Bericht, Turn, new_row, under_way

BEGIN = {"text": "", "intent": {"name": "begin", "confidence": 1.0}, "entities": []}
WAIT_FOR_TURN = 0.02  # seconds between two looks at whether it is this message's turn


class ConversationNotFound(Exception):
    """No such conversation, or not with this token."""


class UnknownChoice(Exception):
    """A reply that the open question does not offer."""


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
            row = session.get(ConversationRow, conversation_id)
            if row is None:
                raise ConversationNotFound(conversation_id)
            earlier = session.scalar(select(MessageRow).where(MessageRow.conversation_id == row.id, MessageRow.bericht_id == message_id))
            if earlier is not None:
                return stored_answer(row, earlier)
            now = datetime.now(UTC)
            turn = new_turn(self.services, row, clean_text(text or ""), now)
            metadata = understanding_context(turn)
            if choice is not None:
                turn.text = self._title(row, choice)
                metadata |= {"keuze": choice, "titel": turn.text}
            client = MessageRow(
                volgnummer=len(row.messages) + 1, van="client", bericht_id=message_id, tekst="", keuzes=[], vraag=row.open_vraag, tijd=now
            )
            row.messages.append(client)
            await self._run(turn, UserMessage(safe_text(turn.text), sender_id=row.id, metadata=metadata))
            return self._close(session, turn, client)

    @asynccontextmanager
    async def _conversation(self, conversation_id: str) -> AsyncIterator[Session]:
        """The conversation's place in the queue, and one transaction."""
        async with self.agent.lock_store.lock(conversation_id, wait_time_in_seconds=WAIT_FOR_TURN), self._one_at_a_time:
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
            client = MessageRow(volgnummer=1, van="client", bericht_id=message_id, tekst="", keuzes=[], tijd=turn.now)
            row.messages.append(client)
        elif client is not None and row.toestemming_op is not None:
            client.tekst, _ = consent.keepable(turn)
        session.flush()
        far = progress(row, turn.knowledge)
        answer = Answer([as_data(message) for message in turn.said], asdict(far), row.status)
        if client is not None:
            client.resultaat = {"voortgang": answer.voortgang, "status": answer.status}
        for message in turn.said:
            row.messages.append(bot_message(message, len(row.messages) + 1, turn.now, client))
        row.laatst_actief_op = turn.now
        if not turn.forget:
            retention.set_end_date(row, self.services.keep_unfinished, self.services.keep_finished)
        return answer

    def _title(self, row: ConversationRow, choice: str) -> str:
        """The words on the button that was pressed, among those last shown; a move has no words of its own.

        Raises UnknownChoice.
        """
        shown = {keuze["waarde"]: keuze["titel"] for message in row.messages if message.van == "bot" for keuze in message.keuzes}
        titles = [shown.get(value.strip()) for value in choice.split(",")]
        if all(titles):
            return ", ".join(title for title in titles if title)
        if choice in MOVES:
            return choice
        raise UnknownChoice(choice)


def bot_message(message: Bericht, number: int, now: datetime, client: MessageRow | None) -> MessageRow:
    return MessageRow(
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


def stored_answer(row: ConversationRow, client: MessageRow) -> Answer:
    """The answer that was given to this message before."""
    replies = [message for message in row.messages if message.antwoord_op == client.id]
    result = client.resultaat or {}
    return Answer([message_data(message) for message in replies], result["voortgang"], result["status"])


def message_data(message: MessageRow) -> dict[str, Any]:
    """A stored message in the shape of the contract."""
    return {"tekst": message.tekst, "soort": message.soort, "vraag": message.vraag, "keuzes": message.keuzes}
