"""Cuts sentences into clauses, and says of each whom it is about, when, and whether it is only thought of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.nlu.dutch import dutch
from bot.nlu.normalise import fold
from bot.nlu.tokens import Sentences

SELF, OTHER = "zelf", "ander"
# "schulden?" repeats a question; it answers nothing.
SHORT_QUESTION = 2
# Longer words on -e before a person are adjectives ("alleenstaande vader").
LONG_ADJECTIVE = 4
# "ik ben mantelzorger van mijn man" is about the client: so near stands "ik".
NEAR = 3


@dataclass(frozen=True)
class Clause:
    """A part of a sentence with one subject. `opinion`: somebody else says or wants this of the client."""

    start: int
    end: int
    subject: str
    opinion: bool
    past: bool
    thought: bool
    wish: bool
    self_at: int | None = None
    other_at: int | None = None

    def about(self, start: int, end: int) -> str:
        """Whom these words of the clause are about: who was named last before them, else whom the whole clause is about."""
        if self.other_at is not None and self.other_at < start and (self.self_at is None or self.self_at >= end):
            return OTHER
        return self.subject


class Clauses:
    """Finds clauses with the words of context.yml."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        def words(name: str) -> frozenset[str]:
            return frozenset(fold(word) for word in context.get(name, ()))

        self._new, self._new_with_person = words("nieuw_deel"), words("nieuw_deel_met_persoon")
        self._self, self._other, self._persons = words("zelf"), words("ander"), words("personen")
        self._possessing, self._fears, self._feared = words("bezittend"), words("bang_dat"), words("gevreesd")
        self._whose, self._prepositions, self._saying = words("van_wie"), words("voorzetsels"), words("zeggen")
        self._past, self._present = words("verleden"), words("heden")
        self._only_thought, self._asks, self._asked = words("alleen_gedacht"), words("vraag_begint"), words("vraag_persoon")
        self._wish_beside, self._wish_with, self._with_article = words("wens_samen"), words("wens_met"), words("persoon_met_lidwoord")
        self._wishing, self._only = words("wens"), words("alleen_maar")
        self._dutch = dutch()

    def cut(self, sentences: Sentences) -> list[Clause]:
        clauses: list[Clause] = []
        norms = sentences.norms
        starts = self._starts(sentences)
        for start, end in zip(starts, [*starts[1:], len(norms)], strict=True):
            same = bool(clauses) and sentences.tokens[start].sentence == sentences.tokens[clauses[-1].start].sentence
            asks = sentences.tokens[start].sentence in sentences.questions
            clauses.append(self._clause(norms, start, end, clauses[-1] if same else None, asks))
        return clauses

    def _starts(self, sentences: Sentences) -> list[int]:
        starts: list[int] = []
        has_subject = False
        for place, token in enumerate(sentences.tokens):
            first = place == 0 or token.sentence != sentences.tokens[place - 1].sentence
            if first or self._begins(sentences, place, starts[-1], has_subject):
                starts.append(place)
                has_subject = False
            has_subject = has_subject or token.norm in self._self or self._about_other(sentences.norms, place, starts[-1])
        return starts

    def _begins(self, sentences: Sentences, place: int, start: int, has_subject: bool) -> bool:
        """Whether a new clause begins at this word."""
        norms = sentences.norms
        if place == start:
            return False
        here = sentences.tokens[place].sentence
        word, after = (
            norms[place],
            [norms[next_] for next_ in range(place + 1, min(place + 4, len(norms))) if sentences.tokens[next_].sentence == here],
        )
        if word in self._new:
            return not (word == "maar" and norms[place - 1] in self._only and not sentences.tokens[place].after_comma)
        person = self._person_at(norms, place + 1)
        if word in self._new_with_person and (person or not self._self.isdisjoint(after)):
            return True
        if sentences.tokens[place].after_comma and (self._person_at(norms, place) or self._has_verb([word, *after])):
            return True
        joined = norms[place - 1] in self._new_with_person or norms[place - 1] in self._new
        verb_before = self._is_verb(norms[place - 1])
        return word == "ik" and has_subject and not joined and not verb_before and place - start > 1

    def _is_verb(self, word: str) -> bool:
        return word in self._present or word in self._past or (bool(self._dutch.verbs(word)) and not self._dutch.is_noun(word))

    def _has_verb(self, words: Sequence[str]) -> bool:
        return any(word in self._present or word in self._past or word in self._self for word in words)

    def _person_at(self, norms: Sequence[str], place: int) -> bool:
        """Whether a subject stands here, with or without "mijn" in front of it, or right behind a verb ("en heb ik")."""
        here = norms[place : place + 3]
        if not here:
            return False
        if here[0] in self._self or here[0] in self._other or here[0] in {"je", "er", "het"}:
            return True
        if here[0] in self._whose:
            return any(word in self._persons for word in here[1:])
        return here[0] in self._persons or (len(here) > 1 and here[0] in self._present | self._past and here[1] in self._self)

    def belongs_to_other(self, sentences: Sentences, start: int, end: int) -> bool:
        """Whether the words from start to end are somebody else's: "zieke (moeder)", "schulden (van mijn ex)"."""
        tokens, norms = sentences.tokens, sentences.norms
        if end >= len(tokens) or tokens[end].after_comma or tokens[end].sentence != tokens[start].sentence:
            return False
        if not self._persons.isdisjoint(norms[start:end]):
            return False
        if norms[end] == "van" and self._self.isdisjoint(norms[max(start - NEAR, 0) : start]):
            return (
                norms[end + 1 : end + 2] != []
                and norms[end + 1] in self._possessing
                and norms[end + 2 : end + 3] != []
                and norms[end + 2] in self._persons
            )
        vague = norms[end] in self._with_article and not norms[end - 1].endswith("e")
        return norms[end] in self._persons and not vague

    def _about_other(self, norms: Sequence[str], place: int, start: int) -> bool:
        """Whether the word names somebody else as the one whom the clause is about."""
        word = norms[place]
        if word in self._other:
            return True
        if word not in self._persons:
            return False
        before = place - 1
        if word in self._with_article and before >= start and norms[before] not in self._whose:
            return False
        while before >= start and (norms[before] in self._whose or (norms[before].endswith("e") and len(norms[before]) > LONG_ADJECTIVE)):
            before -= 1
        return before < start or norms[before] not in self._prepositions

    def _clause(self, norms: Sequence[str], start: int, end: int, before: Clause | None, asks: bool) -> Clause:
        words = norms[start:end]
        subject = self._subject(norms, start, end, before)
        past = any(word in self._past or (self._dutch.is_past_tense(word)) for word in words)
        present = any(word in self._present for word in words)
        opinion = before is not None and before.subject == OTHER and words[0] in {"dat", "om"} and self._said(norms, before)
        thought = words[0] in self._only_thought and len(words) > 1 and self._person_at(norms, start + 1)
        if before is not None and words[0] == "dat" and norms[before.end - 1] in self._only_thought:
            thought = True
        if before is not None and words[0] == "dat" and norms[before.end - 1] in self._fears and not self._feared.isdisjoint(words):
            thought = True
        question = asks and ((words[0] in self._asks and bool(set(words[1:3]) & self._asked)) or len(words) <= SHORT_QUESTION)
        wish = any(word in self._wishing for word in words)
        wish = wish or not (self._wish_beside.isdisjoint(words) or self._wish_with.isdisjoint(words))
        if before is not None and before.wish and not self._has_verb(words) and subject == before.subject:
            wish = True
        places = range(start, end)
        self_at = next((place for place in places if norms[place] in self._self), None)
        other_at = (
            next((place for place in places if self._about_other(norms, place, start)), None) if subject == OTHER or self_at else None
        )
        return Clause(start, end, subject, opinion, past and not present, thought or question, wish, self_at, other_at)

    def _said(self, norms: Sequence[str], clause: Clause) -> bool:
        return any(word in self._saying for word in norms[clause.start : clause.end])

    def _subject(self, norms: Sequence[str], start: int, end: int, before: Clause | None) -> str:
        words = norms[start:end]
        if any(word in self._self for word in words):
            return SELF
        bare = words[0] in self._persons or (len(words) > 1 and words[1] in self._persons and words[0] not in self._whose)
        apposition = bare and (before is None or before.subject == SELF) and not self._has_verb(words)
        if not apposition and any(self._about_other(norms, place, start) for place in range(start, end)):
            return OTHER
        return before.subject if before and not self._speaks_of_self(words) else SELF

    def _speaks_of_self(self, words: Sequence[str]) -> bool:
        return any(word in {"ben", "heb", "wil", "zoek", "kan", "mijn", "me", "mij"} for word in words[:3])
