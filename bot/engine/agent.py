"""The trained Rasa model: train it when it is missing or older than its data, load it."""

import hashlib
import sys
from contextlib import redirect_stdout
from pathlib import Path

from rasa.core.agent import Agent
from rasa.model_training import train as rasa_train

from bot.engine.local_actions import LocalActions
from bot.engine.locks import lock_store
from bot.engine.tracker_store import RecordTrackerStore
from bot.settings import ROOT, Settings

# What a model is made of: when any of this changes, it has to be trained again.
INGREDIENTS = ("config.yml", "domain.yml", "data", "bot/nlu/rasa_component.py", "bot/nlu/normalise.py")


def model_path(settings: Settings) -> Path:
    """Where the model of the present data lies, trained or not; its name is the fingerprint of what it is made of."""
    digest = hashlib.sha256()
    for name in INGREDIENTS:
        place = ROOT / name
        for file in sorted(place.rglob("*.yml")) if place.is_dir() else [place]:
            if file.exists():
                digest.update(file.relative_to(ROOT).as_posix().encode())
                digest.update(file.read_bytes())
    return settings.models / f"startgesprek-{digest.hexdigest()[:16]}.tar.gz"


def train(settings: Settings, force: bool = False) -> Path:
    """Train the model unless the one of the present data is there; returns its path.

    Raises RuntimeError when Rasa gives no model.
    """
    path = model_path(settings)
    if path.exists() and not force:
        return path
    settings.models.mkdir(parents=True, exist_ok=True)
    with redirect_stdout(sys.stderr):  # Rasa prints its progress; standard output belongs to the command
        result = rasa_train(
            domain=str(ROOT / "domain.yml"),
            config=str(ROOT / "config.yml"),
            training_files=[str(ROOT / "data")],
            output=str(settings.models),
            fixed_model_name=path.name.removesuffix(".tar.gz"),
            force_training=force,
        )
    if not result.model:
        raise RuntimeError("Het model kon niet worden getraind.")
    for old in settings.models.glob("startgesprek-*.tar.gz"):
        if old != path:
            old.unlink()
    return path


def load(settings: Settings) -> Agent:
    """The agent with our tracker store, our locks and the actions in this process."""
    return Agent.load(
        model_path=train(settings),
        tracker_store=RecordTrackerStore(),
        lock_store=lock_store(settings),
        action_endpoint=LocalActions(),
    )
