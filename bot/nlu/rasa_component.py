"""The parts of Rasa's pipeline that are ours: words for the classifier, and the reader of knowledge/ with its verdict.

They only translate: what a text says is found in reader.py, which move it makes in intents.py.
"""

import re
import unicodedata
from dataclasses import replace
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.knowledge_base import knowledge_base, reader
from bot.nlu.intents import Moves
from intake.reading import MOVES, ReadFact, Reading

ANSWER = "antwoord"
SIGNAL = "signaal"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class DutchTokenizer(Tokenizer):
    """Words without case, accents and drawn-out letters; a question mark is a word of its own.

    All that makes a token stands in this class: Rasa takes a changed class, and only that, as a reason to train again.
    """

    WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?|\?")
    DRAWN_OUT = re.compile(r"(.)\1{2,}")

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
        }

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> "DutchTokenizer":
        return cls(config)

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        text = message.get(attribute)
        words = [Token(self.plain(match.group()), match.start(), match.end()) for match in self.WORD.finditer(text)]
        return words or [Token(text, 0)]

    def plain(self, word: str) -> str:
        letters = "".join(mark for mark in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(mark))
        return self.DRAWN_OUT.sub(r"\1\1", letters)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class DutchReader(GraphComponent):
    """Reads the message under the open question and settles which move it makes, given the classifier's ranking.

    The message's metadata say which question is open ("vraag"), which values were shown in order ("getoond"), and for
    pressed buttons their values ("keuze", with commas between them) and words ("titels"). The reading leaves as plain data under "lezing".
    """

    def __init__(self) -> None:
        self._moves = Moves(knowledge_base())

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> "DutchReader":
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing is learned here."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            reading = self._read(message)
            name = SIGNAL if reading.signalen else reading.intentie or ANSWER
            message.set("lezing", reading.to_dict(), add_to_output=True)
            message.set(INTENT, {"name": name, "confidence": 1.0}, add_to_output=True)
        return messages

    def _read(self, message: Message) -> Reading:
        """The reading with its move: of a pressed button what it stands for, of a text what its words say."""
        text, context = message.get(TEXT) or "", message.get("metadata") or {}
        question, choice = context.get("vraag"), context.get("keuze")
        if choice in MOVES:
            return Reading(intentie=choice)
        if choice is not None and question is not None:
            return pressed(question, choice.split(","), context.get("titels") or [text])
        ranking = [(intent["name"], float(intent["confidence"])) for intent in message.get("intent_ranking") or []]
        return self._moves.settled(ranking, reader().read(text, question, context.get("getoond")), text, question)


def pressed(question: str, values: list[str], titles: list[str]) -> Reading:
    """What the pressed buttons say together; their words stand in the message with a comma and a space between them."""
    facts: list[ReadFact] = []
    health: list[tuple[int, int]] = []
    start = 0
    for value, title in zip(values, titles, strict=True):
        said = reader().read_choice(question, value, title)
        facts += [replace(fact, start=fact.start + start, end=fact.end + start) for fact in said.feiten]
        health += [(first + start, last + start) for first, last in said.gevoelig]
        start += len(title) + len(", ")
    return Reading(feiten=tuple(facts), gevoelig=tuple(health))
