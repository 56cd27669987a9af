"""Which move a message makes beside answering: the classifier's ranking, judged by what was read. Knows no Rasa."""

from dataclasses import replace

from intake.reading import MOVES, Reading
from knowledge.models import Knowledge

THRESHOLD = 0.5


class Moves:
    """Decides on moves."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def settled(self, ranking: list[tuple[str, float]], reading: Reading, text: str, question: str | None) -> Reading:
        """The reading with its move filled in."""
        return replace(reading, intentie=self.decide(ranking, reading, text, question))

    def decide(self, ranking: list[tuple[str, float]], reading: Reading, text: str, question: str | None) -> str | None:
        """The move that the message makes, or None for a plain answer."""
        name, confidence = ranking[0] if ranking else ("antwoord", 1.0)
        return name if name in MOVES and confidence >= THRESHOLD else None
