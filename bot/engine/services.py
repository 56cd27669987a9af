"""What a process needs to hold talks, made once from the settings: knowledge, reader, database."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from bot.engine.keys import keyring
from bot.knowledge_base import knowledge_base
from bot.settings import Settings
from intake import crypto
from intake.store import Store
from intake.turn import House
from knowledge.models import Knowledge


@dataclass(frozen=True)
class Services:
    """The parts that every turn uses."""

    settings: Settings
    knowledge: Knowledge
    store: Store

    @property
    def house(self) -> House:
        return House(self.settings.gemeente, self.settings.telefoon)

    @property
    def keep_unfinished(self) -> timedelta:
        return timedelta(days=self.settings.bewaren_onaf_dagen)

    @property
    def keep_finished(self) -> timedelta:
        return timedelta(days=self.settings.bewaren_af_dagen)


def open_services(settings: Settings) -> Services:
    """Load the knowledge, open and migrate the database.

    Raises KnowledgeError, or what the database raises when it can't be reached.
    """
    crypto.use(keyring(settings))
    store = Store(settings.database)
    store.migrate()
    return Services(settings, knowledge_base(), store)


@cache
def services() -> Services:
    """The services of this process, from the environment; for Rasa's own commands, which start no engine of ours."""
    return open_services(Settings())
