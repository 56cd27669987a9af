"""A running Startgesprek for tests: one in this process that all of them share, and processes of their own to start and kill."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from bot.settings import ROOT, Settings
from intake import crypto

PLENTY = 1_000_000  # calls; the limits have a test of their own
PASSWORD = "zeven groene fietsen"
LOOPBACK_ONLY = ROOT / "tests" / "bot" / "loopback"
COMMAND = [sys.executable, "-W", "ignore", "-c", "from bot.cli.main import app; app()"]


class Client:
    """Somebody who holds one conversation over HTTP."""

    def __init__(self, http: httpx.Client) -> None:
        self.http = http
        self.begun = http.post("/api/v1/gesprekken", json={"kanaal": "web", "uitnodiging": None}).raise_for_status().json()
        self.id, self.token = self.begun["id"], self.begun["token"]
        self.path = f"/api/v1/gesprekken/{self.id}"
        self.key = {"Authorization": f"Bearer {self.token}"}
        self.last: dict[str, Any] = self.begun

    def post(self, message_id: str | None = None, **content: object) -> httpx.Response:
        body = {"bericht_id": message_id or str(uuid.uuid4()), **content}
        return self.http.post(f"{self.path}/berichten", json=body, headers=self.key)

    def says(self, text: str, message_id: str | None = None) -> dict[str, Any]:
        self.last = self.post(message_id, tekst=text).raise_for_status().json()
        return self.last

    def presses(self, choice: str, message_id: str | None = None) -> dict[str, Any]:
        self.last = self.post(message_id, keuze=choice).raise_for_status().json()
        return self.last

    def whole(self) -> dict[str, Any]:
        """The conversation as the server has it."""
        return self.http.get(self.path, headers=self.key).raise_for_status().json()

    @property
    def open(self) -> str | None:
        """The question that the bot put last."""
        return next((message["vraag"] for message in reversed(self.last["berichten"]) if message["vraag"]), None)

    @property
    def choices(self) -> list[str]:
        return [choice["waarde"] for choice in self.last["berichten"][-1]["keuzes"]]

    def up_to(self, question: str, health: str = "ja") -> "Client":
        """Agree, and skip every question before this one."""
        while self.open != question:
            self.presses({"toestemming": "ja", "gezondheid_delen": health}.get(self.open or "", "overslaan"))
        return self


class Site:
    """The application as it is served, with its parts within reach."""

    def __init__(self, app: FastAPI, address: str, settings: Settings) -> None:
        self.app, self.address, self.settings = app, address, settings
        self.services = app.state.services
        self.http = httpx.Client(base_url=address, timeout=20)
        self._professional: httpx.Client | None = None

    def client(self) -> Client:
        return Client(self.http)

    def professional(self) -> httpx.Client:
        """An HTTP client that is signed in as a professional."""
        if self._professional is None:
            known = {"email": self.account(), "wachtwoord": PASSWORD}
            token = self.http.post("/api/v1/sessies", json=known).raise_for_status().json()["token"]
            self._professional = httpx.Client(base_url=self.address, timeout=20, headers={"Authorization": f"Bearer {token}"})
        return self._professional

    def account(self) -> str:
        """A new account with `PASSWORD`; its e-mail address."""
        from intake import staff

        email = f"alice.{uuid.uuid4().hex[:8]}@voorbeeldstad.test"
        with self.services.store.session() as session:
            staff.create(session, naam="Alice de Wit", email=email, wachtwoord=PASSWORD, rol="professional")
        return email


def generous(settings: Settings) -> Settings:
    """The settings with limits that no test meets."""
    return settings.model_copy(update={"gesprekken_per_uur": PLENTY, "berichten_per_minuut": PLENTY})


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(true: Any, seconds: float, what: str) -> None:
    """Look again and again, for as long as it may take."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(0.02)


@pytest.fixture(scope="session")
def model_folder(trained_model: Path) -> Path:
    """The folder that holds the trained model."""
    return Path(trained_model).parent


