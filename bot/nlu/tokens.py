"""A text as words with their places, in sentences. Quotes keep the client's spelling because every word knows its place."""

import re
from dataclasses import dataclass
from functools import cached_property

from bot.nlu.normalise import INVISIBLE, fold
from bot.nlu.vocabulary import Vocabulary, Word

# What is read of one message; nobody types more words than this, and the time that reading takes stays bounded.
MOST_WORDS = 1200
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{INVISIBLE}\u0300-\u036f]|['’](?=[^\W_]))*")
_SENTENCE_END = re.compile(r"[!?\n;…]|\.(?=\s|$|[.)])|[\U0001f300-\U0001faff]")
_ABBREVIATIONS = frozenset(
    ("bijv", "bv", "o", "a", "m", "n", "d", "w", "z", "evt", "dhr", "mevr", "mw", "nr", "ca", "incl", "excl", "max", "min", "etc", "s", "u")
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word: where it stands in the text, in which sentence, and what it may stand for."""

    start: int
    end: int
    form: str
    word: Word
    sentence: int
    after_comma: bool

    @property
    def norm(self) -> str:
        return self.word.norm


class Sentences:
    """A text cut into words and sentences."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self.text = text
        self.questions: set[int] = set()
        self.tokens = self._cut(vocabulary)

    def __len__(self) -> int:
        return len(self.tokens)

    def quote(self, first: int, last: int) -> tuple[str, int, int]:
        """The client's own words from one word up to another, and their place."""
        start, end = self.tokens[first].start, self.tokens[last].end
        return self.text[start:end], start, end

    @cached_property
    def norms(self) -> list[str]:
        return [token.norm for token in self.tokens]

    def _cut(self, vocabulary: Vocabulary) -> list[Token]:
        tokens: list[Token] = []
        sentence, end, previous = 0, 0, ""
        for found in _WORD.finditer(self.text):
            between = self.text[end : found.start()]
            stop = _SENTENCE_END.search(between) if tokens else None
            if stop and not (stop[0] == "." and previous in _ABBREVIATIONS):
                if "?" in between:
                    self.questions.add(sentence)
                sentence += 1
            comma = any(mark in between for mark in ",:()/") or " - " in between or " – " in between
            typed = fold(found.group())
            if not typed:
                continue
            for word in _words(typed, vocabulary):
                tokens.append(Token(found.start(), found.end(), typed, word, sentence, comma))
                comma = False
            end, previous = found.end(), typed
            if len(tokens) >= MOST_WORDS:
                break
        if tokens and "?" in self.text[end:]:
            self.questions.add(sentence)
        return tokens


def _words(typed: str, vocabulary: Vocabulary) -> list[Word]:
    spelled = vocabulary.spelled_out(typed)
    if len(spelled) == 1:
        word = vocabulary.word(typed)
        return [word] if " " not in word.norm else [vocabulary.word(part) for part in word.norm.split()]
    return [vocabulary.word(part) for part in spelled]
