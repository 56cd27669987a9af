"""Numbers in Dutch, in figures and in words: "34", "vierendertig", "negentienhonderdvijfenzestig", "6je"."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.nlu.normalise import fold
from bot.nlu.tokens import Sentences

_UNITS = (
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
)
_TENS = {20: "twintig", 30: "dertig", 40: "veertig", 50: "vijftig", 60: "zestig", 70: "zeventig", 80: "tachtig", 90: "negentig"}
_FIGURES = re.compile(r"(\d{1,9})(?:[a-z]{0,3}|plus)$")
_ENDLESS = 10**9


@dataclass(frozen=True)
class Number:
    """A number and the words that say it."""

    value: float
    start: int
    end: int
    # "een" is more often an article than a number.
    vague: bool = False


def _below_hundred() -> Iterator[tuple[str, int]]:
    for value, word in enumerate(_UNITS):
        yield word, value
    for tens, word in _TENS.items():
        yield word, tens
        for unit in range(1, 10):
            yield f"{_UNITS[unit]}en{word}", tens + unit
            yield f"{_UNITS[unit]}n{word}", tens + unit


def _words() -> Mapping[str, int]:
    small = dict(_below_hundred())
    found = dict(small)
    for word, value in small.items():
        found.setdefault(f"negentienhonderd{word}", 1900 + value)
        found.setdefault(f"tweeduizend{word}", 2000 + value)
        found.setdefault(f"tweeduizenden{word}", 2000 + value)
        if 20 <= value < 100:
            found.setdefault(f"negentien{word}", 1900 + value)
    return {**found, "honderd": 100, "duizend": 1000, "tweeduizend": 2000, "viertig": 40, "zestien": 16, "achtig": 80}


class Numbers:
    """Finds the numbers of a text."""

    def __init__(self, quantities: Mapping[str, str]) -> None:
        self._words = _words()
        self._quantities = {fold(word): float(value) for word, value in quantities.items()}

    def words(self) -> Iterator[str]:
        """Every word that is a number, so that typing errors in them are seen; "n" and its like are too short for that."""
        yield from (word for word in (*self._words, *self._quantities) if len(word) > 1)

    def find(self, sentences: Sentences) -> list[Number]:
        found: list[Number] = []
        place = 0
        while place < len(sentences):
            number = self._at(sentences, place)
            if number:
                found.append(number)
            place = number.end if number else place + 1
        return found

    def _at(self, sentences: Sentences, place: int) -> Number | None:
        token = sentences.tokens[place]
        if figures := _FIGURES.match(token.form):
            return self._decimal(sentences, place, min(int(figures[1]), _ENDLESS))
        for word in (token.form, token.norm):
            if word in self._words:
                return Number(self._words[word], place, place + 1, vague=word == "een")
            if word in self._quantities:
                return Number(self._quantities[word], place, place + 1, vague=True)
        return None

    def _decimal(self, sentences: Sentences, place: int, whole: int) -> Number:
        """ "1,5" is one number, "1, 5" two."""
        if place + 1 < len(sentences):
            this, after = sentences.tokens[place : place + 2]
            between = sentences.text[this.end : after.start]
            if between in (",", ".") and after.form.isdigit() and len(after.form) == 1:
                return Number(float(f"{whole}.{after.form}"), place, place + 2)
        return Number(whole, place, place + 1)
