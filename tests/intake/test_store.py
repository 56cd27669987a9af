"""A turn is one transaction: whole or not at all, also when many come at once or the process is killed."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import Connection, event, func, select, text
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError

from intake.records.conversations import AnswerRow, ConversationRow, FactRow, MessageRow
from intake.store import Store
from tests.intake.story import KEY, NOW, new_conversation, whole_story

ROOT = Path(__file__).parents[2]


def count(store: Store, table: type) -> int:
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


@contextmanager
def queries(store: Store) -> Iterator[list[str]]:
    """The statements that go to the database meanwhile."""
    seen: list[str] = []

    def note(connection: Connection, cursor: object, statement: str, *rest: object) -> None:
        if statement.startswith("SELECT"):
            seen.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    yield seen
    event.remove(store.engine, "before_cursor_execute", note)


class Interrupted(Exception):
    """Something that goes wrong in the middle of a turn."""


def test_what_goes_wrong_in_a_turn_leaves_nothing_of_it(store: Store):
    whole_story(store)
    with pytest.raises(Interrupted), store.session() as session:
        row = session.get_one(ConversationRow, "amina")
        row.open_vraag = "tempo"
        row.messages.append(MessageRow(volgnummer=2, van="client", tekst="snel", tijd=NOW))
        session.flush()
        row.answers.append(AnswerRow(nummer=2, vraag="tempo", tekst="snel", tijd=NOW))
        session.flush()
        raise Interrupted
    with store.session() as session:
        row = session.get_one(ConversationRow, "amina")
        assert (row.open_vraag, len(row.messages), len(row.answers)) == (None, 1, 1)


def test_what_was_kept_can_be_read_after_the_transaction(store: Store):
    with store.session() as session:
        row = new_conversation()
        session.add(row)
    assert row.status == "bezig"


@pytest.fixture
def writer(store: Store, database_url: str) -> Iterator[subprocess.Popen[str]]:
    """A process that stands in the middle of a transaction, or goes on writing turns."""
    yield from started(database_url, "once")


@pytest.fixture
def busy_writer(store: Store, database_url: str) -> Iterator[subprocess.Popen[str]]:
    yield from started(database_url, "many")


def started(url: str, how: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, str(Path(__file__).with_name("writer.py")), url, KEY, how]
    process = subprocess.Popen(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with process:
        yield process
        process.kill()


def heard(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def killed(process: subprocess.Popen[str]) -> None:
    process.kill()
    assert process.wait() == -9


def test_a_process_killed_in_the_middle_of_a_turn_leaves_nothing_of_it(store: Store, writer: subprocess.Popen[str]):
    assert heard(writer) == "half way"
    killed(writer)
    assert (count(store, ConversationRow), count(store, MessageRow), count(store, AnswerRow)) == (1, 0, 0)
    with store.session() as session:
        row = session.get_one(ConversationRow, "amina", with_for_update=True)
        assert row.gesteld == []
        row.messages.append(MessageRow(volgnummer=1, van="client", tekst="werk", tijd=NOW))
    assert count(store, MessageRow) == 1


@pytest.mark.parametrize("turns", [1, 7, 23])
def test_a_process_killed_while_writing_loses_no_answered_turn_and_leaves_none_half_done(
    store: Store, busy_writer: subprocess.Popen[str], turns: int
):
    said = [heard(busy_writer) for _ in range(turns)]
    killed(busy_writer)
    assert said[-1] == str(turns)
    stored = count(store, MessageRow)
    assert stored >= turns
    assert count(store, AnswerRow) == count(store, FactRow) == stored
    with store.session() as session:
        assert len(session.get_one(ConversationRow, "amina").gesteld) == stored
        if session.get_bind().dialect.name == "sqlite":
            assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"


def test_many_turns_at_once_all_succeed(store: Store):
    """Each reads before it writes, which is where SQLite would answer "database is locked"."""
    names = [f"client {number}" for number in range(8)]
    with store.session() as session:
        session.add_all(new_conversation(name) for name in names)

    def talk(name: str) -> None:
        for number in range(1, 11):
            with store.session() as session:
                row = session.get_one(ConversationRow, name)
                assert len(row.messages) == number - 1
                row.messages.append(MessageRow(volgnummer=number, van="client", tekst="werk", tijd=NOW))
                row.gesteld.append(f"vraag {number}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(talk, names))
    assert count(store, MessageRow) == 80


def test_turns_of_one_conversation_that_come_at_once_follow_each_other(store: Store):
    with store.session() as session:
        session.add(new_conversation())

    def say(number: int) -> None:
        with store.session() as session:
            row = session.get_one(ConversationRow, "amina", with_for_update=True)
            row.answers.append(AnswerRow(nummer=len(row.answers) + 1, vraag="doel", tekst=str(number), tijd=NOW))
            row.pogingen += 1

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(say, range(30)))
    with store.session() as session:
        row = session.get_one(ConversationRow, "amina")
        assert row.pogingen == 30
        assert [answer.ref for answer in row.answers] == [f"a{number}" for number in range(1, 31)]
        assert {answer.tekst for answer in row.answers} == {str(number) for number in range(30)}


def test_reading_waits_for_no_writer_and_sees_only_what_is_kept(store: Store):
    whole_story(store)
    with store.session() as writing, store.reading() as session:
        writing.get_one(ConversationRow, "amina").status = "gepauzeerd"
        writing.flush()
        assert session.get_one(ConversationRow, "amina").status == "bezig"


def test_reading_keeps_no_change(store: Store):
    whole_story(store)
    with store.reading() as session:
        session.get_one(ConversationRow, "amina").status = "gestopt"
        session.flush()
    assert_status(store, "bezig")


def assert_status(store: Store, status: str) -> None:
    with store.session() as session:
        assert session.get_one(ConversationRow, "amina").status == status


def test_a_whole_conversation_is_loaded_in_a_handful_of_queries_however_long_it_is(store: Store):
    whole_story(store)
    with store.session() as session:
        row = session.get_one(ConversationRow, "amina")
        for number in range(2, 60):
            answer = AnswerRow(nummer=number, vraag="doel", tekst="werk", tijd=NOW)
            row.answers.append(answer)
            row.facts.append(FactRow(answer=answer, veld="doel", code=f"{number}", citaat="werk", sinds=NOW))
            row.messages.append(MessageRow(volgnummer=number, van="client", tekst="werk", tijd=NOW))
    with queries(store) as seen, store.session() as session:
        row = session.get_one(ConversationRow, "amina")
        assert len(row.facts) == 60
        assert {fact.answer.ref for fact in row.facts} == {answer.ref for answer in row.answers}
        assert row.signals[0].answer.ref == "a1"
        assert row.intake is not None
        assert len(row.messages) == 59
    assert len(seen) == 6  # the conversation, its answers, facts, signals, intake and messages
    assert not [statement for statement in seen if "tracker_events" in statement]


def test_rows_come_back_in_the_order_in_which_they_were_said(store: Store):
    with store.session() as session:
        row = new_conversation()
        answer = AnswerRow(nummer=1, vraag="belemmeringen", tekst="veel", tijd=NOW)
        row.answers.append(answer)
        row.facts.extend(FactRow(answer=answer, veld="belemmeringen", code=str(number), citaat="x", sinds=NOW) for number in range(50))
        session.add(row)
    with store.session() as session:
        assert [fact.code for fact in session.get_one(ConversationRow, "amina").facts] == [str(number) for number in range(50)]


def test_a_new_row_has_its_defaults_before_it_is_written(keys: None):
    row, other = new_conversation(), new_conversation()
    assert (row.status, row.pogingen, row.eenvoudig, row.gesteld, row.overgeslagen) == ("bezig", 0, False, [], [])
    assert row.gesteld is not other.gesteld
    answer = AnswerRow(nummer=3, vraag="doel", tekst="", tijd=NOW)
    assert answer.ref == "a3"
    assert answer.id != AnswerRow(nummer=3, vraag="doel", tekst="", tijd=NOW).id
    assert (answer.gecorrigeerd, answer.ongelezen) == (False, False)


def test_a_list_that_is_added_to_is_stored(store: Store):
    whole_story(store)
    with store.session() as session:
        row = session.get_one(ConversationRow, "amina")
        row.overgeslagen.append("tempo")
    with store.session() as session:
        assert session.get_one(ConversationRow, "amina").overgeslagen == ["tempo"]


def test_a_time_comes_back_as_the_same_moment_in_utc(store: Store):
    there = datetime(2026, 7, 1, 0, 30, tzinfo=timezone(timedelta(hours=2)))
    with store.session() as session:
        session.add(new_conversation(now=there))
    with store.session() as session:
        found = session.get_one(ConversationRow, "amina").begonnen_op
    assert (found, found.isoformat()) == (there, "2026-06-30T22:30:00+00:00")


def test_a_time_of_nowhere_is_refused(store: Store):
    with pytest.raises(StatementError, match="without a time zone"), store.session() as session:
        session.add(new_conversation(now=NOW.replace(tzinfo=None)))


def test_the_same_message_can_not_be_stored_twice(store: Store):
    whole_story(store)
    with pytest.raises(IntegrityError), store.session() as session:
        row = session.get_one(ConversationRow, "amina")
        row.messages.append(MessageRow(volgnummer=2, van="client", bericht_id="amina-1", tekst="", tijd=NOW))


def test_a_fact_without_an_answer_is_refused_by_the_database(store: Store):
    whole_story(store)
    with pytest.raises(IntegrityError), store.session() as session:
        session.add(FactRow(conversation_id="amina", answer_id="no such answer", veld="doel", code="x", citaat="x", sinds=NOW))


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_connection_that_was_cut_is_replaced(store: Store):
    whole_story(store)
    admin = Store(store.url.render_as_string(hide_password=False))
    cut = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = ANY(:pids)")
    with store.reading() as session:
        pid = session.execute(text("SELECT pg_backend_pid()")).scalar()
    with admin.reading() as session:
        session.execute(cut, {"pids": [pid]})
    admin.close()
    assert_status(store, "bezig")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_writer_waits_until_the_one_before_it_is_done(store: Store):
    whole_story(store)
    begun = Event()

    def second() -> list[str]:
        begun.set()
        with store.session() as session:
            return session.get_one(ConversationRow, "amina").gesteld

    with ThreadPoolExecutor(1) as pool:
        with store.session() as session:
            row = session.get_one(ConversationRow, "amina")
            later = pool.submit(second)
            begun.wait()
            row.gesteld.append("tempo")
        assert later.result() == ["toestemming", "verhaal", "tempo"]


def test_only_its_owner_may_read_the_file_and_its_folder_is_made(keys: None, tmp_path: Path):
    store = Store(f"sqlite:///{tmp_path / 'var' / 'file.db'}")
    store.migrate()
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "var").iterdir()} == {0o600}


def test_a_database_in_memory_works_too(keys: None):
    store = Store("sqlite://")
    store.migrate()
    whole_story(store)
    assert count(store, FactRow) == 2


@pytest.mark.parametrize("url", ["sqlite:////proc/no/such/place.db", "postgres://nobody@127.0.0.1:1/nothing?connect_timeout=2"])
def test_a_database_that_can_not_be_reached_is_found_out(url: str):
    with pytest.raises((OperationalError, OSError)):
        Store(url).check()


@pytest.mark.parametrize("url", ["postgres://root@host/test", "postgresql://root@host/test", "postgresql+psycopg://root@host/test"])
def test_any_way_to_write_postgresql_gets_the_driver_that_is_installed(url: str):
    assert Store(url).engine.dialect.driver == "psycopg"
