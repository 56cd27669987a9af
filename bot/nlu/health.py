"""Which words speak about health, whatever they say of it and of whomever (art. 9 AVG)."""

from collections.abc import Sequence

from bot.nlu.terms import Hit
from bot.nlu.tokens import Sentences
from knowledge.models import Knowledge

HEALTH = "gezondheid"


class Health:
    """Finds the words that may not be kept without consent."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._fields = {
            field.id: {value.id for value in source.waarden if HEALTH in (field.bijzonder, value.bijzonder)}
            for field in knowledge.fields.values()
            for source in [knowledge.fields[field.waarden_uit] if field.waarden_uit else field]
        }

    def is_health(self, veld: str, waarde: str) -> bool:
        return waarde in self._fields.get(veld, ())

    def spans(self, hits: Sequence[Hit], sentences: Sentences) -> tuple[tuple[int, int], ...]:
        """Places in the text, without overlap."""
        found = [
            sentences.quote(hit.start, hit.end - 1)[1:]
            for hit in hits
            if hit.entry.gevoelig == HEALTH or (hit.entry.veld and self.is_health(hit.entry.veld, hit.entry.waarde or ""))
        ]
        joined: list[tuple[int, int]] = []
        for start, end in sorted(found):
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return tuple(joined)
