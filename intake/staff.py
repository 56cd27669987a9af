"""Accounts of professionals: making one, checking a password, and the sessions of who is signed in."""

import secrets
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from intake import crypto
from intake.records.staff import StaffRow, StaffSessionRow

SHORTEST_PASSWORD = 12  # characters; length over rules about signs (NIST SP 800-63B, 3.1.1.2)
IDLE = timedelta(minutes=30)
WORKDAY = timedelta(hours=10)

_hasher = PasswordHasher()
# Compared with when there is no such account, so that an answer takes as long for any address.
_nobody = _hasher.hash(secrets.token_urlsafe())


class EmailTaken(Exception):
    """There is an account with this e-mail address already."""


class WeakPassword(Exception):
    """A password that is too short, or that holds its owner's address or name."""


def create(session: Session, *, naam: str, email: str, wachtwoord: str, rol: str) -> StaffRow:
    """Make an account. Raises EmailTaken, WeakPassword."""
    if by_email(session, email) is not None:
        raise EmailTaken
    staff = StaffRow(naam=naam.strip(), email=email.strip(), email_hash=crypto.keyed_hash(address(email)), wachtwoord="", rol=rol)
    set_password(session, staff, wachtwoord)
    session.add(staff)
    session.flush()
    return staff


def set_password(session: Session, staff: StaffRow, wachtwoord: str) -> None:
    """Replace a password and end every session that was opened with the old one. Raises WeakPassword."""
    if len(wachtwoord) < SHORTEST_PASSWORD or wachtwoord.casefold() in (address(staff.email), staff.naam.casefold()):
        raise WeakPassword
    staff.wachtwoord = _hasher.hash(wachtwoord)
    end_all(session, staff)


def by_email(session: Session, email: str) -> StaffRow | None:
    """The account with this address, however it is written in capitals."""
    return session.scalar(select(StaffRow).where(StaffRow.email_hash.in_(crypto.keyed_hashes(address(email)))))


def verify(session: Session, email: str, wachtwoord: str) -> StaffRow | None:
    """The account, if the password is right and the account is active; no answer tells which of these was wrong."""
    staff = by_email(session, email)
    right = is_password(staff.wachtwoord if staff else _nobody, wachtwoord)
    if staff is None or not right or not staff.actief:
        return None
    if _hasher.check_needs_rehash(staff.wachtwoord):
        staff.wachtwoord = _hasher.hash(wachtwoord)
    return staff


def is_password(stored: str, wachtwoord: str) -> bool:
    try:
        return _hasher.verify(stored, wachtwoord)
    except (VerificationError, InvalidHashError):
        return False


def deactivate(session: Session, staff: StaffRow) -> None:
    """Nobody signs in with this account any more, and who was signed in is not."""
    staff.actief = False
    end_all(session, staff)


def open_session(session: Session, staff: StaffRow, now: datetime, lasts: timedelta = WORKDAY) -> str:
    """Sign somebody in. The token is returned once and stored only as a hash."""
    token = secrets.token_urlsafe(32)
    session.add(
        StaffSessionRow(token_hash=crypto.keyed_hash(token), staff_id=staff.id, gemaakt_op=now, laatst_op=now, verloopt_op=now + lasts)
    )
    session.flush()
    return token


def find(session: Session, token: str, now: datetime, idle: timedelta = IDLE) -> StaffRow | None:
    """Who is signed in with this token, unless the session is over, was idle too long, or the account was closed."""
    found = session.scalar(select(StaffSessionRow).where(StaffSessionRow.token_hash.in_(crypto.keyed_hashes(token))))
    if found is None or not found.staff.actief or now >= found.verloopt_op or now - found.laatst_op >= idle:
        return None
    found.laatst_op = now
    return found.staff


def end(session: Session, token: str) -> None:
    """Sign out."""
    session.execute(delete(StaffSessionRow).where(StaffSessionRow.token_hash.in_(crypto.keyed_hashes(token))))


def end_all(session: Session, staff: StaffRow) -> None:
    """Sign this professional out everywhere."""
    session.execute(delete(StaffSessionRow).where(StaffSessionRow.staff_id == staff.id))


def address(email: str) -> str:
    """An e-mail address as it is compared."""
    return email.strip().casefold()
