"""What clients tell is ciphertext in the database, and stays readable when keys change."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from intake import crypto, rotation, staff
from intake.crypto import InvalidKey, Keyring, NoKeyring, WrongKey
from intake.records import Base
from intake.records.conversations import AnswerRow, ConversationRow
from intake.store import Store
from tests.intake.story import KEY, NOW, TELLTALES, WORDS, new_conversation, whole_story


def raw(store: Store) -> str:
    """Everything that stands in the tables, as the database itself sees it."""
    with store.engine.connect() as connection:
        return "\n".join(str(tuple(row)) for table in Base.metadata.tables for row in connection.execute(text(f"SELECT * FROM {table}")))


def test_no_word_of_a_client_or_a_professional_stands_in_a_table(store: Store):
    whole_story(store)
    found = raw(store)
    assert "amina" in found
    assert [word for word in (*TELLTALES, "bob@", "een lang wachtwoord", "token of amina") if word in found] == []


def test_no_word_of_a_client_stands_in_the_file_or_its_log(keys: None, tmp_path: Path):
    store = Store(f"sqlite:///{tmp_path / 'file.db'}")
    store.migrate()
    whole_story(store)
    assert {path.name for path in tmp_path.iterdir()} == {"file.db", "file.db-wal", "file.db-shm"}
    files = [path.read_bytes() for path in tmp_path.iterdir()]
    assert any(b"betaald_werk" in content for content in files)
    assert [word for word in TELLTALES for content in files if word.encode() in content] == []


def test_the_words_come_back_as_they_were(store: Store):
    whole_story(store)
    with store.session() as session:
        row = session.get_one(ConversationRow, "amina")
        assert row.answers[0].tekst == WORDS["antwoord"]
        assert [fact.waarde for fact in row.facts] == ["betaald_werk", WORDS["talent"]]
        assert row.intake is not None
        assert row.intake.notes[0].tekst == WORDS["notitie"]


@pytest.mark.parametrize("words", ["", "café, naïef, ğüş, ድሕሪ, 日本, 🙂", "regel\nen\ttab", "x" * 20_000])
def test_any_text_survives(store: Store, words: str):
    with store.session() as session:
        row = new_conversation()
        row.answers.append(AnswerRow(nummer=1, vraag="verhaal", tekst=words, tijd=NOW))
        session.add(row)
    with store.session() as session:
        assert session.get_one(ConversationRow, "amina").answers[0].tekst == words


def test_the_same_words_are_never_the_same_ciphertext(keys: None):
    assert crypto.keyring().encrypt("schulden") != crypto.keyring().encrypt("schulden")


def test_after_a_new_first_key_old_records_are_read_and_new_ones_need_only_that_key(store: Store):
    whole_story(store, "amina")
    newer = Fernet.generate_key().decode()
    crypto.use(Keyring([newer, KEY]))
    whole_story(store, "boris")
    with store.session() as session:
        assert session.get_one(ConversationRow, "amina").answers[0].tekst == WORDS["antwoord"]
    crypto.use(Keyring([newer]))
    with store.session() as session:
        assert session.get_one(ConversationRow, "boris").answers[0].tekst == WORDS["antwoord"]
    with store.session() as session, pytest.raises(WrongKey, match="older key missing"):
        session.get(ConversationRow, "amina")


def test_a_rotated_text_needs_the_old_key_no_more():
    newer = Fernet.generate_key().decode()
    old = Keyring([KEY]).encrypt("schulden")
    assert Keyring([newer]).decrypt(Keyring([newer, KEY]).rotated(old)) == "schulden"


def test_after_renewing_all_fields_the_old_key_opens_nothing_and_is_not_needed(store: Store):
    whole_story(store, "amina")
    whole_story(store, "boris")
    newer = Fernet.generate_key().decode()
    crypto.use(Keyring([newer, KEY]))
    with store.session() as session:
        done = rotation.renew(session)
    assert done == 2 * 9 + 1  # the nine texts of each story, and the address of one professional
    crypto.use(Keyring([newer]))
    with store.session() as session:
        assert "harmonicaspelen" in decrypted(session)
        assert session.get_one(ConversationRow, "boris").facts[0].tekst is None
        assert staff.verify(session, "bob@voorbeeldstad.nl", "een lang wachtwoord") is not None
    crypto.use(Keyring([KEY]))
    with store.session() as session, pytest.raises(WrongKey):
        decrypted(session)


def decrypted(session: Session) -> str:
    """Every text in the record."""
    return " ".join(
        str(getattr(row, column.key))
        for mapper in Base.registry.mappers
        for row in session.scalars(select(mapper))
        for column in mapper.columns
    )


def test_a_token_of_before_a_new_first_key_is_still_recognised(keys: None):
    stored = crypto.keyed_hash("token")
    assert crypto.matches("token", stored)
    crypto.use(Keyring([Fernet.generate_key().decode(), KEY]))
    assert stored != crypto.keyed_hash("token")
    assert stored in crypto.keyed_hashes("token")
    assert crypto.matches("token", stored)
    assert not crypto.matches("another token", stored)
    assert not crypto.matches("tokén", "geen hash é")


def test_a_hash_means_nothing_without_the_key(keys: None):
    here = crypto.keyed_hash("bob@voorbeeldstad.nl")
    crypto.use(Keyring([Fernet.generate_key().decode()]))
    assert crypto.keyed_hash("bob@voorbeeldstad.nl") != here


def test_reading_or_writing_a_field_without_keys_says_what_is_missing(store: Store):
    whole_story(store)
    crypto.use(None)
    with store.session() as session, pytest.raises(NoKeyring, match=r"call intake\.crypto\.use"):
        session.get(ConversationRow, "amina")
    row = ConversationRow(id="boris", token_hash="x", kanaal="web", begonnen_op=NOW, laatst_actief_op=NOW, eindigt_op=NOW)
    row.answers.append(AnswerRow(nummer=1, vraag="verhaal", tekst="geheim", tijd=NOW))
    with pytest.raises(NoKeyring, match=r"call intake\.crypto\.use"), store.session() as session:
        session.add(row)


def test_a_tampered_text_is_refused(keys: None):
    stored = crypto.keyring().encrypt("schulden")
    with pytest.raises(WrongKey):
        crypto.keyring().decrypt(stored[:-8] + "AAAAAAA=")


@pytest.mark.parametrize("keys_given", [[], ["te kort"], ["é" * 44]])
def test_a_keyring_of_no_keys_or_of_something_else_is_refused(keys_given: list[str]):
    with pytest.raises(InvalidKey):
        Keyring(keys_given)


def test_an_error_of_the_database_does_not_show_what_was_to_be_stored(store: Store):
    row = new_conversation()
    row.answers.extend(AnswerRow(nummer=1, vraag="fietsenmakerij", tekst="harmonicaspelen", tijd=NOW) for _ in range(2))
    with pytest.raises(IntegrityError) as refused, store.session() as session:
        session.add(row)
    assert "INSERT INTO answers" in str(refused.value)
    assert not any(word in str(refused.value) for word in ("fietsenmakerij", "harmonicaspelen"))
