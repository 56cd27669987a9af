"""Named lists of fixed phrases, all looked for at once. The parts that read numbers, names or answers ask it for theirs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from bot.nlu.lexicon import words_in
from bot.nlu.matching import Occurrences, PatternIndex, Span
from bot.nlu.patterns import parse

Found = Mapping[str, list[Span]]


class Phrases:
    """Finds the phrases of every list, as they are spelled."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._names = list(lists)
        self._patterns = [
            (number, pattern) for number, name in enumerate(self._names) for text in lists[name] for pattern in parse(text, {})
        ]
        self._index = PatternIndex(exact=True)
        for number, pattern in self._patterns:
            self._index.add(pattern, number)
        self._index.build()

    def words(self) -> Iterator[str]:
        """Every word of the lists, so that typing errors in them are seen."""
        yield from words_in(pattern for _, pattern in self._patterns)

    def find(self, occurrences: Occurrences) -> Found:
        """For every list its phrases in the text, in order; a phrase inside a longer one of the same list is not told."""
        found: dict[str, list[Span]] = defaultdict(list)
        for match in self._index.find(occurrences):
            found[self._names[match.owner]].append((match.start, match.end))
        return defaultdict(list, {name: _longest(spans) for name, spans in found.items()})


def _longest(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0] - span[1], span)):
        if not any(start < other_end and other_start < end for other_start, other_end in kept):
            kept.append((start, end))
    return sorted(kept)
