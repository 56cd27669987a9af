"""A database of each kind, and the keys to it."""

import os
import uuid
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError

from intake import crypto
from intake.store import Store
from tests.intake.story import KEY

POSTGRES = "STARTGESPREK_TEST_POSTGRES_URL"


@pytest.fixture
def keys() -> Iterator[None]:
    """The keys of a test; those of other tests in this process come back after it."""
    before = crypto.use(crypto.Keyring([KEY]))
    yield
    crypto.use(before)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database: a file of its own, or a schema of its own."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'startgesprek.db'}"
        return
    why_not = postgres_absent()
    if why_not:
        pytest.skip(why_not)
    engine, schema = create_engine(postgres_url()), f"startgesprek_{uuid.uuid4().hex}"
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    try:
        yield postgres_url().update_query_dict({"options": f"-csearch_path={schema}"}).render_as_string(hide_password=False)
    finally:
        with engine.begin() as connection:
            connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
        engine.dispose()


@pytest.fixture
def store(database_url: str, keys: None) -> Iterator[Store]:
    """A database with its tables."""
    store = Store(database_url)
    store.migrate()
    yield store
    store.close()


def postgres_url() -> URL:
    return make_url(os.environ.get(POSTGRES, "postgresql+psycopg://root@127.0.0.1:5432/test"))


@cache
def postgres_absent() -> str | None:
    """Why there is no PostgreSQL to test on, if there is none."""
    try:
        with create_engine(postgres_url(), connect_args={"connect_timeout": 2}).connect():
            return None
    except OperationalError:
        return f"no PostgreSQL answers at {postgres_url().render_as_string()}; set {POSTGRES}"
