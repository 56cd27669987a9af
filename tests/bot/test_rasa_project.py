"""The project is an ordinary Rasa project: Rasa's own commands work on it, and none of them calls outside this machine."""

import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import yaml

from bot.settings import ROOT

RASA = str(Path(sys.executable).with_name("rasa"))
LOOPBACK_ONLY = Path(__file__).parent / "loopback"
STORIES = Path(__file__).parent / "data" / "test_stories.yml"

pytestmark = pytest.mark.slow


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """An environment with its own data folder, in which only this machine can be reached."""
    trace = tmp_path / "outside.txt"
    yield os.environ | {
        "RASA_TELEMETRY_ENABLED": "false",
        "PYTHONPATH": f"{LOOPBACK_ONLY}:{ROOT}",
        "PYTHONWARNINGS": "ignore",
        "LOOPBACK_TRACE": str(trace),
        "STARTGESPREK_MAP": str(tmp_path / "map"),
        "STARTGESPREK_DATABASE_URL": "",
        "HOME": str(tmp_path),
    }
    assert not trace.exists(), trace.read_text()


def rasa(environment: dict[str, str], *arguments: object, folder: Path = ROOT) -> str:
    """What a Rasa command says; it has to succeed."""
    command = [RASA, *map(str, arguments)]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
    return done.stdout + done.stderr


@contextmanager
def running(environment: dict[str, str], *arguments: object) -> Iterator[Callable[[], str]]:
    """A Rasa command that serves until the end of the block; gives what it said so far."""
    log = Path(environment["STARTGESPREK_MAP"]).with_name(f"{arguments[1]}.log")
    with log.open("w") as out:
        process = subprocess.Popen([RASA, *map(str, arguments)], cwd=ROOT, env=environment, stdout=out, stderr=out, start_new_session=True)
        try:
            yield lambda: log.read_text()[-4000:] if process.poll() is None else pytest.fail(log.read_text()[-4000:])
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until_it_answers(url: str, log: Callable[[], str]) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            if httpx.get(url, timeout=5).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            time.sleep(0.2)
        log()
    pytest.fail(f"{url} does not answer: {log()}")


def test_the_guard_notices_a_look_up_outside(environment):
    look_up = "import socket; socket.getaddrinfo('example.org', 443)"
    trace = Path(environment["LOOPBACK_TRACE"])
    done = subprocess.run([sys.executable, "-c", look_up], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "example.org" in trace.read_text()
    trace.unlink()


def test_rasa_finds_nothing_wrong_with_the_project(environment):
    said = rasa(environment, "data", "validate", "--data", "data")
    assert "No story structure conflicts found" in said


def test_rasa_trains_the_model(environment, tmp_path):
    rasa(environment, "train", "--out", tmp_path / "models", "--fixed-model-name", "opnieuw")
    assert (tmp_path / "models" / "opnieuw.tar.gz").exists()


def test_rasa_tests_the_understanding(environment, tmp_path, trained_model):
    some = {
        "version": "3.1",
        "nlu": [{"intent": "stop", "examples": "- ik wil stoppen\n- stop\n"}, {"intent": "groet", "examples": "- hallo\n- hoi\n"}],
    }
    (tmp_path / "nlu.yml").write_text(yaml.safe_dump(some))
    rasa(environment, "test", "nlu", "--nlu", tmp_path / "nlu.yml", "--model", trained_model, "--out", tmp_path / "results", "--no-plot")
    assert (tmp_path / "results" / "intent_report.json").exists()


def test_rasa_tests_whole_talks(environment, tmp_path, trained_model):
    out = tmp_path / "results"
    rasa(
        environment,
        "test",
        "core",
        "--stories",
        STORIES,
        "--model",
        trained_model,
        "--out",
        out,
        "--fail-on-prediction-errors",
        "--no-plot",
    )


def test_rasa_serves_the_bot_with_its_own_server_and_action_server(environment, tmp_path, trained_model):
    bot, actions = free_port(), free_port()
    endpoints = tmp_path / "endpoints.yml"
    endpoints.write_text(yaml.safe_dump({"action_endpoint": {"url": f"http://127.0.0.1:{actions}/webhook"}}))
    with (
        running(environment, "run", "actions", "--port", actions) as action_log,
        running(environment, "run", "-i", "127.0.0.1", "--port", bot, "--model", trained_model, "--endpoints", endpoints) as bot_log,
    ):
        until_it_answers(f"http://127.0.0.1:{actions}/health", action_log)
        until_it_answers(f"http://127.0.0.1:{bot}/", bot_log)
        sender = str(uuid.uuid4())
        replies = [
            httpx.post(f"http://127.0.0.1:{bot}/webhooks/rest/webhook", json={"sender": sender, "message": text}, timeout=60).json()
            for text in ("hallo", "ja dat is goed")
        ]
    assert all(reply and reply[0]["text"] for reply in replies), action_log
