"""Making a turn: the conversation's row, what was read, and what the bot is waiting for."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from bot.engine.services import Services, services
from bot.knowledge_base import reader
from intake import retention
from intake.asking import shown
from intake.pending import YES_OR_NO
from intake.reading import Reading
from intake.records.conversations import ConversationRow
from intake.turn import Turn, new_row


def new_turn(using: Services, row: ConversationRow, text: str, now: datetime) -> Turn:
    """A turn for this message; what the bot waited for is settled in it or forgotten, and a paused talk goes on."""
    turn = Turn(row, using.knowledge, using.house, now, text=text, reread=reader().read)
    turn.waiting, row.wacht_op = row.wacht_op, None
    if row.status == "gepauzeerd":
        row.status = "bezig"
        turn.resumed = True
    return turn


def understanding_context(turn: Turn) -> dict[str, Any]:
    """What understanding has to know about the moment: which question is open and which replies were shown."""
    question = YES_OR_NO if turn.waiting else turn.row.open_vraag
    replies = shown(turn, turn.question) if turn.question and not turn.waiting else ()
    return {"vraag": question, "getoond": [keuze.waarde for keuze in replies]}


def reading_from(latest_message: dict[str, Any], otherwise: Reading) -> Reading:
    """The reading that the understanding component left in Rasa's parse of the message."""
    found = latest_message.get("lezing")
    return Reading.from_dict(found) if found else otherwise


@contextmanager
def stock_turn(sender_id: str, latest_message: dict[str, Any]) -> Iterator[Turn]:
    """A turn for Rasa's own commands, which know no conversation of ours: one is made under the sender's name.

    They don't pass on which question is open, so the text is read again here.
    """
    using = services()
    now = datetime.now(UTC)
    with using.store.session() as session:
        row = session.get(ConversationRow, sender_id)
        if row is None:
            row = new_row(sender_id, token_hash=sender_id, kanaal="rasa", now=now)
            session.add(row)
        text = latest_message.get("text") or ""
        turn = new_turn(using, row, text, now)
        turn.reading = reader().read(text, understanding_context(turn)["vraag"])
        yield turn
        if turn.forget:
            retention.empty(session, row, now)
