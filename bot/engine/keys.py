"""The keys that encrypt what clients tell: from the settings, or one generated in the data folder for a try-out."""

import os
from pathlib import Path

from cryptography.fernet import Fernet

from bot.settings import Settings
from intake.crypto import Keyring


def keyring(settings: Settings) -> Keyring:
    """The keys of the settings, newest first; without any, the key of the data folder, made when it is not there."""
    named = [key.strip() for key in settings.sleutels.get_secret_value().split(",") if key.strip()]
    return Keyring(named or [own_key(settings.map / "sleutel")])


def own_key(path: Path) -> str:
    """The key in this file, which only its owner may read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(Fernet.generate_key().decode())
    return path.read_text().strip()
