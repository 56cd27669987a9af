"""Professionals: their accounts, their passwords, and for how long they are signed in."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from cryptography.fernet import Fernet
from sqlalchemy import text
from sqlalchemy.orm import Session

from intake import crypto, staff
from intake.records.staff import StaffRow, StaffSessionRow
from intake.store import Store
from tests.intake.story import KEY, NOW

PASSWORD = "vier losse woorden samen"


def alice(session: Session) -> StaffRow:
    return staff.by_email(session, "alice@voorbeeldstad.nl") or staff.create(
        session, naam="Alice", email="alice@voorbeeldstad.nl", wachtwoord=PASSWORD, rol="consulent"
    )


def test_the_right_password_gives_the_account_and_a_wrong_one_nothing(store: Store):
    with store.session() as session:
        alice(session)
    with store.session() as session:
        found = staff.verify(session, " Alice@Voorbeeldstad.NL ", PASSWORD)
        assert found is not None
        assert (found.naam, found.rol, found.email, found.actief) == ("Alice", "consulent", "alice@voorbeeldstad.nl", True)
        assert staff.verify(session, "alice@voorbeeldstad.nl", PASSWORD + " ") is None
        assert staff.verify(session, "alice@voorbeeldstad.nl", "") is None
        assert staff.verify(session, "bob@voorbeeldstad.nl", PASSWORD) is None


def test_the_password_is_stored_as_argon2id(store: Store):
    with store.session() as session:
        stored = alice(session).wachtwoord
    assert stored.startswith("$argon2id$")
    assert PASSWORD not in stored


def test_a_hash_of_weaker_settings_is_renewed_at_the_next_sign_in(store: Store):
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    with store.session() as session:
        alice(session).wachtwoord = weak
    with store.session() as session:
        assert staff.verify(session, "alice@voorbeeldstad.nl", PASSWORD) is not None
    with store.session() as session:
        assert alice(session).wachtwoord != weak


def test_an_account_whose_stored_password_is_no_hash_opens_for_nobody(store: Store):
    with store.session() as session:
        alice(session).wachtwoord = "!"
        assert staff.verify(session, "alice@voorbeeldstad.nl", "!") is None


def test_an_address_has_one_account_also_after_a_new_first_key(store: Store):
    with store.session() as session:
        alice(session)
    crypto.use(crypto.Keyring([Fernet.generate_key().decode(), KEY]))
    with store.session() as session:
        assert staff.verify(session, "alice@voorbeeldstad.nl", PASSWORD) is not None
    with pytest.raises(staff.EmailTaken), store.session() as session:
        staff.create(session, naam="Een ander", email="ALICE@voorbeeldstad.nl", wachtwoord=PASSWORD, rol="consulent")


@pytest.mark.parametrize("password", ["elf_tekens!", "alice@voorbeeldstad.nl", "Alice@Voorbeeldstad.nl"])
def test_a_weak_password_is_refused_and_makes_no_account(store: Store, password: str):
    with pytest.raises(staff.WeakPassword), store.session() as session:
        staff.create(session, naam="Alice", email="alice@voorbeeldstad.nl", wachtwoord=password, rol="consulent")
    with store.session() as session:
        assert staff.by_email(session, "alice@voorbeeldstad.nl") is None


def test_a_token_says_who_is_signed_in_until_signing_out(store: Store):
    with store.session() as session:
        token = staff.open_session(session, alice(session), NOW)
        other = staff.open_session(session, alice(session), NOW)
    with store.session() as session:
        found = staff.find(session, token, NOW)
        assert found is not None
        assert found.naam == "Alice"
        staff.end(session, token)
    with store.session() as session:
        assert staff.find(session, token, NOW) is None
        assert staff.find(session, "een ander token", NOW) is None
        assert staff.find(session, other, NOW) is not None


def test_a_token_is_not_in_the_database(store: Store):
    with store.session() as session:
        token = staff.open_session(session, alice(session), NOW)
    with store.engine.connect() as connection:
        rows = str(connection.execute(text("SELECT * FROM staff_sessions")).all())
    assert token not in rows
    assert crypto.keyed_hash(token) in rows


def test_a_session_ends_after_being_idle_and_is_kept_alive_by_use(store: Store):
    minutes = timedelta(minutes=1)
    with store.session() as session:
        token = staff.open_session(session, alice(session), NOW)
        idle = staff.open_session(session, alice(session), NOW)
        for passed in (29, 58, 87):
            assert staff.find(session, token, NOW + passed * minutes) is not None
        assert staff.find(session, idle, NOW + 30 * minutes) is None
        assert staff.find(session, idle, NOW + 31 * minutes) is None


def test_a_session_ends_after_a_working_day_however_busy(store: Store):
    with store.session() as session:
        token = staff.open_session(session, alice(session), NOW, lasts=timedelta(hours=1))
        assert staff.find(session, token, NOW + timedelta(minutes=29)) is not None
        assert staff.find(session, token, NOW + timedelta(minutes=58)) is not None
        assert staff.find(session, token, NOW + timedelta(minutes=60)) is None


def test_a_deactivated_account_is_out_at_once_and_can_not_sign_in(store: Store):
    with store.session() as session:
        token = staff.open_session(session, alice(session), NOW)
    with store.session() as session:
        staff.deactivate(session, alice(session))
    with store.session() as session:
        assert staff.find(session, token, NOW) is None
        assert staff.verify(session, "alice@voorbeeldstad.nl", PASSWORD) is None


def test_a_session_of_an_account_that_was_closed_by_hand_is_over_too(store: Store):
    with store.session() as session:
        token = staff.open_session(session, alice(session), NOW)
        alice(session).actief = False
    with store.session() as session:
        assert staff.find(session, token, NOW) is None


def test_a_new_password_signs_out_everywhere(store: Store):
    with store.session() as session:
        token = staff.open_session(session, alice(session), NOW)
        staff.set_password(session, alice(session), "heel andere woorden nu")
        assert session.query(StaffSessionRow).count() == 0
        assert staff.find(session, token, NOW) is None
        assert staff.verify(session, "alice@voorbeeldstad.nl", PASSWORD) is None
        assert staff.verify(session, "alice@voorbeeldstad.nl", "heel andere woorden nu") is not None
