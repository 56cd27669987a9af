"""What all tests share."""

import pytest

import knowledge as knowledge_package
from knowledge.models import Knowledge

pytest_plugins = ["tests.served"]


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The product's own knowledge, loaded once."""
    return knowledge_package.load()
