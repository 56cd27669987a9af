"""Reads Dutch as people write it: a text and the open question in, facts and signals with the client's own words out.

This is the way through the parts: words, word lists, context, facts. It holds no rule of its own and knows no Rasa.
"""

from collections.abc import Callable, Sequence
from datetime import date

from bot.nlu import lexicon
from bot.nlu.context import Context
from bot.nlu.facts import Facts, one_of_each
from bot.nlu.matching import Occurrences
from bot.nlu.terms import Terms
from bot.nlu.tokens import Sentences
from bot.nlu.vocabulary import Vocabulary
from intake.reading import ReadFact, Reading
from knowledge.models import Knowledge


class Reader:
    """Reads messages; the same words always give the same reading, and no text makes it fail."""

    def __init__(self, knowledge: Knowledge, today: Callable[[], date] = date.today) -> None:
        self._knowledge = knowledge
        self._today = today
        words = lexicon.read(knowledge.lexicon)
        self._vocabulary = Vocabulary(words.words(), words.spelling)
        self._terms = Terms(words)
        self._context = Context(words.context)
        self._facts = Facts(words.context)
        self._gap_stops = frozenset(words.context.get("gat_stopt_bij", ()))
        self._single = frozenset(field.id for field in knowledge.fields.values() if field.soort not in ("codes", "teksten", "talen"))

    def read(self, text: str, question: str | None, shown: Sequence[str] | None = None) -> Reading:
        """What the text says while this question is open; `shown` are the values of its buttons in the order shown."""
        sentences = Sentences(text, self._vocabulary)
        if not sentences.tokens:
            return Reading()
        hits = self._terms.find(Occurrences(sentences, self._gap_stops), question)
        health = [hit for hit in hits if hit.entry.gevoelig]
        judged = self._context.judge([hit for hit in hits if not hit.entry.gevoelig], sentences, self._context.clauses(sentences))
        return Reading(
            feiten=one_of_each(self._facts.facts(judged, sentences, question), self._single),
            signalen=tuple(self._facts.signals(judged, sentences)),
            gevoelig=tuple(sentences.quote(hit.start, hit.end - 1)[1:] for hit in health),
        )

    def read_choice(self, question: str, choice: str, title: str) -> Reading:
        """What a pressed button says."""
        asked = self._knowledge.questions.get(question)
        for veld in asked.velden if asked else ():
            field = self._knowledge.fields[veld]
            if choice in field.values or field.soort in ("schaal", "talen") or field.waarden_uit:
                return Reading(feiten=(ReadFact(veld, choice, title, 0, len(title)),))
        return Reading()
