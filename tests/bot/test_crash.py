"""A server that is killed loses no answered question, and two servers share one conversation (SQLite; PostgreSQL with Redis)."""

import os
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
import redis
from sqlalchemy import create_engine, text

from bot.engine.locks import LONGEST_WAIT
from tests.intake.conftest import postgres_absent, postgres_url
from tests.served import Client, Process, process, wait_until, with_model

REDIS = os.environ.get("STARTGESPREK_TEST_REDIS_URL", "redis://127.0.0.1:6379/9")
STORY = "Ik wil graag in een winkel werken en ik heb schulden."
pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path, model_folder: Path) -> Path:
    return with_model(tmp_path / "data", model_folder)


@pytest.fixture
def postgres() -> Iterator[str]:
    """A schema of its own on PostgreSQL; gone afterwards."""
    why_not = postgres_absent()
    if why_not:
        pytest.skip(why_not)
    engine, schema = create_engine(postgres_url()), f"startgesprek_{uuid.uuid4().hex}"
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    yield postgres_url().update_query_dict({"options": f"-csearch_path={schema}"}).render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


@pytest.fixture
def redis_url() -> str:
    try:
        redis.Redis.from_url(REDIS, socket_connect_timeout=2).ping()
    except redis.exceptions.ConnectionError:
        pytest.skip(f"no Redis answers at {REDIS}; set STARTGESPREK_TEST_REDIS_URL")
    return REDIS


def go_on(served: Process, client: Client) -> Client:
    """Start again after a kill; the client's page calls the same conversation."""
    served.start()
    client.http = served.http
    return client


def sent_and_killed(served: Process, client: Client, message_id: str, content: str, busy: Callable[[], bool]) -> None:
    """Send a message, and kill the server as soon as it is busy with it."""
    with ThreadPoolExecutor(1) as pool:
        under_way = pool.submit(lambda: client.post(message_id, tekst=content))
        wait_until(busy, 10, "the server did not begin its turn")
        served.kill()
        assert isinstance(under_way.exception(20), httpx.TransportError)


def whole_turns(client: Client) -> int:
    """How many turns are in the record; raises when one of them is half."""
    messages = client.whole()["berichten"][len(client.begun["berichten"]) :]
    begins = [place for place, message in enumerate(messages) if message["van"] == "client"]
    for start, end in zip(begins, [*begins[1:], len(messages)], strict=True):
        assert [message["van"] for message in messages[start + 1 : end]].count("bot") >= 1
    return len(begins)


def held(client: Client) -> list[str]:
    return [message["tekst"] for message in client.whole()["berichten"] if message["van"] == "client"]


def is_locked(database: Path) -> bool:
    """Whether somebody is writing in this SQLite database right now."""
    connection = sqlite3.connect(database, timeout=0, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except sqlite3.OperationalError:
        return True
    finally:
        connection.close()
    return False


def test_killed_between_two_turns_and_in_the_middle_of_one_the_talk_goes_on_at_the_open_question(folder):
    with process(folder, "--demo") as served:
        client = Client(served.http).up_to("verhaal")
        client.says(STORY)
        known, open_question = client.whole(), client.open

        served.kill()
        go_on(served, client)
        assert served.log().count("wachtwoord  ") == 1, "the demo's password is said once"
        assert client.whole() == known
        again = client.presses("herhaal")
        assert [message["vraag"] for message in again["berichten"]][-1] == open_question

        once = str(uuid.uuid4())
        before = client.whole()
        sent_and_killed(served, client, once, "Ik ben 34 jaar", lambda: is_locked(folder / "startgesprek.db"))
        go_on(served, client)
        assert client.whole() == before
        assert client.says("Ik ben 34 jaar", once)["status"] == "bezig"
        assert client.post(once, tekst="Ik ben 34 jaar").json() == client.last
        assert held(client).count("Ik ben 34 jaar") == 1
        assert whole_turns(client) == len(held(client))


def test_killed_in_the_middle_of_a_turn_on_postgresql_the_turn_is_as_if_it_never_began(folder, postgres):
    with process(folder, database_url=postgres) as served:
        client = Client(served.http).up_to("verhaal")
        client.says(STORY)
        before, once = client.whole(), str(uuid.uuid4())
        engine = create_engine(postgres)
        # The server reads, understands and writes until it waits here for its last table, with all its work uncommitted.
        with engine.begin() as connection:
            connection.execute(text("LOCK TABLE tracker_events IN SHARE MODE"))
            waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'tracker_events'::regclass")
            sent_and_killed(served, client, once, "Ik ben 34 jaar", lambda: connection.scalar(waiting) > 0)
        engine.dispose()
        go_on(served, client)
        assert client.whole() == before
        assert client.says("Ik ben 34 jaar", once)["status"] == "bezig"
        assert held(client).count("Ik ben 34 jaar") == 1


def test_two_servers_hold_one_conversation_together_and_one_goes_on_when_the_other_is_killed(folder, postgres, redis_url):
    shared = {"database_url": postgres, "redis_url": redis_url}
    with process(folder, **shared) as first, process(folder, **shared) as second:
        client = Client(first.http).up_to("doel")
        servers = [first, second]

        def post(number: int, message_id: str, **content: str) -> httpx.Response:
            body = {"bericht_id": message_id, **content}
            return servers[number % 2].http.post(f"{client.path}/berichten", json=body, headers=client.key)

        before = whole_turns(client)
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda number: post(number, str(uuid.uuid4()), keuze="vraag_waarom"), range(8)))
        assert [answer.status_code for answer in answers] == [200] * 8
        assert len({answer.text for answer in answers}) == 1
        assert whole_turns(client) == before + 8

        once = str(uuid.uuid4())
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda number: post(number, once, keuze="betaald_werk"), range(8)))
        assert {answer.status_code for answer in answers} == {200}
        assert len({answer.text for answer in answers}) == 1
        assert held(client).count("Betaald werk") == 1

        # A kill leaves the dead server's place in the queue behind: the other one waits it out, and no longer.
        lock = redis.Redis.from_url(redis_url)
        with ThreadPoolExecutor(1) as pool:
            pool.submit(lambda: post(0, str(uuid.uuid4()), keuze="vraag_waarom"))
            wait_until(lambda: list(lock.scan_iter(f"*{client.id}*")), 10, "no lock was taken")
            first.kill()
        start = time.monotonic()
        client.http = second.http
        assert client.presses("herhaal")["status"] == "bezig"
        assert time.monotonic() - start < LONGEST_WAIT + 5
        assert whole_turns(client) == len(held(client))
