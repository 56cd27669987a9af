"""What the word lists find in a text: hits, each with the words that gave it. Whether a hit counts, is for context.py."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from bot.nlu.lexicon import Entry, Lexicon
from bot.nlu.matching import Match, Occurrences, PatternIndex

STORY = "verhaal"


@dataclass(frozen=True)
class Hit:
    """An entry found in the text."""

    entry: Entry
    match: Match

    @property
    def start(self) -> int:
        return self.match.start

    @property
    def end(self) -> int:
        return self.match.end

    @property
    def size(self) -> tuple[int, int]:
        return len(self.match.words()), self.end - self.start

    @property
    def about(self) -> str | None:
        """The field or signal; hits about the same one stand in each other's way where they share words."""
        return self.entry.veld or self.entry.signaal


class Terms:
    """Finds the entries of the word lists."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._entries = lexicon.entries
        self._dull = frozenset(lexicon.plain("herstel").get("zegt_niets", ()))
        self._index, self._excluded = PatternIndex(), PatternIndex(exact=True)
        for number, entry in enumerate(self._entries):
            for pattern in entry.patterns:
                self._index.add(pattern, number)
            for pattern in entry.excluded:
                self._excluded.add(pattern, number)
        self._index.build()
        self._excluded.build()

    def find(self, occurrences: Occurrences, question: str | None, also: Collection[str] = ()) -> list[Hit]:
        """Every entry that the text names and that may be read under this question.

        `also` are fields that may be read as if they were asked for: a correction can be about any of them.
        """
        asked = question or STORY
        found = [match for match in self._index.find(occurrences) if self._may_count(self._entries[match.owner], asked, also)]
        if also:
            norms = occurrences.sentences.norms
            found = [match for match in found if not self._dull.issuperset(norms[place] for place in match.words())]
        if not found:
            return []
        excluded: dict[int, list[Match]] = defaultdict(list)
        for match in self._excluded.find(occurrences):
            excluded[match.owner].append(match)
        return [Hit(self._entries[match.owner], match) for match in found if not _inside(match, excluded[match.owner])]

    def _may_count(self, entry: Entry, asked: str, also: Collection[str]) -> bool:
        return not entry.only_at or asked in entry.only_at or entry.veld in also


def _inside(match: Match, excluded: Iterable[Match]) -> bool:
    """Whether an excluded phrase touches the words of the match or lies in between them."""
    return any(other.start < match.end and match.start < other.end for other in excluded)


def longest(hits: Sequence[Hit]) -> list[Hit]:
    """Of hits of one field that share words only the longest; of one value the one with the most words."""
    taken: dict[str | None, set[int]] = defaultdict(set)
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: hit.size, reverse=True):
        words = hit.match.words()
        if taken[hit.about].isdisjoint(words):
            taken[hit.about] |= words
            kept.append(hit)
    return sorted(kept, key=lambda hit: (hit.start, hit.end))


def released(hits: Sequence[Hit], kept: Sequence[Hit], fallen: Sequence[Hit]) -> list[Hit]:
    """The hits that only stood back for a longer one that turned out not to count; not the same thing within it."""
    fell, before = {id(hit) for hit in fallen}, {id(hit) for hit in kept}
    standing: dict[str | None, set[int]] = defaultdict(set)
    freed: dict[str | None, set[int]] = defaultdict(set)
    denied: dict[tuple[str | None, str | None], set[int]] = defaultdict(set)
    for hit in kept:
        (freed if id(hit) in fell else standing)[hit.about] |= hit.match.words()
        if id(hit) in fell:
            denied[hit.about, hit.entry.waarde] |= hit.match.words()
    again = []
    for hit in hits:
        words = hit.match.words()
        if id(hit) in before or freed[hit.about].isdisjoint(words) or not standing[hit.about].isdisjoint(words):
            continue
        if denied[hit.about, hit.entry.waarde].isdisjoint(words):
            again.append(hit)
    return longest(again)
