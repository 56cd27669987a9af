"""How old somebody is: "34", "bijna 50", "begin zestig", "geboren in 1990", "volgende maand word ik 27"."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from bot.nlu.clauses import OTHER, Clause
from bot.nlu.normalise import fold
from bot.nlu.numbers import Number
from bot.nlu.phrases import Found
from bot.nlu.tokens import Sentences
from intake.reading import ReadFact

AGE = "leeftijdsgroep"
YOUNGEST, OLDEST = 14, 99
# "ik ben Yusuf, 34 jaar": so many words may stand between.
NEAR = 4
# "hoi, Daan hier, 19, ...": among the first words a number by itself is an age.
FIRST_WORDS = 8


def asked_otherwise(words: Sequence[str]) -> bool:
    """ "ja, zestien jaar" answers a question about something else than who is speaking."""
    return not {"ja", "nee"}.isdisjoint(words)


class Ages:
    """Finds the client's age."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self._lists: dict[str, Sequence[str]] = {
            "leeftijd_voor": words.get("leeftijd_voor", ()),
            "leeftijd_na": words.get("leeftijd_na", ()),
            "geen_leeftijd_na": words.get("geen_leeftijd_na", ()),
            "over_een_tijd": words.get("over_een_tijd", ()),
        }
        self._almost = {fold(word) for word in words.get("bijna", ())}
        self._born = {fold(word) for word in words.get("geboren", ())}
        self._part = {fold(word): int(years) for word, years in words.get("begin", {}).items() if " " not in word}
        self._decades = {fold(word): int(age) for word, age in words.get("tientallen", {}).items()}

    def phrases(self) -> Mapping[str, Sequence[str]]:
        return self._lists

    def words(self) -> Iterator[str]:
        yield from (*self._part, *self._decades, *self._born, *self._almost)

    def facts(
        self, sentences: Sentences, numbers: Sequence[Number], found: Found, clauses: Sequence[Clause], asked: bool, today: date
    ) -> Iterator[ReadFact]:
        for number in numbers:
            clause = next(clause for clause in clauses if clause.start <= number.start < clause.end)
            age = self._age(sentences, number, found, clause, asked, today)
            if age is not None and YOUNGEST <= age <= OLDEST:
                yield ReadFact(AGE, group(age), *sentences.quote(number.start, number.end - 1))
        for place, norm in enumerate(sentences.norms):
            if norm in self._decades and (asked or norm != "tiener"):
                yield ReadFact(AGE, group(self._decades[norm]), *sentences.quote(place, place))

    def _age(self, sentences: Sentences, number: Number, found: Found, clause: Clause, asked: bool, today: date) -> float | None:
        norms, start = sentences.norms, number.start
        before = norms[start - 1] if start > clause.start else ""
        after = norms[number.end : number.end + 2]
        if number.vague or before in ("geen", "niet") or (after[:1] == ["niet"] and not (len(after) > 1 and after[1].isdigit())):
            return None
        if number.value in range(today.year - OLDEST, today.year - YOUNGEST + 1):
            return self._from_year(sentences, number, clause, asked, today)
        if not YOUNGEST <= number.value <= OLDEST or clause.subject == OTHER or (clause.past and not asked):
            return None
        introduced = any(end == start or (end == start - 1 and before in self._almost) for _, end in found["leeftijd_voor"])
        followed = any(begin in (number.end, number.end + 1) for begin, _ in found["leeftijd_na"]) and before != "voor"
        introduced = introduced or self._corrected(norms, start)
        tokens = sentences.tokens
        years = norms[number.end : number.end + 1] == ["jaar"]
        behind = number.end + years
        pause = behind == len(tokens) or tokens[behind].after_comma or tokens[behind].sentence != tokens[start].sentence
        contrast = len(after) > 1 and after[0] == "niet"
        other = not pause and not contrast and any(begin == number.end for begin, _ in found["geen_leeftijd_na"])
        apart = tokens[start].after_comma and "ben" in norms[max(start - NEAR, 0) : start]
        beginning = tokens[start].after_comma and pause and 0 < start < FIRST_WORDS and not asked_otherwise(norms[:start])
        introduced = introduced or beginning or (apart and (pause or years))
        if (other and not followed) or not (introduced or followed or (asked and self._may_stand_alone(norms, number, years))):
            return None
        return self._said(number, norms, clause, found)

    def _corrected(self, norms: Sequence[str], start: int) -> bool:
        """ "geen 43 maar 46"."""
        return norms[start - 1 : start] == ["maar"] and start > 2 and norms[start - 2].isdigit() and norms[start - 3] in ("geen", "niet")

    def _may_stand_alone(self, norms: Sequence[str], number: Number, years: bool) -> bool:
        """Under the question a bare number is the age."""
        return years or number.end == len(norms) or norms[number.end] not in ("uur", "euro", "kinderen", "dagen", "maanden")

    def _said(self, number: Number, norms: Sequence[str], clause: Clause, found: Found) -> float:
        before = norms[number.start - 1] if number.start else ""
        if before in self._part and number.value % 10 == 0:
            return number.value + self._part[before]
        soon = any(clause.start <= start < clause.end for start, _ in found["over_een_tijd"]) and "word" in norms[clause.start : clause.end]
        if (
            before in self._almost
            or soon
            or before in ("onder", "tot")
            or norms[max(number.start - 2, 0) : number.start] == ["jonger", "dan"]
        ):
            return number.value - 1
        return number.value

    def _from_year(self, sentences: Sentences, number: Number, clause: Clause, asked: bool, today: date) -> float | None:
        """The age of who was born in a year; who has not had a birthday yet this year is a year younger, and we can't know."""
        words = sentences.norms[clause.start : number.start]
        born = any(word in self._born for word in words)
        of_year = words[-2:] in (["ben", "van"], ["ben", "uit"])
        born = born or "geboren" in sentences.norms[number.end : clause.end]
        words = [*words, *sentences.norms[number.end : clause.end]]
        if clause.subject == OTHER or not (
            of_year or (born and ("geboren" in words or asked)) or (asked and number.start - clause.start <= 2)
        ):
            return None
        return today.year - number.value


def group(age: float) -> str:
    """The code of an age."""
    if age < 27:
        return "tot_27"
    if age < 45:
        return "27_44"
    return "45_54" if age < 55 else "55_plus"
