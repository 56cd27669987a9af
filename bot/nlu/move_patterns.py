"""The patterns of knowledge/lexicon/moves.yml: plain words, with marks for gaps, choices and groups. Knows no moves.

A text becomes words without case, accents and marks, in common spelling, each followed by a space; a pattern becomes
a regular expression over that. How patterns are written stands at the top of moves.yml.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.nlu.dutch import dutch
from bot.nlu.normalise import fold

WORD = re.compile(r"[^\W_]+")
DRAWN_OUT = re.compile(r"(.)\1{2,}")
MARK = re.compile(r"\.\.\.|[\[\](|)^$]|<[^>]+>|[^\s\[\](|)^$<>]+")
SHORTEST = 4  # letters of a word in which a typing error is mended; of so short a one only two swapped letters
GAP = r"(?:\S+ ){0,4}"
ANY_WORD = r"\S+ "
NUMBER = r"\d+ "
OPENERS = {"(": ")", "[": ")?"}


def plain(text: str) -> str:
    """The text folded, with drawn-out letters cut short ("stoppp")."""
    return DRAWN_OUT.sub(r"\1\1", fold(text))


class Spelling:
    """Writes a text as the patterns expect it: chat spelling written out, typing errors in the patterns' words mended."""

    def __init__(self, variants: Mapping[str, str], fillers: Iterable[str], patterns: Iterable[str]) -> None:
        self._variants = {fold(variant): fold(usual) for variant, usual in variants.items()}
        self._fillers = frozenset(fold(word) for word in fillers)
        self._ours = sorted({word for pattern in patterns for word in WORD.findall(fold(pattern)) if len(word) >= SHORTEST})
        self._usual = lru_cache(maxsize=20_000)(self._usual_spelling)

    def words(self, text: str) -> str:
        """The words of a text in common spelling, each followed by a space."""
        found = (self._usual(word) for word in WORD.findall(plain(text)))
        return "".join(f"{word} " for word in found if word)

    def without_fillers(self, words: str) -> str:
        """The same words without those that change nothing about a move."""
        return "".join(f"{word} " for word in words.split() if word not in self._fillers)

    def _usual_spelling(self, word: str) -> str:
        if word in self._variants:
            return self._variants[word]
        if len(word) < SHORTEST or word in self._ours or dutch().knows(word):
            return word
        near = [ours for ours in self._ours if OSA.distance(word, ours, score_cutoff=1) == 1]
        if len(word) == SHORTEST:
            near = [ours for ours in near if sorted(ours) == sorted(word)]
        return near[0] if len(near) == 1 else word


class Patterns:
    """A list of patterns, tried together."""

    def __init__(self, patterns: Iterable[str], groups: Mapping[str, Iterable[str]]) -> None:
        choices = "|".join(f"(?:{expression(pattern, groups)})" for pattern in patterns)
        self._whole = re.compile(choices or r"(?!)")
        self._anywhere = re.compile(rf"(?:^|(?<= ))(?:{choices})" if choices else r"(?!)")

    def are(self, words: str) -> bool:
        """Whether one of the patterns is the whole of the words."""
        return self._whole.fullmatch(words) is not None

    def stand_in(self, words: str) -> bool:
        """Whether one of the patterns stands somewhere in the words."""
        return self._anywhere.search(words) is not None


def expression(pattern: str, groups: Mapping[str, Iterable[str]]) -> str:
    """The regular expression of one pattern."""
    parts: list[str] = []
    opened: list[str] = []
    for mark in MARK.findall(pattern):
        if mark == "...":
            parts.append(GAP)
        elif mark in OPENERS:
            parts.append("(?:")
            opened.append(OPENERS[mark])
        elif mark in ")]":
            parts.append(opened.pop())
        elif mark in "|^$":
            parts.append(mark)
        elif mark.startswith("<"):
            parts.append("(?:" + "|".join(word_expression(phrase) for phrase in groups[mark[1:-1]]) + ")")
        else:
            parts.append(word_expression(mark))
    return "".join(parts)


def word_expression(phrase: str) -> str:
    """One or more fixed words; `*` stands for the rest of a word or for any word, `#` for a number."""
    special = {"*": ANY_WORD, "#": NUMBER}
    return "".join(special.get(word) or re.escape(fold(word)).replace(r"\*", r"\S*") + " " for word in phrase.split())
