"""The queue of one conversation: its messages are handled in the order in which they came, also by several processes."""

from contextlib import AbstractContextManager

from rasa.core.lock import TicketLock
from rasa.core.lock_store import InMemoryLockStore, LockStore, RedisLockStore
from redis import Redis
from redis.connection import parse_url

from bot.settings import Settings

LONGEST_WAIT = 10  # seconds until a place in the queue is given up: so long the place of a process that died is kept
ALONE = 5  # seconds that one change of a queue may take


def lock_store(settings: Settings) -> LockStore:
    """Queues within this process, or in Redis when several processes share the conversations."""
    if not settings.redis_url:
        return InMemoryLockStore()
    where = parse_url(settings.redis_url)
    return SharedLockStore(
        host=where.get("host", "localhost"),
        port=where.get("port", 6379),
        db=where.get("db", 0),
        password=where.get("password"),
        username=where.get("username"),
    )


def check(settings: Settings) -> None:
    """Raise what Redis raises when it is set and can't be reached."""
    if settings.redis_url:
        Redis.from_url(settings.redis_url, socket_connect_timeout=5).ping()


class SharedLockStore(RedisLockStore):
    """Rasa's queues in Redis, each changed by one process at a time.

    Rasa reads a queue, changes it and writes it back; two processes that did so at once gave out one place twice, or
    threw away a queue that the other had just joined.
    """

    def issue_ticket(self, conversation_id: str, lock_lifetime: float = LONGEST_WAIT) -> int:
        with self._alone(conversation_id):
            return super().issue_ticket(conversation_id, lock_lifetime)

    def update_lock(self, conversation_id: str) -> None:
        with self._alone(conversation_id):
            super().update_lock(conversation_id)

    def cleanup(self, conversation_id: str, ticket_number: int) -> None:
        with self._alone(conversation_id):
            super().cleanup(conversation_id, ticket_number)

    def save_lock(self, lock: TicketLock) -> None:
        """Keep the queue no longer than anybody can be in it."""
        self.red.set(self.key_prefix + lock.conversation_id, lock.dumps(), ex=2 * LONGEST_WAIT)

    def _alone(self, conversation_id: str) -> AbstractContextManager[object]:
        return self.red.lock(f"{self.key_prefix}{conversation_id}:wijziging", timeout=ALONE, blocking_timeout=ALONE, sleep=0.002)
