"""Logging: events with keys, and never a client's words."""

import logging
import sys
from typing import Any

import structlog

# Keys that may hold what somebody said or who they are; an event that has one of them by mistake loses it here.
FORBIDDEN = frozenset({"text", "tekst", "bericht", "citaat", "naam", "email", "telefoon", "token", "wachtwoord", "answer", "message"})


def drop_personal(logger: object, method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Leave out every key that may hold something personal."""
    return {key: value for key, value in event.items() if key not in FORBIDDEN}


def configure_logs() -> None:
    """Events as JSON on standard error. Rasa writes users' words at debug and info: its loggers start at warning."""
    structlog.configure(
        processors=[
            drop_personal,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
    )
    for name in ("rasa", "rasa_sdk", "apscheduler", "sanic", "matplotlib", "clinlp"):
        logging.getLogger(name).setLevel(logging.WARNING)
    if not sys.warnoptions:
        # Rasa is of 2022: with today's libraries it warns of what will once go away, and so do those that it brings.
        logging.captureWarnings(True)
        logging.getLogger("py.warnings").setLevel(logging.ERROR)


def get(name: str) -> structlog.typing.FilteringBoundLogger:
    """A logger; log `snake_case` events with keys, no sentences."""
    return structlog.get_logger(module=name)
