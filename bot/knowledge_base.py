"""The knowledge and the reader of this process, made once: the engine and the understanding component share them."""

from functools import cache

import knowledge
from bot.nlu.reader import Reader
from bot.settings import Settings
from knowledge.models import Knowledge


@cache
def knowledge_base() -> Knowledge:
    """Our knowledge with the municipality's own laid over it; raises KnowledgeError."""
    return knowledge.load(Settings().kennis)


@cache
def reader() -> Reader:
    """Reads Dutch with the knowledge of this process."""
    return Reader(knowledge_base())
