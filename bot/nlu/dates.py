"""How long ago: "al 4 jaar", "een maand of tien", "sinds maart vorig jaar", "in 2015". In months before today."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel import Locale

from bot.nlu.normalise import fold
from bot.nlu.numbers import Number
from bot.nlu.phrases import Found
from bot.nlu.tokens import Sentences

MONTHS_IN = {"dag": 1 / 30, "week": 12 / 52, "maand": 1.0, "jaar": 12.0}
YEARS = range(1930, 2100)
# Just over and just under, so that "langer dan 3 jaar" falls on the right side.
A_LITTLE = 0.1


@dataclass(frozen=True)
class Duration:
    """A length of time up to today, and the words that say it."""

    months: float
    start: int
    end: int


class Dates:
    """Finds durations, and dates as durations up to today."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self._units = {fold(word): MONTHS_IN[unit] for unit, forms in words.get("eenheden", {}).items() for word in forms}
        self._since = {fold(word) for word in words.get("sinds", ())}
        self._long = {phrase: float(months) for phrase, months in words.get("lang", {}).items()}
        self._months = {fold(name): number for number, name in Locale("nl").months["format"]["wide"].items()}
        self._months |= {fold(name).strip("."): number for number, name in Locale("nl").months["format"]["abbreviated"].items()}
        self._seasons = {"voorjaar": 4, "lente": 4, "zomer": 7, "najaar": 10, "herfst": 10, "winter": 1, "kerst": 12}

    def phrases(self) -> dict[str, Sequence[str]]:
        """The lists that this part looks for."""
        return {f"lang.{phrase}": [phrase] for phrase in self._long}

    def words(self) -> Iterator[str]:
        yield from (*self._units, *self._months, *self._seasons)

    def find(self, sentences: Sentences, numbers: Sequence[Number], found: Found, today: date) -> list[Duration]:
        by_start = {number.start: number for number in numbers}
        durations = [duration for number in numbers if (duration := self._counted(sentences, number, by_start, found))]
        durations += self._dated(sentences, by_start, today)
        taken = {place for duration in durations for place in range(duration.start, duration.end)}
        for phrase, months in self._long.items():
            durations += [Duration(months, start, end) for start, end in found[f"lang.{phrase}"] if taken.isdisjoint(range(start, end))]
        return sorted(durations, key=lambda duration: duration.start)

    def _counted(self, sentences: Sentences, number: Number, by_start: Mapping[int, Number], found: Found) -> Duration | None:
        """A number with a unit behind it; "een maand of tien" has the unit in the middle."""
        norms = sentences.norms
        at = number.end
        if norms[at : at + 1] in (["a"], ["tot"], ["of"]) and at + 1 in by_start:
            return None
        if at >= len(norms) or norms[at] not in self._units:
            return None
        unit, value, end = self._units[norms[at]], number.value, at + 1
        if norms[end : end + 1] == ["per"] or (norms[end : end + 2] in (["in", "week"], ["in", "de"]) and unit < 1):
            return None
        if norms[end : end + 1] == ["of"] and end + 1 in by_start:
            value, end = by_start[end + 1].value, end + 2
        months = value * unit
        if any(start <= number.start and stop >= number.start and stop <= number.end for start, stop in found["meer"]):
            months += A_LITTLE
        if any(start <= number.start and stop >= number.start and stop <= number.end for start, stop in found["minder"]):
            months -= A_LITTLE
        return Duration(months, number.start, end)

    def _dated(self, sentences: Sentences, by_start: Mapping[int, Number], today: date) -> Iterator[Duration]:
        norms = sentences.norms
        for place, norm in enumerate(norms):
            month = self._months.get(norm) or self._seasons.get(norm)
            year = by_start[place].value if place in by_start and by_start[place].value in YEARS else None
            since = place > 0 and (
                norms[place - 1] in self._since or norms[place - 1] in {"in", "afgelopen", "vorige"} or place - 1 in by_start
            )
            if month and (since or place == 0):
                start, end, when = self._month(norms, place, month, by_start, today)
                yield Duration(max(_months_between(when, today), 0.0), start, end)
            elif year and since and norms[place - 1] not in self._months:
                yield Duration(max(_months_between(date(int(year), 7, 1), today), 0.0), place - 1, place + 1)

    def _month(self, norms: Sequence[str], place: int, month: int, by_start: Mapping[int, Number], today: date) -> tuple[int, int, date]:
        """A month with the year that is said or meant: the last one that has been."""
        start, end = place - 1 if place else 0, place + 1
        after = norms[end : end + 2]
        named = by_start.get(end)
        if named and named.value in YEARS:
            return start, end + 1, date(int(named.value), month, 1)
        if after in (["vorig", "jaar"], ["afgelopen", "jaar"]):
            return start, end + 2, date(today.year - 1, month, 1)
        if after == ["dit", "jaar"]:
            return start, end + 2, date(today.year, month, 1)
        year = today.year if month <= today.month else today.year - 1
        return start, end, date(year, month, 1)


def _months_between(then: date, today: date) -> float:
    return (today.year - then.year) * 12 + today.month - then.month + (today.day - then.day) / 31
