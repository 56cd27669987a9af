"""The knowledge and the reader of this process, made once: the engine and the understanding component share them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import knowledge
from bot.settings import Settings
from knowledge.models import Knowledge

if TYPE_CHECKING:
    from bot.nlu.reader import Reader


@cache
def knowledge_base() -> Knowledge:
    """Our knowledge with the municipality's own laid over it; raises KnowledgeError."""
    return knowledge.load(Settings().kennis)


@cache
def reader() -> Reader:
    """Reads Dutch with the knowledge of this process."""
    from bot.nlu.reader import Reader  # here, because the language libraries take seconds and few commands read

    return Reader(knowledge_base())
