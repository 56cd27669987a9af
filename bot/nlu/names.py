"""What somebody wants to be called: "ik heet Fatma", "zeg maar Mo", or just "Samira" when asked."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.nlu.dutch import dutch
from bot.nlu.matching import Span
from bot.nlu.normalise import fold
from bot.nlu.own_words import says_something
from bot.nlu.phrases import Found
from bot.nlu.tokens import Sentences
from bot.nlu.vocabulary import Vocabulary
from intake.reading import ReadFact

LONGEST_BARE = 5
NAME = "aanspreeknaam"
LONGEST = 6
LISTS = ("naam_na", "naam_na_ben", "naam_voor")


class Names:
    """Finds the name that the client gives."""

    def __init__(self, words: Mapping[str, Any], vocabulary: Vocabulary) -> None:
        self._titles = {fold(word) for word in words.get("aanhef", ())}
        self._particles = {fold(word) for word in words.get("tussenvoegsels", ())}
        self._none = {fold(word) for word in words.get("geen_naam", ())}
        self._vocabulary = vocabulary
        self._dutch = dutch()

    def facts(self, sentences: Sentences, found: Found, asked: bool) -> Iterator[ReadFact]:
        spans = [self._name_from(sentences, end) for _, end in found["naam_na"]]
        if not any(spans):
            spans += [span for _, end in found["naam_na_ben"] if (span := self._after_ben(sentences, end, asked))]
        if asked and not any(spans):
            spans += [self._name_from(sentences, 0, start) for start, _ in found["naam_voor"]]
        if asked and not any(spans):
            spans.append(self._bare(sentences))
        for span in spans:
            if span and (quote_ := sentences.quote(span[0], span[1] - 1)) and says_something(quote_[0]):
                quote, start, end = quote_
                yield ReadFact(NAME, quote, quote, start, end)

    def _name_from(self, sentences: Sentences, start: int, limit: int | None = None) -> Span | None:
        """The name that begins at this word: a capital goes on, as do "de" and "el"; small letters make one word."""
        tokens = sentences.tokens
        end = start
        if 0 < start < len(tokens) and (tokens[start].after_comma or tokens[start].sentence != tokens[start - 1].sentence):
            return None
        while end < min(len(tokens), start + LONGEST, limit if limit is not None else len(tokens)):
            token = tokens[end]
            typed = sentences.text[token.start : token.end]
            if end > start and (token.after_comma or token.sentence != tokens[start].sentence):
                break
            between = fold(typed) in self._titles | self._particles and end + 1 < len(tokens)
            if not between and (
                token.form in self._none or (end > start and not typed[0].isupper() and not self._follows(tokens[end - 1].form))
            ):
                break
            if not typed[0].isalpha():
                break
            end += 1
        while end > start and tokens[end - 1].form in self._particles | self._titles:
            end -= 1
        return (start, end) if end > start else None

    def _follows(self, before: str) -> bool:
        return before in self._titles or before in self._particles

    def _after_ben(self, sentences: Sentences, start: int, asked: bool) -> Span | None:
        """ "ik ben Olga": a name if that was asked, or if the word is no Dutch word and nothing in our lists."""
        span = self._name_from(sentences, start)
        if span is None:
            return None
        if asked:
            return span
        token = sentences.tokens[span[0]]
        capital = sentences.text[token.start].isupper()
        strange = not token.word.keys and not self._dutch.knows(token.form)
        last = span[1] == len(sentences) or sentences.tokens[span[1]].sentence != token.sentence
        goes_on = not last and (sentences.tokens[span[1]].after_comma or sentences.norms[span[1]] in ("ik", "en", "van", "uit"))
        return span if strange and token.norm == token.form and (capital or last or goes_on) and (last or goes_on) else None

    def _bare(self, sentences: Sentences) -> Span | None:
        """An answer that is nothing but a name, perhaps behind a greeting."""
        tokens = sentences.tokens
        start = 0
        while start < len(tokens) and tokens[start].form in self._none and len(tokens) - start > 1 and start < 2:
            start += 1
        rest = tokens[start:]
        if not rest or len(rest) > LONGEST_BARE or any(token.form in self._none and token.form not in self._particles for token in rest):
            return None
        if len(rest) > 2 and not any(sentences.text[token.start].isupper() for token in rest):
            return None
        return (start, len(tokens)) if all(sentences.text[token.start].isalpha() for token in rest) else None


def phrase_lists(words: Mapping[str, Any]) -> Mapping[str, Sequence[str]]:
    """The lists that this part looks for."""
    return {name: words.get(name, ()) for name in LISTS}
