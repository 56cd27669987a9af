"""Which move a message makes beside answering: the patterns of moves.yml first, then the classifier. Knows no Rasa."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.nlu.move_patterns import Patterns, Spelling
from intake.reading import MOVES, Reading
from knowledge.models import Knowledge

# What is asked of the classifier's confidence: the best of five-fold cross-validation on data/nlu. A message that
# speaks of the talk itself is soon believed to be a move, a long one or one about something else hardly ever.
SOON = 0.5
HARDLY = 0.9
LONG = 14  # words
CORRECTION = "corrigeer"
TALK = "gesprek"  # the theme of fields that tell nothing about the client
NO = "nee"
YES_OR_NO = "ja_nee"  # in moves.yml: every question that "nee" answers
SENTENCE = re.compile(r"[.!?;\n]+")
CLAUSE = re.compile(r"[.!?;,:\n]+")


class MovePattern:
    """One entry of moves.yml: how a move is said, and when these words are none."""

    def __init__(self, entry: Mapping[str, Any], groups: Mapping[str, list[str]], spelling: Spelling) -> None:
        self.move: str = entry["zet"]
        self.not_at = frozenset(entry.get("niet_bij", ()))
        self._whole = Patterns(entry.get("heel", ()), groups)
        self._part = Patterns(entry.get("deel", ()), groups)
        self._not = Patterns(entry.get("niet", ()), groups)
        self._spelling = spelling

    def fits(self, words: str) -> bool:
        """Whether a sentence makes this move."""
        if self._not.stand_in(words):
            return False
        bare = self._spelling.without_fillers(words)
        return any(self._whole.are(form) or self._part.stand_in(form) for form in (words, bare))


class Moves:
    """Decides on moves, with the knowledge of which questions and words there are."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        lexicon = knowledge.lexicon["moves"]
        groups = lexicon["groepen"]
        self._spelling = Spelling(lexicon["spelling"], lexicon["vulwoorden"])
        self._patterns = [MovePattern(entry, groups, self._spelling) for entry in lexicon["zetten"]]
        self._answers = Patterns(lexicon["antwoorden"], groups)
        self._about_us = Patterns(lexicon["over_het_gesprek"], groups)
        self._alone = frozenset(lexicon["alleen_op_zich"])
        self._titles = {
            question.id: frozenset(self._spelling.words(choice.titel) for choice in question.keuzes)
            for question in knowledge.questions.values()
        }
        self._yes_or_no = frozenset(
            question.id for question in knowledge.questions.values() if any(choice.waarde == NO for choice in question.keuzes)
        )

    def settled(self, ranking: list[tuple[str, float]], reading: Reading, text: str, question: str | None) -> Reading:
        """The reading with its move filled in."""
        return replace(reading, intentie=self.decide(ranking, reading, text, question))

    def decide(self, ranking: list[tuple[str, float]], reading: Reading, text: str, question: str | None) -> str | None:
        """The move that the message makes, or None for a plain answer."""
        words = self._spelling.words(text)
        if not words:
            return "begrijp_niet" if "?" in text else None
        if words in self._titles.get(question or "", ()) or self._is_answer(words):
            return None
        if (said := self.said(text, question)) is not None:
            return said
        if reading.ingetrokken or reading.over:
            return CORRECTION
        return self._guessed(ranking, reading, words)

    def said(self, text: str, question: str | None) -> str | None:
        """The move that the words of moves.yml find in the message."""
        pieces = [self._spelling.words(piece) for piece in pieces_of(text)]
        for pattern in self._patterns:
            if self._is_answer_at(pattern, question):
                continue
            if any(pattern.fits(words) for words in (pieces[:1] if pattern.move in self._alone else pieces) if words):
                return pattern.move
        return None

    def _is_answer(self, words: str) -> bool:
        return self._answers.are(words) or self._answers.are(self._spelling.without_fillers(words))

    def _is_answer_at(self, pattern: MovePattern, question: str | None) -> bool:
        return question in pattern.not_at or (YES_OR_NO in pattern.not_at and question in self._yes_or_no)

    def _guessed(self, ranking: list[tuple[str, float]], reading: Reading, words: str) -> str | None:
        """The classifier's move, where it is sure enough and nothing was read that makes the message an answer."""
        name, confidence = ranking[0] if ranking else ("", 0.0)
        tells = any(self._knowledge.fields[fact.veld].thema != TALK for fact in reading.feiten)
        if name not in MOVES or (tells and name != CORRECTION):
            return None
        soon = self._about_us.stand_in(words) and not tells and words.count(" ") <= LONG
        return name if confidence >= (SOON if soon else HARDLY) else None


def pieces_of(text: str) -> Iterator[str]:
    """The message as a whole, its sentences, and what follows the last comma."""
    yield text
    sentences = [piece for piece in SENTENCE.split(text) if piece.strip()]
    if len(sentences) > 1:
        yield from sentences
