"""What all tests share."""

import os
from pathlib import Path

import pytest

import knowledge as knowledge_package
from knowledge.models import Knowledge

os.environ["RASA_TELEMETRY_ENABLED"] = "false"  # before Rasa is imported

pytest_plugins = ["tests.served"]


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The product's own knowledge, loaded once."""
    return knowledge_package.load()


@pytest.fixture(scope="session")
def trained_model() -> Path:
    """The trained model of the present data; kept between test runs, and trained again only when its data changed."""
    from bot.engine import agent
    from bot.settings import ROOT, Settings

    return agent.train(Settings(map=ROOT / "var" / "test-models"))