@pytest.fixture(scope="session")
def served_site(model_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, crypto.Keyring]]:
    """The whole application in a thread of this process, on a database of its own, with its keys."""
    from bot.engine.services import open_services
    from bot.engine.talk import Talk
    from bot.logs import configure_logs
    from bot.web.app import create_app

    configure_logs()
    settings = generous(Settings(map=with_model(tmp_path_factory.mktemp("site"), model_folder), database_url="", sleutels="", redis_url=""))
    before = crypto.use(None)
    services = open_services(settings)
    app = create_app(Talk(services))
    app.state.limits = NoLimits()
    keys = crypto.keyring()
    crypto.use(before)
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning", access_log=False, ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    wait_until(lambda: server.started, 20, "the server did not start")
    yield Site(app, f"http://127.0.0.1:{port}", settings), keys
    server.should_exit = True
    thread.join(10)
    services.store.close()


@pytest.fixture
def site(served_site: tuple[Site, crypto.Keyring]) -> Iterator[Site]:
    """The shared application; its keys are those of this process for the time of the test."""
    shared, keys = served_site
    before = crypto.use(keys)
    yield shared
    crypto.use(before)


class NoLimits:
    """Limits that nobody meets."""

    def hit(self, kind: str, caller: str) -> bool:
        return True


def with_model(folder: Path, model_folder: Path) -> Path:
    """A data folder that has the trained model already."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "models").symlink_to(model_folder)
    return folder


class Process:
    """`startgesprek serve` in a process of its own."""

    def __init__(self, folder: Path, options: tuple[str, ...] = (), **settings: object) -> None:
        self.folder, self.options, self.port = folder, options, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.settings = {"gesprekken_per_uur": PLENTY, "berichten_per_minuut": PLENTY} | settings
        self.running: subprocess.Popen[str] | None = None
        self.http = httpx.Client(base_url=self.address, timeout=30)

    def begin_start(self) -> "Process":
        log = (self.folder / f"server-{self.port}.log").open("a")
        self.running = subprocess.Popen(
            [*COMMAND, "serve", *self.options],
            cwd=ROOT,
            env=environment(self.folder, poort=self.port, **self.settings),
            stdout=log,
            stderr=log,
            text=True,
        )
        return self

    def until_ready(self) -> "Process":
        wait_until(self.is_ready, 90, f"the server did not start: {self.log()[-2000:]}")
        return self

    def start(self) -> "Process":
        return self.begin_start().until_ready()

    def is_ready(self) -> bool:
        if self.running is not None and self.running.poll() is not None:
            raise RuntimeError(f"the server ended with {self.running.returncode}: {self.log()[-2000:]}")
        try:
            return self.http.get("/gezondheid/klaar").status_code == 200
        except httpx.TransportError:
            return False

    def log(self) -> str:
        place = self.folder / f"server-{self.port}.log"
        return place.read_text() if place.exists() else ""

    def kill(self) -> None:
        """As the kernel or a power cut does: at once, with nothing tidied up."""
        if self.running is not None:
            self.running.send_signal(signal.SIGKILL)
            self.running.wait(20)
            self.running = None


def environment(folder: Path, **settings: object) -> dict[str, str]:
    """The environment of a process: ours, without its settings, with these."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("STARTGESPREK_")}
    given = {f"STARTGESPREK_{name.upper()}": str(value) for name, value in ({"map": folder} | settings).items()}
    guarded = {"PYTHONPATH": f"{LOOPBACK_ONLY}:{ROOT}", "LOOPBACK_TRACE": str(outside(folder))}
    return kept | guarded | {"RASA_TELEMETRY_ENABLED": "false", "PYTHONWARNINGS": "ignore"} | given


def outside(folder: Path) -> Path:
    """Where a process leaves a trace of every try to reach another machine; there is no such file when all is well."""
    return folder.parent / f"{folder.name}-outside.txt"


@contextmanager
def process(folder: Path, *options: str, **settings: object) -> Iterator[Process]:
    """A server that is gone afterwards, whatever happens."""
    served = Process(folder, options, **settings)
    try:
        yield served.start()
    finally:
        served.kill()
