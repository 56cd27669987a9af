"""Finds many patterns in one text at once. Knows patterns and places, not what they stand for.

Every pattern hangs on its rarest element; only patterns whose rarest element occurs are looked at.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from bot.nlu.patterns import Alternative, Element, Pattern
from bot.nlu.tokens import Sentences

# The words that `...` may stand for, at most.
WIDEST_GAP = 4
# A word repeated endlessly is no more said than a word repeated often.
MOST_PLACES = 40
# Words such as "gewoon" that may stand between any two words of a pattern, at most.
MOST_FILLERS = 2

Span = tuple[int, int]


@dataclass(frozen=True, eq=False, slots=True)
class Choices:
    """An element ready for finding: its single words as a set, its phrases apart. Known by identity, which is quick."""

    singles: frozenset[str]
    phrases: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """One pattern found: `owner` is whose it is, `parts` are the places of its elements, without what fills the gaps."""

    owner: int
    parts: tuple[Span, ...]

    @property
    def start(self) -> int:
        return self.parts[0][0]

    @property
    def end(self) -> int:
        return self.parts[-1][1]

    def words(self) -> frozenset[int]:
        """The places of the words that the pattern itself names."""
        return _words(self.parts)


@lru_cache(maxsize=10_000)
def _words(parts: tuple[Span, ...]) -> frozenset[int]:
    return frozenset(place for start, end in parts for place in range(start, end))


class Occurrences:
    """Where each word of the lists occurs in one text."""

    def __init__(
        self, sentences: Sentences, gap_stops: Collection[str], fillers: Collection[str] = (), before_only: Collection[str] = ()
    ) -> None:
        self.sentences = sentences
        self._fillers = [token.norm in fillers for token in sentences.tokens]
        self.by_key: dict[str, list[int]] = defaultdict(list)
        self.exact: dict[str, list[int]] = defaultdict(list)
        self._gap_stops, self._before_only = gap_stops, before_only
        self._spans: dict[Choices, list[Span]] = {}
        for place, token in enumerate(sentences.tokens):
            for key in token.word.keys:
                self.by_key[key].append(place)
                if "*" in key or key in token.word.exact:
                    self.exact[key].append(place)

    @cached_property
    def stops(self) -> list[int]:
        """Where no gap may pass: at the first word of a sentence and at words such as "maar", unless it means "only"."""
        tokens = self.sentences.tokens
        new = {after for after, (one, two) in enumerate(pairwise(tokens), start=1) if one.sentence != two.sentence}
        stops = {place for place, token in enumerate(tokens) if token.norm in self._gap_stops}
        only = {place for place in stops if place and tokens[place - 1].norm in self._before_only and not tokens[place].after_comma}
        return sorted(new | (stops - only))

    @cached_property
    def sentence_starts(self) -> set[int]:
        tokens = self.sentences.tokens
        return {after for after, (one, two) in enumerate(pairwise(tokens), start=1) if one.sentence != two.sentence}

    def spans(self, element: Choices, exact: bool) -> list[Span]:
        """The places of an element, in order; an element belongs to one index, so it is always asked for with the same `exact`."""
        known = self._spans.get(element)
        if known is None:
            places = self.exact if exact else self.by_key
            found = {(place, place + 1) for word in element.singles & places.keys() for place in places[word]}
            for phrase in element.phrases:
                if phrase[0] in places:
                    found.update(self._places(phrase, places))
            known = self._spans[element] = sorted(found)[:MOST_PLACES]
        return known

    def _places(self, phrase: Alternative, places: Mapping[str, list[int]]) -> Iterable[Span]:
        rest = [places.get(word, ()) for word in phrase[1:]]
        if not all(rest):
            return
        for place in places[phrase[0]]:
            end: int | None = place + 1
            for found in rest:
                end = next((after + 1 for after in self.next_to(end) if after in found), None) if end is not None else None
            if end is not None:
                yield place, end

    def next_to(self, end: int) -> Iterable[int]:
        """The places that count as right behind a word: the next one, and those behind words that say nothing."""
        for place in range(end, min(end + MOST_FILLERS + 1, len(self._fillers))):
            if place in self.sentence_starts:
                return
            yield place
            if not self._fillers[place] or self.sentences.tokens[place].after_comma:
                return

    def passable(self, start: int, end: int) -> bool:
        """Whether a gap may run from one place to another."""
        at = bisect_left(self.stops, start)
        return at == len(self.stops) or self.stops[at] > end


class PatternIndex:
    """Patterns by their rarest element."""

    def __init__(self, exact: bool = False) -> None:
        self._exact = exact
        self._patterns: list[tuple[Pattern, int]] = []
        self._choices: list[tuple[Choices, ...]] = []
        self._by_anchor: dict[str, list[int]] = {}

    def add(self, pattern: Pattern, owner: int) -> None:
        self._patterns.append((pattern, owner))

    def build(self) -> None:
        """To be called once, after the last pattern: chooses what each pattern hangs on."""
        use = Counter(alternative[0] for pattern, _ in self._patterns for element in pattern.elements for alternative in element)
        anchors: dict[str, list[int]] = defaultdict(list)
        for number, (pattern, _) in enumerate(self._patterns):
            rarest = min(pattern.elements, key=lambda element: sum(use[alternative[0]] for alternative in element))
            for first in {alternative[0] for alternative in rarest}:
                anchors[first].append(number)
        self._by_anchor = dict(anchors)
        known: dict[Element, Choices] = {}
        for pattern, _ in self._patterns:
            self._choices.append(tuple(known.setdefault(element, _choices(element)) for element in pattern.elements))

    def find(self, occurrences: Occurrences) -> list[Match]:
        places = occurrences.exact if self._exact else occurrences.by_key
        numbers = {number for key in places for number in self._by_anchor.get(key, ())}
        found: list[Match] = []
        for number in sorted(numbers):
            pattern, owner = self._patterns[number]
            chains = self._chains(pattern.gaps, self._choices[number], occurrences)
            found.extend(Match(owner, parts) for parts in chains)
        return found

    def _chains(self, gaps: Sequence[bool], elements: Sequence[Choices], occurrences: Occurrences) -> list[tuple[Span, ...]]:
        """Every way in which the elements follow each other, the tightest for each end."""
        places = []
        for element in elements:
            spans = occurrences.spans(element, self._exact)
            if not spans:
                return []
            places.append(spans)
        chains: list[tuple[Span, ...]] = [(span,) for span in places[0]]
        for spans, gap in zip(places[1:], gaps[1:], strict=True):
            tightest: dict[Span, tuple[Span, ...]] = {}
            for chain in chains:
                near = () if gap else set(occurrences.next_to(chain[-1][1]))
                for span in _following(spans, chain[-1][1], WIDEST_GAP if gap else MOST_FILLERS):
                    if occurrences.passable(chain[-1][1], span[0]) if gap else span[0] in near:
                        tightest[span] = max(tightest.get(span, chain), (*chain, span)[:-1], key=lambda each: each[0][0])
            chains = [(*chain, span) for span, chain in tightest.items()]
            if not chains:
                return []
        return chains


def _choices(element: Element) -> Choices:
    singles = frozenset(alternative[0] for alternative in element if len(alternative) == 1)
    phrases = tuple(alternative for alternative in element if len(alternative) > 1)
    return Choices(singles, phrases)


def _following(spans: list[Span], after: int, gap: int) -> Iterable[Span]:
    for at in range(bisect_left(spans, (after, 0)), len(spans)):
        if spans[at][0] > after + gap:
            return
        yield spans[at]
