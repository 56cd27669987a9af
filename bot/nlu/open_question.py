"""A bare answer under the open question: ja, nee, geen, a button's number, a scale, one of the buttons' words (contract, rule 1)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.nlu.clauses import OTHER, Clause
from bot.nlu.lexicon import Entry, entry
from bot.nlu.normalise import fold
from bot.nlu.numbers import Number
from bot.nlu.phrases import Found
from bot.nlu.tokens import Sentences
from intake.reading import ReadFact
from knowledge.models import Knowledge, Question

ANSWERS = ("ja", "nee", "misschien", "geen", "weet_niet")
# What is left of an answer beside "nee" and words that change nothing, at most, for it to be bare.
SCALE = range(1, 11)
SCALE_REACH = 5


class OpenQuestion:
    """Reads answers that mean something only under the question that is open."""

    def __init__(self, knowledge: Knowledge, words: Mapping[str, Any], times: Mapping[str, Any]) -> None:
        self._knowledge = knowledge
        self._meaning: Mapping[str, Mapping[str, str]] = words.get("betekenis", {})
        self._bare_only = set(words.get("alleen_kaal", ()))
        self._filling = {fold(word) for word in words.get("opvulling", ())}
        self._with_number = {fold(word) for word in words.get("bij_nummer", ())}
        self._answers = {f"antwoord.{name}": words.get(name, ()) for name in ANSWERS}
        self._scales = {f"schaal.{veld}": said for veld, said in times.get("schaal", {}).items()}
        self._of_ten = {fold(word) for word in times.get("van_de_tien", ()) if word.isalpha()}

    def phrases(self) -> Mapping[str, Sequence[str]]:
        return {**self._answers, **self._scales}

    def words(self) -> Iterator[str]:
        """Words that stand around an answer, so that typing errors in them are seen."""
        yield from self._filling

    def button_entries(self) -> Iterator[Entry]:
        """The words on the buttons, which count only under their own question."""
        for question in self._knowledge.questions.values():
            for choice in question.keuzes:
                veld = self._field_of(question, choice.waarde)
                if veld and choice.titel.casefold() not in ("ja", "nee"):
                    options = {"verleden_telt": "ja", "misschien_telt": "ja", "ander_telt": "ja"}
                    yield entry(
                        {"veld": veld, "waarde": choice.waarde, "woorden": [choice.titel], "alleen_bij": [question.id], **options}, {}
                    )

    def _field_of(self, question: Question, value: str) -> str | None:
        for veld in question.velden:
            field = self._knowledge.fields[veld]
            source = self._knowledge.fields[field.waarden_uit] if field.waarden_uit else field
            if value in source.values or field.soort == "talen":
                return veld
        return None

    def by_number(
        self, sentences: Sentences, numbers: Sequence[Number], question: str | None, shown: Sequence[str] | None
    ) -> list[ReadFact]:
        """ "doe maar 2", "1 en 4": the buttons with these numbers, if the answer says nothing else."""
        asked = self._knowledge.questions.get(question or "")
        values = list(shown) if shown else [choice.waarde for choice in asked.keuzes] if asked else []
        counted = {place for number in numbers for place in range(number.start, number.end)}
        rest = [norm for place, norm in enumerate(sentences.norms) if place not in counted]
        if not asked or not values or not numbers or any(norm not in self._with_number for norm in rest):
            return []
        facts = []
        for number in numbers:
            if number.vague and (len(numbers) > 1 or len(sentences) > 1):
                continue
            if number.value not in range(1, len(values) + 1):
                return []
            value = values[int(number.value) - 1]
            if veld := self._field_of(asked, value):
                facts.append(ReadFact(veld, value, *sentences.quote(number.start, number.end - 1)))
        return facts

    def scales(
        self, sentences: Sentences, numbers: Sequence[Number], found: Found, clauses: Sequence[Clause], question: str | None
    ) -> Iterator[ReadFact]:
        """A number from 1 to 10 when a scale is asked for, or beside the word for it."""
        usable = [number for number in numbers if number.value in SCALE and not self._of_how_many(sentences, number)]
        clean = [number for number in usable if self._stands_alone(sentences, number)] or usable
        for name in self._scales:
            veld = name.removeprefix("schaal.")
            for number in usable:
                alone = question == veld and number in clean and not (number.vague and len(usable) > 1)
                if alone or self._beside(sentences, number, found[name], clauses):
                    yield ReadFact(veld, str(int(number.value)), *sentences.quote(number.start, number.end - 1))

    def _stands_alone(self, sentences: Sentences, number: Number) -> bool:
        """Whether nothing is counted: the 9 of "een 9 want ik heb 2 kinderen"."""
        if number.end == len(sentences):
            return True
        after = sentences.tokens[number.end]
        apart = after.after_comma or after.sentence != sentences.tokens[number.start].sentence
        return apart or after.norm in self._filling or after.norm in ("want", "omdat", "voor", "uit", "op", "a")

    def _of_how_many(self, sentences: Sentences, number: Number) -> bool:
        """The 10 of "8 van de 10"."""
        before = sentences.norms[max(number.start - 2, 0) : number.start]
        slash = number.start > 0 and "/" in sentences.text[sentences.tokens[number.start - 1].end : sentences.tokens[number.start].start]
        return number.value == SCALE[-1] and number.start > 0 and (slash or (bool(self._of_ten & set(before)) and before[0] != "is"))

    def _beside(self, sentences: Sentences, number: Number, spans: Sequence[tuple[int, int]], clauses: Sequence[Clause]) -> bool:
        clause = next(clause for clause in clauses if clause.start <= number.start < clause.end)
        near = [
            span
            for span in spans
            if clause.start <= span[0] < clause.end and min(abs(number.start - span[1]), abs(span[0] - number.end)) <= SCALE_REACH
        ]
        graded = sentences.norms[number.start - 1 : number.start] in (["een"], ["is"], ["n"], ["maar"], ["op"])
        return bool(near) and graded and not number.vague and clause.subject != OTHER

    def yes_or_no(self, sentences: Sentences, found: Found, question: str | None, answered: bool) -> list[ReadFact]:
        """What "ja", "nee" and their like mean here; nothing if the answer already says something for this question."""
        meaning = self._meaning.get(question or "")
        asked = self._knowledge.questions.get(question or "")
        if not meaning or not asked or not asked.velden or answered:
            return []
        every = [span for name in ANSWERS for span in found[f"antwoord.{name}"]]
        said = [(span, name) for name in meaning for span in found[f"antwoord.{name}"] if not _inside_longer(span, every)]
        if not said:
            return []
        (start, end), name = min(said, key=lambda each: (each[0][0], -(each[0][1] - each[0][0])))
        if len({name for _, name in said}) > 1 and start > 0 and "nee" in meaning and any(name == "nee" for _, name in said):
            (start, end), name = next(each for each in said if each[1] == "nee")
        if name == "ja" and found["klopt_niet"]:
            return []
        if question in self._bare_only and not self._bare(sentences, [span for span, _ in said]):
            return []
        return [ReadFact(asked.velden[0], meaning[name], *sentences.quote(start, end - 1))]

    def _bare(self, sentences: Sentences, said: Sequence[tuple[int, int]]) -> bool:
        """Whether the answer holds nothing beside these words and words that change nothing."""
        counted = {place for start, end in said for place in range(start, end)}
        return all(place in counted or norm in self._filling for place, norm in enumerate(sentences.norms))


def _inside_longer(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    """Whether this is a part of a longer answer: "niet" of "weet niet"."""
    return any(start <= span[0] and span[1] <= end and (start, end) != span for start, end in others)
