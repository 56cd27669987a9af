"""Rasa's tracker in our own database: encrypted, only what is new, without the client's words.

The facts of a talk live in the record; the dialogue is made of single-turn rules, so it needs to read back no more
than the events since the client's last message. That keeps the cost of a turn flat however long the talk.
"""

import json
from collections.abc import Iterable
from typing import Any

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import func, select
from sqlalchemy.orm import Session, object_session

from intake.records.conversations import TrackerEventRow
from intake.turn import Turn, under_way

ENOUGH = 12  # events; a turn writes at most that many (a message, two actions with their replies and slots)
WORDS = ("text", "parse_data", "data", "metadata")  # the parts of an event that can hold what somebody said


class RecordTrackerStore(TrackerStore):
    """Keeps the events of the conversation under way, in the transaction of its turn; erased with the conversation."""

    def __init__(self, domain: Domain | None = None) -> None:
        super().__init__(domain)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        latest = (
            select(TrackerEventRow)
            .where(TrackerEventRow.conversation_id == sender_id)
            .order_by(TrackerEventRow.volgnummer.desc())
            .limit(ENOUGH)
        )
        rows = list(reversed(list(the_session().scalars(latest))))
        if not rows:
            return None
        tracker = self.init_tracker(sender_id)
        for row in since_last_message(rows):
            event = Event.from_parameters(json.loads(row.event))
            if event is not None:
                tracker.update(event, self.domain)
        tracker.stored = len(tracker.events)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        session = the_session()
        events = list(tracker.events)
        new = events[getattr(tracker, "stored", 0) :]
        last = session.scalar(select(func.max(TrackerEventRow.volgnummer)).where(TrackerEventRow.conversation_id == tracker.sender_id)) or 0
        session.add_all(
            TrackerEventRow(conversation_id=tracker.sender_id, volgnummer=number, event=json.dumps(without_words(event.as_dict())))
            for number, event in enumerate(new, start=last + 1)
        )
        tracker.stored = len(events)

    async def keys(self) -> Iterable[str]:
        return list(the_session().scalars(select(TrackerEventRow.conversation_id).distinct()))


def the_session() -> Session:
    """The database session of the turn under way."""
    turn: Turn = under_way.get()
    session = object_session(turn.row)
    if session is None:
        raise RuntimeError("Een gespreksbeurt zonder transactie: begin de beurt met Talk.")
    return session


def since_last_message(rows: list[TrackerEventRow]) -> list[TrackerEventRow]:
    """The events that follow the listening before the client's last message."""
    starts = [place for place, row in enumerate(rows) if json.loads(row.event)["event"] == "user"]
    return rows[max(starts[-1] - 1, 0) :] if starts else rows


def without_words(event: dict[str, Any]) -> dict[str, Any]:
    """An event without anything that was said: what Rasa needs is which intent and which action."""
    bare = {key: value for key, value in event.items() if key not in WORDS}
    if event["event"] == "user":
        intent = (event.get("parse_data") or {}).get("intent", {})
        bare |= {"text": "", "parse_data": {"intent": {"name": intent.get("name")}, "entities": [], "text": ""}}
    if event["event"] == "bot":
        bare |= {"text": "", "data": {}, "metadata": {}}
    return bare
