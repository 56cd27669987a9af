"""Limits on how often one address or conversation may call; in memory, or in Redis when several processes serve."""

from collections.abc import Callable

from fastapi import HTTPException, Request
from limits import RateLimitItem, parse
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from bot.settings import Settings


class Limits:
    """Counts calls per kind and caller."""

    def __init__(self, settings: Settings) -> None:
        self._limiter = MovingWindowRateLimiter(storage_from_string(settings.redis_url or "memory://"))
        self._items: dict[str, RateLimitItem] = {
            "gesprekken": parse(f"{settings.gesprekken_per_uur}/hour"),
            "berichten": parse(f"{settings.berichten_per_minuut}/minute"),
            "inloggen": parse("10/minute"),
        }

    def hit(self, kind: str, caller: str) -> bool:
        """Count a call; False when it is one too many."""
        return self._limiter.hit(self._items[kind], kind, caller)


def limited(kind: str) -> Callable[[Request], None]:
    """A dependency that refuses with 429 when the caller of this kind of route comes too often."""

    def check(request: Request) -> None:
        caller = request.path_params.get("conversation_id") or (request.client.host if request.client else "")
        if not request.app.state.limits.hit(kind, caller):
            raise HTTPException(
                429, "Dat waren veel berichten achter elkaar. Wacht een minuut en probeer het dan opnieuw.", {"Retry-After": "60"}
            )

    return check
