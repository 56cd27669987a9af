"""One reader on our own knowledge, on a fixed day."""

from datetime import date

import pytest

import knowledge
from bot.nlu.reader import Reader

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(knowledge.load(), lambda: TODAY)
