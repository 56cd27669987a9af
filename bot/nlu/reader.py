"""Reads Dutch as people write it: a text and the open question in, facts and signals with the client's own words out.

This is the way through the parts: words, word lists, context, numbers and times, the open question, repairs. It holds no
rule of its own and knows no Rasa.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from bot.nlu import contact, languages, lexicon, names, own_words
from bot.nlu.ages import AGE, Ages
from bot.nlu.clauses import Clause
from bot.nlu.context import Context, Judged, Status
from bot.nlu.dates import Dates
from bot.nlu.facts import Facts, one_of_each
from bot.nlu.health import Health
from bot.nlu.matching import Occurrences
from bot.nlu.numbers import Numbers
from bot.nlu.open_question import OpenQuestion
from bot.nlu.phrases import Found, Phrases
from bot.nlu.repairs import Repairs
from bot.nlu.terms import Hit, Terms, longest, released
from bot.nlu.tokens import Sentences
from bot.nlu.vocabulary import Vocabulary
from bot.nlu.work_time import WorkTime
from intake.reading import ReadFact, Reading
from knowledge.models import Knowledge


class Reader:
    """Reads messages; the same words always give the same reading, and no text makes it fail."""

    def __init__(self, knowledge: Knowledge, today: Callable[[], date] = date.today) -> None:
        self._knowledge = knowledge
        self._today = today
        words = lexicon.read(knowledge.lexicon)
        answers, times, speaking, repairing = (words.plain(name) for name in ("antwoorden", "tijd", "talen", "herstel"))
        self._numbers, self._dates, self._ages = Numbers(times.get("hoeveelheden", {})), Dates(times), Ages(times)
        self._work_time, self._open = WorkTime(times), OpenQuestion(knowledge, answers, times)
        self._own_words, self._repairs, self._health = own_words.OwnWords(answers), Repairs(repairing), Health(knowledge)
        self._phrases = Phrases(
            {
                **self._dates.phrases(),
                **self._work_time.phrases(),
                **self._ages.phrases(),
                **self._open.phrases(),
                **self._repairs.phrases(),
                **names.phrase_lists(answers),
                **own_words.phrase_lists(answers),
            }
        )
        words = replace(words, entries=(*words.entries, *languages.entries(speaking), *self._open.button_entries()))
        own = (self._numbers, self._dates, self._ages, self._open, self._phrases, words)
        self._vocabulary = Vocabulary((word for part in own for word in part.words()), words.spelling)
        self._names = names.Names(answers, self._vocabulary)
        self._terms, self._context, self._facts = Terms(words), Context(words.context), Facts(words.context, speaking)
        between = ("gat_stopt_bij", "tussenwerpsels", "alleen_maar")
        self._between = tuple(frozenset(words.context.get(name, ())) for name in between)
        several = ("codes", "teksten", "talen")
        self._single = frozenset(
            field.id for field in knowledge.fields.values() if field.soort not in several and field.id != contact.CONTACT
        )

    def read(self, text: str, question: str | None, shown: Sequence[str] | None = None) -> Reading:
        """What the text says while this question is open; `shown` are the values of its buttons in the order shown."""
        sentences = Sentences(text, self._vocabulary)
        if not sentences.tokens:
            return Reading()
        occurrences = Occurrences(sentences, *self._between)
        found = self._phrases.find(occurrences)
        hits = self._terms.find(occurrences, question, self._repairs.may_be_about(found))
        clauses = self._context.clauses(sentences)
        judged = self._judge([hit for hit in hits if not hit.entry.gevoelig], sentences, clauses)
        read = [*self._read(sentences, found, clauses, judged, question, shown)]
        facts = [fact for fact in self._repairs.last_said(read, sentences, found) if not self._called_wrong(fact, sentences, found)]
        kept = one_of_each(facts, self._single)
        withdrawn = self._repairs.withdrawn(judged, kept, sentences, found)
        return Reading(
            feiten=kept,
            signalen=tuple(self._facts.signals(judged, sentences)),
            gevoelig=self._health.spans(hits, sentences),
            ingetrokken=withdrawn,
            over=self._repairs.about(kept, withdrawn, found),
        )

    def _judge(self, hits: Sequence[Hit], sentences: Sentences, clauses: Sequence[Clause]) -> list[Judged]:
        """The longest hits, judged; where one doesn't count, what it stood in the way of."""
        kept = longest(hits)
        judged = self._context.judge(kept, sentences, clauses)
        if fallen := [each.hit for each in judged if each.status is not Status.PRESENT]:
            judged += self._context.judge(released(hits, kept, fallen), sentences, clauses)
        return judged

    def _called_wrong(self, fact: ReadFact, sentences: Sentences, found: Found) -> bool:
        about_talk = self._knowledge.fields[fact.veld].thema == "gesprek"
        return not about_talk and self._repairs.called_wrong(fact, sentences, found)

    def _read(
        self,
        sentences: Sentences,
        found: Found,
        clauses: Sequence[Clause],
        judged: Sequence[Judged],
        question: str | None,
        shown: Sequence[str] | None,
    ) -> Iterator[ReadFact]:
        """Everything that any part reads, before repairs."""
        numbers, today = self._numbers.find(sentences), self._today()
        if chosen := self._open.by_number(sentences, numbers, question, shown):
            yield from chosen
            return
        facts = self._facts.facts(judged, sentences, question)
        durations = self._dates.find(sentences, numbers, found, today)
        counted = [number for number in numbers if not any(each.start <= number.start < each.end for each in durations)]
        facts += self._work_time.facts(sentences, numbers, durations, found, clauses, question)
        facts += self._ages.facts(sentences, numbers, found, clauses, question == AGE, today)
        facts += self._open.scales(sentences, counted, found, clauses, question)
        facts += contact.facts(sentences, numbers)
        facts += self._names.facts(sentences, found, question == names.NAME)
        facts += self._own_words.talents(sentences, found, clauses, question == own_words.TALENTS)
        facts = own_words.without_doubles(facts)
        if question == own_words.WISH:
            facts += self._own_words.wish(sentences, found)
        asked = self._knowledge.questions.get(question or "")
        answered = any(fact.veld in asked.velden for fact in facts) if asked else False
        yield from facts
        yield from self._open.yes_or_no(sentences, found, question, answered)

    def read_choice(self, question: str, choice: str, title: str) -> Reading:
        """What a pressed button says."""
        asked = self._knowledge.questions.get(question)
        for veld in asked.velden if asked else ():
            field = self._knowledge.fields[veld]
            if choice in field.values or field.soort in ("schaal", "talen") or field.waarden_uit:
                fact = ReadFact(veld, choice, title, 0, len(title))
                health = ((0, len(title)),) if self._health.is_health(veld, choice) else ()
                return Reading(feiten=(fact,), gevoelig=health)
        return Reading()
