"""Talents and wishes for work in the client's own words: what is left of an answer without the words around it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.nlu.clauses import OTHER, Clause
from bot.nlu.matching import Span
from bot.nlu.normalise import fold
from bot.nlu.phrases import Found
from bot.nlu.tokens import Sentences
from bot.nlu.vocabulary import LONGEST_WORD
from intake.reading import ReadFact

TALENTS, WISH = "talenten", "werkwens"
LISTS = ("talent_na", "talent_na_bij_vraag", "talent_voor", "werkwens_na")
LONGEST, LONGEST_WISH, MOST_TALENTS = 8, 30, 12
OF_OTHERS = frozenset(("is", "heeft", "kan", "doet", "werkt", "helpt", "zijn", "hebben", "zeggen", "zegt", "vindt"))
ABOUT_SELF = frozenset(("ik", "kan", "mijn"))
# What is read as one of these is no talent.
NO_TALENT = frozenset(("aanspreeknaam", "leeftijdsgroep", "contactgegevens", "uitkering", "belemmeringen", "werksituatie", "migratie"))
DENIED = frozenset(("niet", "geen", "nooit", "niks"))
_WORD_BREAK = re.compile(r"[,;.\n!?/]")


class OwnWords:
    """Cuts talents and wishes out of answers and stories."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self._around = {fold(word) for word in words.get("omlijsting", ())}
        self._no_talent = {fold(word) for word in words.get("talent_niet", ())}

    def talents(self, sentences: Sentences, found: Found, clauses: Sequence[Clause], asked: bool) -> Iterator[ReadFact]:
        """Phrases behind "ik kan goed ..." anywhere, and every part of the answer when that was asked."""
        introduced = found["talent_na"]
        telling = self._telling(sentences, found) if asked else set()
        for part in self._parts(sentences):
            intro = [span for span in introduced if part[0] <= span[0] < part[1]]
            about = intro[-1][0] if intro else part[0]
            told = not OF_OTHERS.isdisjoint(sentences.norms[part[0] : part[1]])
            if told and any(clause.about(about, about + 1) == OTHER and clause.start <= about < clause.end for clause in clauses):
                continue
            behind = [
                span
                for span in found["talent_voor"]
                if part[0] < span[0] < part[1] and ABOUT_SELF & set(sentences.norms[part[0] : part[1]])
            ]
            extra = [span for span in found["talent_na_bij_vraag"] if part[0] == span[0]] if asked else []
            span = self._phrase(part, intro, behind, extra)
            denied = DENIED & set(sentences.norms[part[0] : part[1]])
            bare = asked and sentences.tokens[part[0]].sentence not in telling
            if denied or not (intro or behind or bare or self._continues(part, introduced, sentences)):
                continue
            yield from self._fact(TALENTS, sentences, self._trimmed(sentences, span), bool(intro or behind))

    def wish(self, sentences: Sentences, found: Found) -> Iterator[ReadFact]:
        """The answer to the question which work one wants, without its run-up."""
        end = next((place for place, token in enumerate(sentences.tokens) if token.sentence), len(sentences))
        start = 0
        if found["antwoord.weet_niet"] and end <= LONGEST:
            return
        while start < end and (behind := [stop for begin, stop in found["werkwens_na"] if begin == start]):
            start = max(behind)
        while end > start and sentences.norms[end - 1] in self._around and sentences.norms[end - 2 : end] != ["of", "bos"]:
            end -= 1
        if end > start and not all(token.form.isdigit() for token in sentences.tokens[start:end]):
            quote, begin, stop = sentences.quote(start, min(end, start + LONGEST_WISH) - 1)
            if says_something(quote):
                yield ReadFact(WISH, quote, quote, begin, stop)

    def _telling(self, sentences: Sentences, found: Found) -> set[int]:
        """The sentences that tell something else than a list of talents: they speak of somebody outside the run-ups."""
        spans = [*found["talent_na"], *found["talent_na_bij_vraag"], *found["talent_voor"]]
        covered = {place for start, end in spans for place in range(start, end)}
        return {token.sentence for place, token in enumerate(sentences.tokens) if token.norm in self._no_talent and place not in covered}

    def _parts(self, sentences: Sentences) -> Iterator[Span]:
        """The text cut at commas, sentence ends and the word "en"."""
        start = 0
        for place, token in enumerate(sentences.tokens):
            previous = sentences.tokens[place - 1] if place else token
            if place > start and (token.after_comma or token.sentence != previous.sentence or token.norm in ("en", "maar", "want")):
                yield start, place
                start = place + 1 if token.norm in ("en", "maar", "want") else place
        if start < len(sentences):
            yield start, len(sentences)

    def _phrase(self, part: Span, intro: Sequence[Span], behind: Sequence[Span], extra: Sequence[Span]) -> Span:
        start, end = part
        if behind:
            return start, behind[0][0]
        for span in (*intro, *extra):
            start = max(start, span[1])
        return start, end

    def _continues(self, part: Span, introduced: Sequence[Span], sentences: Sentences) -> bool:
        """ "... koken en bakken": the part goes on with what a part before began."""
        first = sentences.tokens[part[0]]
        started = [span for span in introduced if span[1] <= part[0] and sentences.tokens[span[0]].sentence == first.sentence]
        words = set(sentences.norms[part[0] : part[1]])
        if not started or words & (self._no_talent | OF_OTHERS):
            return False
        length = part[1] - part[0]
        return (length <= 2 and first.after_comma) or (length <= 3 and sentences.norms[part[0] - 1] == "en")

    def _trimmed(self, sentences: Sentences, span: Span) -> Span:
        start, end = span
        norms = sentences.norms
        while start < end and (
            norms[start] in self._around or (norms[start] in ("in", "het", "om", "te", "met") and end - start > 1 and norms[start] != "met")
        ):
            start += 1
        while end > start and norms[end - 1] in self._around:
            end -= 1
        return start, end

    def _fact(self, veld: str, sentences: Sentences, span: Span, introduced: bool) -> Iterator[ReadFact]:
        start, end = span
        words = sentences.norms[start:end]
        if (
            not words
            or (not introduced and (self._no_talent & set(words) or len(words) > LONGEST))
            or all(word.isdigit() for word in words)
        ):
            return
        quote, begin, stop = sentences.quote(start, min(end, start + LONGEST) - 1)
        if says_something(quote):
            yield ReadFact(veld, quote, quote, begin, stop)


def without_doubles(facts: Sequence[ReadFact]) -> list[ReadFact]:
    """The facts without talents that are something else: a name, an age, a number to call."""
    other = [fact for fact in facts if fact.veld in NO_TALENT]
    return [fact for fact in facts if fact.veld != TALENTS or not any(fact.start < each.end and each.start < fact.end for each in other)]


def says_something(quote: str) -> bool:
    """Whether there is a word in it: no letter repeated, no row of marks."""
    return any(len(word) <= LONGEST_WORD and len(set(fold(word))) > 1 for word in quote.split())


def phrase_lists(words: Mapping[str, Any]) -> Mapping[str, Sequence[str]]:
    """The lists that this part looks for."""
    return {name: words.get(name, ()) for name in LISTS}
