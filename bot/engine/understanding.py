"""The understanding of the trained model by itself: a text and the open question in, a reading out."""

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from bot.engine import agent as models
from bot.engine.safe_text import safe_text
from bot.settings import Settings
from intake.reading import Reading


class Understanding:
    """Reads texts with the same pipeline as a talk, without holding one."""

    def __init__(self, settings: Settings) -> None:
        self._agent = Agent.load(model_path=models.train(settings))

    async def read(self, text: str, question: str | None) -> Reading:
        """What the engine reads in `text` when `question` is open (None: nothing in particular)."""
        message = UserMessage(safe_text(text), metadata={"vraag": question})
        parsed = await self._agent.processor.parse_message(message)
        return Reading.from_dict(parsed["lezing"])
