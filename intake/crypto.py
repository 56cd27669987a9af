"""Encryption of what clients tell, and keyed hashes to find things by without storing them. Knows no tables."""

import hashlib
import hmac
from base64 import urlsafe_b64decode
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Dialect, Text, TypeDecorator
from sqlalchemy.exc import DontWrapMixin


class NoKeyring(DontWrapMixin, RuntimeError):
    """An encrypted field is used in a process that has set no keys."""

    def __init__(self) -> None:
        super().__init__("No keys to read or write encrypted fields with: call intake.crypto.use(Keyring([...])) when the process starts.")


class WrongKey(DontWrapMixin, RuntimeError):
    """None of the keys opens what is stored: a key was removed too early, or the value was tampered with."""

    def __init__(self) -> None:
        super().__init__("None of the keys fits this encrypted field: is an older key missing from the settings?")


class InvalidKey(ValueError):
    """A text that is no Fernet key."""


class Keyring:
    """The keys of one installation, newest first: the first encrypts, all of them decrypt.

    A new first key therefore needs no downtime; see `intake.rotation` for when the old one may go.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys:
            raise InvalidKey("A keyring needs at least one key.")
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys])
        except ValueError as wrong:
            raise InvalidKey("A key has to be 32 bytes in url-safe base64, as Fernet.generate_key() makes them.") from wrong
        self._hash_keys = [hash_key(key) for key in keys]

    def encrypt(self, text: str) -> str:
        return self._fernet.encrypt(text.encode()).decode()

    def decrypt(self, stored: str) -> str:
        """Raises WrongKey."""
        try:
            return self._fernet.decrypt(stored.encode()).decode()
        except InvalidToken:
            raise WrongKey from None

    def rotated(self, stored: str) -> str:
        """The same text, encrypted with the first key. Raises WrongKey."""
        try:
            return self._fernet.rotate(stored.encode()).decode()
        except InvalidToken:
            raise WrongKey from None

    def hashes(self, value: str) -> list[str]:
        """The hash of a value under each key, that of the first key first."""
        return [hmac.new(key, value.encode(), hashlib.sha256).hexdigest() for key in self._hash_keys]


def hash_key(key: str) -> bytes:
    """A key for hashing, made from one for encryption so that neither tells anything about the other."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"startgesprek keyed hash").derive(urlsafe_b64decode(key))


_in_use: Keyring | None = None


def use(keyring: Keyring | None) -> Keyring | None:
    """Set the keys of this process (None takes them away) and return those used before."""
    global _in_use
    before, _in_use = _in_use, keyring
    return before


def keyring() -> Keyring:
    """The keys of this process. Raises NoKeyring."""
    if _in_use is None:
        raise NoKeyring
    return _in_use


def keyed_hash(value: str) -> str:
    """What is stored in place of a value that only has to be recognised (a token, an e-mail address)."""
    return keyring().hashes(value)[0]


def keyed_hashes(value: str) -> list[str]:
    """All hashes under which a value may be stored, for `column.in_(...)`: rows of before a new first key are found too."""
    return keyring().hashes(value)


def matches(value: str, stored_hash: str) -> bool:
    """Whether this is the value that was stored as a hash; takes equally long for any wrong value."""
    return any([hmac.compare_digest(found.encode(), stored_hash.encode()) for found in keyed_hashes(value)])


def pseudonym(row_id: str) -> str:
    """A short name for a record in logs and proofs, from which the record can't be found without the keys."""
    return pseudonyms(row_id)[0]


def pseudonyms(row_id: str) -> list[str]:
    """The names that a record may have in older lines too, one a key."""
    return [found[:16] for found in keyed_hashes(row_id)]


class EncryptedText(TypeDecorator[str]):
    """A text column of which the database only sees ciphertext."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else keyring().encrypt(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else keyring().decrypt(value)
