"""Which move a message makes beside answering: the words of moves.yml first, then the classifier. Knows no Rasa."""

from dataclasses import replace

from bot.nlu.move_words import MoveWords
from intake.reading import MOVES, Reading
from knowledge.models import Knowledge

# What is asked of the classifier's confidence, tuned by cross-validation on data/nlu and on sentences it had not seen.
# A message that speaks of the talk itself is soon believed to be a move; one about something else is more likely an
# answer, the more so the longer it is.
SOON = 0.5
SHORT_ENOUGH = 0.8
HARDLY = 0.9
LONG = 14  # words
SHORT = 8  # words; no greeting or thanks is longer
CORRECTION = "corrigeer"
SIMPLER = "begrijp_niet"
TALK = "gesprek"  # the theme of fields that tell nothing about the client
FREE = ("tekst", "teksten")  # kinds of field that any words fill, so that they say nothing about what the message is

# A plain answer, and the moves beside which somebody may tell something of themselves.
TELLING = (None, "corrigeer", "groet", "bedankt")


class Moves:
    """Decides on moves, with the knowledge of which questions and words there are."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._words = MoveWords(knowledge)

    def settled(self, ranking: list[tuple[str, float]], reading: Reading, text: str, question: str | None) -> Reading:
        """The reading with its move filled in; a move about the talk itself tells nothing about the client."""
        move = self.decide(ranking, reading, text, question)
        return replace(reading, intentie=move, feiten=reading.feiten if move in TELLING else ())

    def decide(self, ranking: list[tuple[str, float]], reading: Reading, text: str, question: str | None) -> str | None:
        """The move that the message makes, or None for a plain answer.

        `ranking` are the classifier's intents with their confidence, the likeliest first.
        """
        words = self._words.words(text)
        if not words:
            return SIMPLER if "?" in text else None
        if self._words.are_answer(words, question):
            return None
        if (move := self._words.move_in(text, question)) is not None:
            return move
        told = frozenset(fact.veld for fact in reading.feiten if self._tells(fact.veld))
        taken_back = bool(reading.ingetrokken or reading.over)
        if (told or taken_back) and self._words.are_correction(words, question):
            return CORRECTION
        name, confidence = ranking[0] if ranking else ("", 0.0)
        if name not in MOVES or self._is_no_guess(name, words, question, told):
            return None
        soon = taken_back if name == CORRECTION and told else self._words.speak_of_the_talk(words) and not told
        length = words.count(" ")
        asked = SOON if soon and length <= LONG else SHORT_ENOUGH if length <= SHORT and not told else HARDLY
        return name if confidence >= asked else None

    def _is_no_guess(self, name: str, words: str, question: str | None, told: frozenset[str]) -> bool:
        """Whether the classifier is not to be believed here, however sure it is.

        `told` are the fields about the client that the message fills.
        """
        if name in self._words.not_guessed.get(question or "", ()):
            return True
        if name == CORRECTION:
            return bool(told & self._asked(question))
        return (name in self._words.alone and words.count(" ") > SHORT) or bool(told and not self._words.speak_of_the_talk(words))

    def _tells(self, veld: str) -> bool:
        """Whether a fact of this field shows that the client told something."""
        field = self._knowledge.fields[veld]
        return field.thema != TALK and field.soort not in FREE

    def _asked(self, question: str | None) -> frozenset[str]:
        """The fields that the open question asks for."""
        return frozenset(self._knowledge.questions[question].velden) if question and question in self._knowledge.questions else frozenset()
