"""From a word as typed to the words of the lists that it may stand for: same word, other inflection, typing error, compound.

Knows words one by one; what stands around them is not its business.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rapidfuzz.distance import OSA

from bot.nlu.dutch import dutch
from bot.nlu.normalise import fold, undrawn

LONGEST_WORD = 40
# Shorter compounds are too often something else ("moedertaal" is no kind of "taal" in a list of problems).
SHORTEST_HEAD, SHORTEST_MODIFIER = 5, 3
# With these in front the rest is not the head of a compound: "ongezond" is no kind of "gezond".
NOT_A_MODIFIER = ("on", "be", "ge", "ver", "ont", "her", "mis", "wan", "anti", "ex", "oud", "niet", "schoon", "stief", "klein", "groot")
DIMINUTIVES = (("etje", ""), ("tje", ""), ("pje", ""), ("kje", "g"), ("je", ""))


@dataclass(frozen=True)
class Word:
    """What one typed word may stand for: its ordinary spelling, and the words of the lists that it matches.

    `exact` are the words of the lists that it is up to spelling; `keys` has other inflections and stars as well.
    """

    norm: str
    exact: frozenset[str]
    keys: frozenset[str]


class Vocabulary:
    """All words of the lists, and the way from a typed word to them."""

    def __init__(self, words: Iterable[str], spelling: Mapping[str, Any]) -> None:
        written = set(words)
        self._plain = {word for word in written if "*" not in word}
        self._prefixes = {word[:-1] for word in written if word.endswith("*") and not word.startswith("*") and len(word) > 1}
        self._suffixes = {word[1:] for word in written if word.startswith("*") and not word.endswith("*") and len(word) > 1}
        self._inside = {word[1:-1] for word in written if word.startswith("*") and word.endswith("*") and len(word) > 2}
        self._chat: dict[str, tuple[str, ...]] = {}
        for typed, meant in spelling.get("chat", {}).items():
            self._chat[fold(typed)] = tuple(fold(word) for word in meant.split())
        self._also = {fold(typed): tuple(fold(word) for word in meant) for typed, meant in spelling.get("ook", {}).items()}
        self._fixed = {fold(word) for word in spelling.get("vaste_vormen", ())}
        self._no_typo = {fold(word) for word in spelling.get("geen_typefout", ())}
        self._dutch = dutch()
        self._inflections = self._by_lemma()
        self._deletions = self._by_deletion()
        self.word = lru_cache(maxsize=50_000)(self._word)

    def spelled_out(self, typed: str) -> tuple[str, ...]:
        """The words that a chat spelling stands for: "kheb" is "ik heb"; any other word is itself."""
        return self._chat.get(typed, (typed,))

    def _by_lemma(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for word in self._plain:
            if word not in self._fixed and not self._dutch.is_past(word):
                for lemma in self._dutch.lemmas(word):
                    found[lemma].add(word)
        return found

    def _by_deletion(self) -> dict[str, list[str]]:
        """Words by what is left when one letter is dropped: two words one typing error apart share one of these."""
        found: dict[str, list[str]] = defaultdict(list)
        for word in self._plain | self._prefixes | {chat for chat in self._chat if len(chat) > 4}:
            if 3 <= len(word) <= 24 and word.isalpha():
                for left in {word, *_deletions(word)}:
                    found[left].append(word)
        return found

    def knows(self, word: str) -> bool:
        return word in self._plain or word in self._chat or word in self._no_typo or word.isdigit() or self._dutch.knows(word)

    def _word(self, typed: str) -> Word:
        if len(typed) > LONGEST_WORD:
            return Word(typed[:LONGEST_WORD], frozenset(), frozenset())
        norm = self._spelled_right(typed)
        forms = {typed, norm, *self._also.get(typed, ()), *self._also.get(norm, ())}
        exact = frozenset(form for form in forms if form in self._plain)
        keys = set(exact)
        for form in (typed, norm):
            keys.update(self._with_stars(form))
            if form not in self._fixed and not self._dutch.is_past(form):
                for lemma in self._dutch.lemmas(form):
                    keys.update(self._inflections.get(lemma, ()))
        if not exact and norm not in self._fixed:
            keys.update(self._shorter_forms(norm))
        return Word(norm, exact, frozenset(keys))

    def _with_stars(self, form: str) -> Iterable[str]:
        for end in range(2, len(form) + 1):
            if form[:end] in self._prefixes:
                yield form[:end] + "*"
            if form[-end:] in self._suffixes:
                yield "*" + form[-end:]
        if self._inside:
            yield from (f"*{part}*" for part in self._inside if part in form)

    def _shorter_forms(self, form: str) -> Iterable[str]:
        """The words of the lists that a diminutive or the head of a compound stands for."""
        single = form.removesuffix("s")
        for ending, instead in DIMINUTIVES:
            base = single.removesuffix(ending) + instead
            if single.endswith(ending) and len(base) >= 2 and base in self._plain:
                yield base
        if form.startswith(NOT_A_MODIFIER):
            return
        for start in range(SHORTEST_MODIFIER, len(form) - SHORTEST_HEAD + 1):
            if form[start:] in self._plain and form[start:] not in self._fixed:
                yield form[start:]
                return

    def _spelled_right(self, typed: str) -> str:
        if typed in self._chat and len(self._chat[typed]) == 1:
            return self._chat[typed][0]
        if self.knows(typed) or len(typed) < 3:
            return typed
        for shorter in undrawn(typed):
            if shorter in self._chat and len(self._chat[shorter]) == 1:
                return self._chat[shorter][0]
            if self.knows(shorter):
                return shorter
        if not typed.isalpha():
            return typed
        return self._without_typo(undrawn(typed)[0] if undrawn(typed) else typed)

    def _without_typo(self, typed: str) -> str:
        """The word of the lists that the unknown word most likely is; the word itself when none is near enough."""
        candidates = {word for left in (typed, *_deletions(typed)) for word in self._deletions.get(left, ())}
        best = min(((cost, word) for word in candidates if (cost := _cost(typed, word)) is not None), default=None)
        if best is None:
            return typed
        return best[1] if best[1] not in self._chat or best[1] in self._plain else " ".join(self._chat[best[1]])


def _deletions(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


def _cost(typed: str, word: str) -> tuple[int, int, int] | None:
    """How far a word is from what was typed, smaller is nearer; None when it is too far for a word this short."""
    distance = OSA.distance(typed, word, score_cutoff=2)
    shortest = min(len(typed), len(word))
    swapped = sorted(typed) == sorted(word)
    if distance > 1 and (shortest < 8 or distance > 2):
        return None
    if shortest < 4 and not (swapped and len(typed) == 3):
        return None
    if shortest == 4 and not swapped and (typed[0] != word[0] or typed[-1] != word[-1]):
        return None
    if shortest < 7 and typed[0] != word[0] and not swapped:
        return None
    return distance, 0 if typed[0] == word[0] else 1, 0 if swapped else 1
