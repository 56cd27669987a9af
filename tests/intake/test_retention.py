"""What is erased when, that it is really gone, and that nothing else goes with it."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text
from sqlalchemy.orm import Session

from intake import crypto, retention, staff
from intake.records import Base, audit
from intake.records.audit import AuditRow
from intake.records.conversations import AnswerRow, ConversationRow, FactRow, MessageRow, TrackerEventRow
from intake.records.staff import StaffSessionRow
from intake.store import Store
from tests.intake.story import KEY, NOW, WORDS, new_conversation, whole_story

DAY = timedelta(days=1)


def hanging_under(table: str) -> set[str]:
    """The tables whose rows belong to a row of this one, directly or through another."""
    direct = {
        child.name
        for child in Base.metadata.tables.values()
        for key in child.foreign_key_constraints
        if key.referred_table.name == table and key.ondelete == "CASCADE"
    }
    return direct.union(*(hanging_under(child) for child in direct)) if direct else direct


UNDER = hanging_under("conversations")


def left(store: Store) -> dict[str, int]:
    """How many rows each table of a conversation holds."""
    with store.engine.connect() as connection:
        return {
            table: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in sorted({"conversations", *UNDER})
        }


def conversation(session: Session, name: str = "amina") -> ConversationRow:
    return session.get_one(ConversationRow, name)


def test_all_tables_under_a_conversation_are_named_to_be_erased():
    assert {table.__tablename__ for table in retention.CONTENT} == UNDER
    assert {"messages", "answers", "facts", "signals", "tracker_events", "intakes", "decisions", "notes"} <= UNDER


@pytest.mark.parametrize(
    ("status", "finished", "days"),
    [("bezig", None, 30), ("gepauzeerd", None, 30), ("gestopt", None, 30), ("afgerond", NOW - 2 * DAY, 178)],
)
def test_the_end_date_counts_from_the_last_message_or_from_finishing(keys: None, status: str, finished: datetime | None, days: int):
    row = new_conversation()
    row.status, row.afgerond_op, row.toestemming_op = status, finished, NOW
    retention.set_end_date(row)
    assert row.eindigt_op == NOW + days * DAY


def test_the_end_date_follows_the_settings(keys: None):
    row = new_conversation()
    retention.set_end_date(row, unfinished=7 * DAY, finished=90 * DAY)
    assert row.eindigt_op == NOW + 7 * DAY
    row.status, row.afgerond_op = "afgerond", NOW
    retention.set_end_date(row, unfinished=7 * DAY, finished=90 * DAY)
    assert row.eindigt_op == NOW + 90 * DAY


@pytest.mark.parametrize(("after", "is_expired"), [(30 * DAY - timedelta(seconds=1), False), (30 * DAY, True), (31 * DAY, True)])
def test_a_conversation_is_expired_from_its_end_date(store: Store, after: timedelta, is_expired: bool):
    whole_story(store)
    with store.session() as session:
        assert [row.id for row in retention.expired(session, NOW + after)] == (["amina"] if is_expired else [])


def test_purging_erases_every_row_of_what_is_expired_and_nothing_else(store: Store):
    whole_story(store, "amina")
    whole_story(store, "boris")
    with store.session() as session:
        conversation(session, "boris").eindigt_op = NOW + 60 * DAY
    both = left(store)
    assert min(both.values()) >= 2
    with store.session() as session:
        erased = retention.purge(session, NOW + 30 * DAY)
    assert len(erased) == 1
    assert left(store) == {table: rows // 2 for table, rows in both.items()}
    with store.session() as session:
        assert session.get(ConversationRow, "amina") is None
        assert conversation(session, "boris").answers[0].tekst == WORDS["antwoord"]
        assert staff.by_email(session, "bob@voorbeeldstad.nl") is not None


def test_a_dry_run_says_what_purging_would_erase_and_erases_nothing(store: Store):
    whole_story(store)
    before = left(store)
    with store.session() as session:
        preview = retention.purge(session, NOW + 31 * DAY, dry_run=True)
    assert left(store) == before
    with store.session() as session:
        assert retention.purge(session, NOW + 31 * DAY) == preview
    assert set(left(store).values()) == {0}
    with store.session() as session:
        assert retention.purge(session, NOW + 31 * DAY) == []


def test_the_proof_names_a_pseudonym_the_kind_and_the_end_date(store: Store):
    whole_story(store, "amina")
    whole_story(store, "boris")
    whole_story(store, "chadia")
    with store.session() as session:
        done = conversation(session, "boris")
        done.status, done.afgerond_op, done.eindigt_op = "afgerond", NOW, NOW + 2 * DAY
        retention.empty(session, conversation(session, "chadia"), NOW)
    with store.session() as session:
        erased = retention.purge(session, NOW + 30 * DAY)
    assert erased == [
        retention.Erased(crypto.pseudonym("chadia"), "zonder toestemming", NOW + DAY),
        retention.Erased(crypto.pseudonym("boris"), "afgerond", NOW + 2 * DAY),
        retention.Erased(crypto.pseudonym("amina"), "niet afgerond", NOW + 30 * DAY),
    ]
    assert "amina" not in str(erased)


def test_the_audit_log_keeps_that_it_was_erased_and_not_whose_it_was(store: Store):
    whole_story(store)
    with store.session() as session:
        retention.purge(session, NOW + 30 * DAY)
    with store.session() as session:
        line = session.query(AuditRow).one()
    assert (line.actie, line.resultaat, line.oorsprong, line.actor, line.tijd) == (
        "gewist",
        "gelukt",
        "bewaartermijn",
        "systeem",
        NOW + 30 * DAY,
    )
    assert line.object == f"gesprek:{crypto.pseudonym('amina')}"
    assert "amina" not in line.object


def test_the_lines_about_a_record_are_found_by_who_knows_its_id_also_after_a_new_first_key(store: Store):
    whole_story(store)
    with store.session() as session:
        audit.write(session, actie="bekeken", object=audit.reference("gesprek", "amina"), oorsprong="beoordeling", tijd=NOW, actor="bob")
        audit.write(session, actie="bekeken", object=audit.reference("gesprek", "boris"), oorsprong="beoordeling", tijd=NOW, actor="bob")
    crypto.use(crypto.Keyring([Fernet.generate_key().decode(), KEY]))
    with store.session() as session:
        retention.erase(session, conversation(session), NOW)
        assert [line.actie for line in audit.about(session, "gesprek", "amina")] == ["bekeken", "gewist"]


def test_a_purge_that_fails_has_erased_nothing(store: Store):
    whole_story(store)
    before = left(store)
    with pytest.raises(ZeroDivisionError), store.session() as session:
        retention.purge(session, NOW + 30 * DAY)
        _ = 1 / 0
    assert left(store) == before


def test_a_client_who_withdraws_leaves_no_row(store: Store):
    whole_story(store, "amina")
    whole_story(store, "boris")
    both = left(store)
    with store.session() as session:
        row = conversation(session)
        assert row.messages
        row.answers.append(AnswerRow(nummer=2, vraag="doel", tekst="net gezegd", tijd=NOW))
        session.add(TrackerEventRow(conversation_id="amina", volgnummer=2, event="{}"))
        retention.erase(session, row)
    assert left(store) == {table: rows // 2 for table, rows in both.items()}
    with store.session() as session:
        assert session.query(AuditRow).one().oorsprong == "client"


def test_without_consent_a_bare_row_stays_for_a_day(store: Store):
    whole_story(store)
    later = NOW + timedelta(hours=1)
    with store.session() as session:
        row = conversation(session)
        row.gesteld.append("doel")
        answer = AnswerRow(nummer=2, vraag="doel", tekst="net gezegd", tijd=NOW)
        row.answers.append(answer)
        row.facts.append(FactRow(answer=answer, veld="doel", code="opleiding", citaat="net gezegd", sinds=NOW))
        session.add(TrackerEventRow(conversation_id="amina", volgnummer=2, event="{}"))
        retention.empty(session, row, later)
        assert (row.answers, row.facts, row.signals, row.messages, row.tracker_events, row.intake) == ([], [], [], [], [], None)
    assert left(store) == {"conversations": 1} | dict.fromkeys(UNDER, 0)
    with store.session() as session:
        row = conversation(session)
        kept = {"id": "amina", "token_hash": crypto.keyed_hash("token of amina"), "kanaal": "web", "status": "gestopt"}
        times = {"begonnen_op": NOW, "laatst_actief_op": later, "eindigt_op": later + DAY}
        bare = {column.name: getattr(row, column.name) for column in ConversationRow.__table__.columns}
        assert {name: value for name, value in bare.items() if value not in (None, [], 0, False)} == kept | times
        assert set(retention.BARE_VALUES) | set(kept) | set(times) == set(bare)


def test_a_bare_row_keeps_its_end_date_whatever_comes_after(store: Store):
    whole_story(store)
    with store.session() as session:
        row = conversation(session)
        retention.empty(session, row, NOW)
        row.laatst_actief_op = NOW + timedelta(hours=2)
        retention.set_end_date(row)
        assert row.eindigt_op == NOW + DAY


def test_an_emptied_conversation_can_still_hold_the_last_words_of_the_bot(store: Store):
    whole_story(store)
    with store.session() as session:
        row = conversation(session)
        row.messages.append(MessageRow(volgnummer=2, van="client", tekst="nee", tijd=NOW))
        session.flush()
        retention.empty(session, row, NOW)
        row.messages.append(MessageRow(volgnummer=1, van="bot", tekst="Goed. Ik bewaar niets.", tijd=NOW))
    with store.session() as session:
        assert [message.tekst for message in conversation(session).messages] == ["Goed. Ik bewaar niets."]


def test_what_was_erased_is_gone_from_the_file_too(keys: None, tmp_path: Path):
    """Not only unlinked: SQLite would leave the text in free pages."""
    store = Store(f"sqlite:///{tmp_path / 'file.db'}")
    store.migrate()
    whole_story(store)
    with store.engine.connect() as connection:
        stored = connection.execute(text("SELECT tekst FROM answers")).scalar_one().encode()
    store.close()
    assert stored in (tmp_path / "file.db").read_bytes()
    with store.session() as session:
        retention.erase(session, conversation(session))
    store.close()
    assert [path.name for path in tmp_path.iterdir()] == ["file.db"]
    assert stored not in (tmp_path / "file.db").read_bytes()
    assert b"amina" not in (tmp_path / "file.db").read_bytes()


def test_purging_also_forgets_sessions_of_professionals_that_are_over(store: Store):
    whole_story(store)
    with store.session() as session:
        bob = staff.by_email(session, "bob@voorbeeldstad.nl")
        assert bob is not None
        staff.open_session(session, bob, NOW)
        lasting = staff.open_session(session, bob, NOW + DAY)
        retention.purge(session, NOW + DAY)
        assert [row.token_hash for row in session.query(StaffSessionRow)] == [crypto.keyed_hash(lasting)]
