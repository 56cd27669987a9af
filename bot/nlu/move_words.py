"""The moves that the words of knowledge/lexicon/moves.yml find in a message, and the answers that look like moves."""

import re
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from bot.nlu.move_patterns import Patterns, Spelling
from knowledge.models import Knowledge

NO = "nee"
YES_OR_NO = "ja_nee"  # in moves.yml: every question that "nee" answers
SENTENCE = re.compile(r"[.!?;\n]+")


class MovePattern:
    """One entry of moves.yml: how a move is said, and when these words are none."""

    def __init__(self, entry: Mapping[str, Any], groups: Mapping[str, list[str]]) -> None:
        self.move: str = entry["zet"]
        self.not_at = frozenset(entry.get("niet_bij", ()))
        self._whole = Patterns(entry.get("heel", ()), groups)
        self._part = Patterns(entry.get("deel", ()), groups)
        self._not = Patterns(entry.get("niet", ()), groups)

    def fits(self, words: str, bare: str) -> bool:
        """Whether a sentence makes this move; `bare` are its words without fillers."""
        if self._not.stand_in(words):
            return False
        return any(self._whole.are(form) or self._part.stand_in(form) for form in (words, bare))


class MoveWords:
    """Finds moves by their words."""

    def __init__(self, knowledge: Knowledge) -> None:
        lexicon = knowledge.lexicon["moves"]
        groups = lexicon["groepen"]
        chat = knowledge.lexicon.get("spelling", {}).get("chat", {})
        written = chain(*(entry.get(kind, ()) for entry in lexicon["zetten"] for kind in ("heel", "deel")), *groups.values())
        self._spelling = Spelling({**chat, **lexicon["spelling"]}, lexicon["vulwoorden"], written)
        self._moves = [MovePattern(entry, groups) for entry in lexicon["zetten"]]
        self._answers = Patterns(lexicon["antwoorden"], groups)
        self._answers_at = {entry["vraag"]: Patterns(entry["patronen"], groups) for entry in lexicon["antwoorden_bij"]}
        self._new_at = {entry["vraag"]: Patterns(entry["niet"], groups) for entry in lexicon["verbeteren_bij"]}
        self._about_us = Patterns(lexicon["over_het_gesprek"], groups)
        self._after_comma = frozenset(lexicon["ook_na_komma"])
        self.alone = frozenset(lexicon["alleen_op_zich"])
        self.not_guessed = {entry["vraag"]: frozenset(entry["zetten"]) for entry in lexicon["niet_raden"]}
        asked = knowledge.questions.values()
        self._titles = {question.id: {self.words(choice.titel) for choice in question.keuzes} for question in asked}
        self._yes_or_no = {question.id for question in asked if any(choice.waarde == NO for choice in question.keuzes)}

    def words(self, text: str) -> str:
        """The words of a text in the spelling of the patterns."""
        return self._spelling.words(text)

    def are_answer(self, words: str, question: str | None) -> bool:
        """Whether the message is one that answers and never is a move: a bare yes, a number, the words on a button."""
        if words in self._titles.get(question or "", ()):
            return True
        here = [self._answers, *(self._answers_at[place] for place in self._places(question) if place in self._answers_at)]
        return any(patterns.are(form) for patterns in here for form in (words, self._spelling.without_fillers(words)))

    def are_correction(self, words: str, question: str | None) -> bool:
        """Whether somebody who tells something at this question corrects what the bot just showed."""
        return question in self._new_at and not self._new_at[question].stand_in(words)

    def speak_of_the_talk(self, words: str) -> bool:
        """Whether the words are about the bot, the question or the answers."""
        return self._about_us.stand_in(words)

    def move_in(self, text: str, question: str | None) -> str | None:
        """The first move of moves.yml that the message makes."""
        sentences = self._forms([text, *SENTENCE.split(text)])
        last_clause = self._forms([text.rpartition(",")[2]])
        for pattern in self._moves:
            if question in pattern.not_at:
                continue
            if pattern.move in self.alone:
                pieces = sentences[:1]
            else:
                pieces = [*sentences, *last_clause] if pattern.move in self._after_comma else sentences
            if any(pattern.fits(words, bare) for words, bare in pieces):
                return pattern.move
        return None

    def _forms(self, texts: Iterable[str]) -> list[tuple[str, str]]:
        """The words of each text, with and without fillers; once each, empty ones left out."""
        found = dict.fromkeys(words for text in texts if (words := self.words(text)))
        return [(words, self._spelling.without_fillers(words)) for words in found]

    def _places(self, question: str | None) -> tuple[str, ...]:
        """The names under which moves.yml speaks of a question."""
        if question is None:
            return ()
        return (question, YES_OR_NO) if question in self._yes_or_no else (question,)
