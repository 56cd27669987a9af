"""The tables that the migrations make are the tables of the models, on both databases."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import TextClause, inspect, text
from sqlalchemy.exc import DBAPIError

from intake.migrations import run
from intake.records import Base, audit
from intake.store import MIGRATION_LOCK, Store
from tests.intake.story import NOW, whole_story

ROOT = Path(__file__).parents[2]


def test_upgrading_an_empty_database_gives_the_tables_of_the_models(store: Store):
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_constraints_and_what_is_erased_along_are_those_of_the_models(store: Store):
    """Alembic compares no primary keys, and on SQLite no names and no ON DELETE."""
    found = inspect(store.engine)
    for table in Base.metadata.tables.values():
        assert found.get_pk_constraint(table.name)["constrained_columns"] == [column.name for column in table.primary_key]
        in_database = {
            (key["name"], tuple(key["constrained_columns"]), key["referred_table"], key["options"].get("ondelete"))
            for key in found.get_foreign_keys(table.name)
        }
        in_models = {(key.name, tuple(key.column_keys), key.referred_table.name, key.ondelete) for key in table.foreign_key_constraints}
        assert in_database == in_models


def test_migrating_again_changes_nothing(store: Store):
    whole_story(store)
    store.migrate()
    with store.reading() as session:
        assert session.execute(text("SELECT count(*) FROM facts")).scalar() == 2


def test_going_back_to_nothing_and_up_again_works(store: Store):
    with store.engine.begin() as connection:
        run.downgrade(connection, "base")
    assert set(inspect(store.engine).get_table_names()) == {"alembic_version"}
    store.migrate()
    assert set(Base.metadata.tables) < set(inspect(store.engine).get_table_names())


def starting(url: str) -> subprocess.Popen[bytes]:
    """A process of its own that brings the tables up to date."""
    return subprocess.Popen([sys.executable, "-c", f"from intake.store import Store; Store({url!r}).migrate()"], cwd=ROOT)


def test_two_processes_that_start_together_both_find_the_tables(database_url: str, keys: None):
    processes = [starting(database_url) for _ in range(2)]
    assert [process.wait(timeout=30) for process in processes] == [0, 0]
    store = Store(database_url)
    whole_story(store)
    store.close()


def seen(store: Store, query: TextClause) -> int:
    """What a query of its own transaction finds; inside one, PostgreSQL shows the same activity again and again."""
    with store.reading() as session:
        return session.execute(query).scalar_one()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_process_that_starts_during_a_migration_waits_for_its_end(database_url: str, keys: None):
    store = Store(database_url)
    waiting = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
    with store.engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
        run.upgrade(connection)
        second = starting(database_url)
        while second.poll() is None and not seen(store, waiting):
            pass
    assert second.wait(timeout=30) == 0
    store.close()


def test_a_migration_that_fails_leaves_nothing_half_done(database_url: str, keys: None):
    store = Store(database_url)
    with store.engine.begin() as connection:
        connection.execute(text("CREATE TABLE audit (id INTEGER)"))  # in the way of the last table
    with pytest.raises(DBAPIError):
        store.migrate()
    assert set(inspect(store.engine).get_table_names()) <= {"audit", "alembic_version"}
    store.close()


@pytest.mark.parametrize("change", ["UPDATE audit SET actor = 'iemand anders'", "DELETE FROM audit"])
def test_a_line_of_the_audit_log_can_not_be_changed_or_removed(store: Store, change: str):
    with store.session() as session:
        audit.write(session, actie="bekeken", object=audit.reference("gesprek", "amina"), oorsprong="beoordeling", tijd=NOW, actor="bob")
    with pytest.raises(DBAPIError, match="append-only"), store.session() as session:
        session.execute(text(change))
