"""What all actions share: find the turn under way, act on it, and pass on what the bot says."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.engine import turns
from intake import ending, recording
from intake.turn import Bericht, Turn, under_way


class MoveAction(Action, ABC):
    """One move of a client. A subclass names the function of intake/ that carries it out.

    `after_the_end`: whether the move is still possible when the talk is finished or stopped. `facts_aside`: whether what
    the message tells beside the move is stored.
    """

    action: ClassVar[str]
    after_the_end: ClassVar[bool] = False
    facts_aside: ClassVar[bool] = False

    @staticmethod
    @abstractmethod
    def move(turn: Turn) -> None:
        """The function of intake/; Rasa registers only classes that have one."""

    def name(self) -> str:
        return self.action

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        with the_turn(tracker) as turn:
            said_before = len(turn.said)
            over = ending.OVER.get(turn.row.status)
            if over is not None and not self.after_the_end and not turn.waiting:
                over(turn)
            else:
                if self.facts_aside:
                    recording.store_aside(turn)
                type(self).move(turn)
            for message in turn.said[said_before:]:
                dispatcher.utter_message(text=message.tekst, buttons=buttons(message))
            return [SlotSet("open_vraag", turn.row.open_vraag)]


@contextmanager
def the_turn(tracker: Tracker) -> Iterator[Turn]:
    """The turn under way; with Rasa's own commands (`rasa shell`, `rasa run actions`) each action is a turn of its own."""
    running = under_way.get(None)
    if running is not None:
        running.reading = turns.reading_from(tracker.latest_message or {}, running.reading)
        yield running
        return
    with turns.stock_turn(tracker.sender_id, tracker.latest_message or {}) as turn:
        yield turn


def buttons(message: Bericht) -> list[dict[str, str]]:
    """The quick replies as Rasa's channels know them: pressing one sends its words."""
    return [{"title": keuze.titel, "payload": keuze.titel} for keuze in message.keuzes]
