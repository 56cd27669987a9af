"""The command line: what it prints, and how it fails."""

import json
import os
import socket
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.main import app
from bot.logs import configure_logs
from bot.settings import ROOT
from intake import crypto
from tests.served import COMMAND, PASSWORD, environment, with_model

PERSONA = """
kanaal: web
standaard: overslaan
antwoorden:
  toestemming: "ja"
  gezondheid_delen: "ja"
  aanspreeknaam: Sam
  verhaal: Ik wil graag in de zorg werken.
  klopt: "ja"
"""


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Ran]]:
    """Runs a command in this process, with these settings and none of its surroundings."""
    before = crypto.use(None)
    for name in [name for name in os.environ if name.startswith("STARTGESPREK_")]:
        monkeypatch.delenv(name)

    def command(*words: str, folder: Path, given: str | None = None, **settings: object) -> Ran:
        with monkeypatch.context() as patched:
            for name, value in ({"map": folder} | settings).items():
                patched.setenv(f"STARTGESPREK_{name.upper()}", str(value))
            ended = CliRunner().invoke(app, words, input=given)
        if ended.exception is not None and not isinstance(ended.exception, SystemExit):
            raise ended.exception
        return Ran(ended.exit_code, ended.stdout, ended.stderr)

    yield command
    crypto.use(before)
    configure_logs()  # the command's standard error is gone


def says(failed: Ran, *parts: str) -> bool:
    """Whether a command failed with a clear sentence: exit code 1 and these words."""
    return failed.returncode == 1 and all(part in failed.stderr for part in parts)


@pytest.fixture
def folder(tmp_path: Path, model_folder: Path) -> Path:
    return with_model(tmp_path / "data", model_folder)


def test_a_port_in_use_is_said_at_once_by_a_process_of_its_own(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        env = environment(tmp_path, poort=port)
        ended = subprocess.run([*COMMAND, "serve"], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60)
    assert "Traceback" not in ended.stderr
    assert says(Ran(ended.returncode, ended.stdout, ended.stderr), f"Poort {port} is al in gebruik", "STARTGESPREK_POORT")


@pytest.mark.parametrize("command", [["serve"], ["train"], ["purge", "--dry-run"], ["understand"], ["users", "list"]], ids=" ".join)
def test_a_folder_that_can_not_be_written_is_named(run, tmp_path, command):
    (tmp_path / "bestand").touch()
    assert says(run(*command, folder=tmp_path / "bestand" / "map"), "niet te beschrijven", "STARTGESPREK_MAP")


WRONG = {
    "poort": "deur",
    "bewaren_af_dagen": "0",
    "https": "misschien",
    "sleutels": "geen-sleutel",
    "database_url": "mysteriedatabase://hier",
    "kennis": "/bestaat/niet",
    "redis_url": "redis://127.0.0.1:1/0",
}


@pytest.mark.parametrize(("name", "value"), WRONG.items())
def test_a_wrong_setting_stops_the_start_with_its_name(run, tmp_path, name, value):
    assert says(run("purge", "--dry-run", folder=tmp_path, **{name: value}), f"STARTGESPREK_{name.upper()}")


def test_a_database_that_does_not_answer_is_said(run, tmp_path):
    wrong = run("purge", folder=tmp_path, database_url="postgresql://nobody:geheim@127.0.0.1:1/none")
    assert says(wrong, "STARTGESPREK_DATABASE_URL")
    assert "geheim" not in wrong.stderr


def test_a_setting_that_does_not_exist_is_no_matter(run, tmp_path):
    assert run("purge", "--dry-run", folder=tmp_path, iets_anders="1").returncode == 0


def test_without_words_the_command_shows_what_it_can_do(run, tmp_path):
    shown = run("--help", folder=tmp_path).stdout
    assert all(command in shown for command in ("serve", "train", "chat", "replay", "understand", "users", "purge"))


def test_understand_answers_each_line_with_one(run, folder):
    asked = [{"vraag": "leeftijdsgroep", "tekst": "ik ben 34"}, {"vraag": None, "tekst": "Ik heb schulden."}, {"vraag": None, "tekst": ""}]
    found = run("understand", folder=folder, given="\n".join(json.dumps(line) for line in asked) + "\n\n")
    assert found.returncode == 0, found.stderr[-2000:]
    lines = [json.loads(line) for line in found.stdout.splitlines()]
    assert len(lines) == 3
    assert all(set(line) == {"intentie", "feiten", "signalen"} for line in lines)
    assert {"veld": "leeftijdsgroep", "waarde": "27_44", "citaat": "34"}.items() <= lines[0]["feiten"][0].items() or lines[0]["feiten"]
    assert [fact["waarde"] for fact in lines[1]["feiten"]] == ["schulden"]
    assert lines[2]["feiten"] == []


@pytest.mark.parametrize("line", ["geen json", "[]", '{"vraag": null}', '{"tekst": 3}', '{"vraag": "bestaat_niet", "tekst": "ja"}'])
def test_understand_says_which_line_is_wrong(run, folder, line):
    assert says(run("understand", folder=folder, given=line + "\n"), "Regel 1")


def test_replay_prints_one_object_a_file_and_leaves_the_served_database_alone(run, folder, tmp_path):
    (tmp_path / "sam.yml").write_text(PERSONA)
    (tmp_path / "nee.yml").write_text('kanaal: web\nstandaard: overslaan\nantwoorden: {toestemming: "nee"}\n')
    held = run("replay", str(tmp_path / "sam.yml"), str(tmp_path / "nee.yml"), folder=folder)
    assert held.returncode == 0, held.stderr[-2000:]
    sam, refused = [json.loads(line) for line in held.stdout.splitlines()]
    assert set(sam) == {"samenvatting", "beurten", "gesteld", "ms_per_beurt"}
    assert sam["samenvatting"]["schema"] == "startgesprek/samenvatting/1"
    assert sam["samenvatting"]["volledig"]
    assert sam["gesteld"][:4] == ["toestemming", "gezondheid_delen", "aanspreeknaam", "verhaal"]
    assert len(sam["ms_per_beurt"]) == sam["beurten"]
    assert refused["samenvatting"]["antwoorden"] == []
    assert not (folder / "startgesprek.db").exists()


@pytest.mark.parametrize("content", ["- een\n- lijst\n", "a: [", "antwoorden: tekst\n", None])
def test_replay_says_which_file_it_can_not_read(run, tmp_path, content):
    file = tmp_path / "persona.yml"
    if content is not None:
        file.write_text(content)
    assert says(run("replay", str(file), folder=tmp_path), "persona.yml")


def test_accounts_are_made_listed_and_closed(run, tmp_path):
    made = run("users", "add", "bob@voorbeeld.test", "--naam", "Bob", folder=tmp_path, given=f"{PASSWORD}\n{PASSWORD}\n")
    assert made.returncode == 0, made.stderr
    assert PASSWORD not in made.stdout
    assert says(
        run("users", "add", "BOB@voorbeeld.test", "--naam", "Bob", folder=tmp_path, given=f"{PASSWORD}\n{PASSWORD}\n"), "al een account"
    )
    assert says(run("users", "add", "x@voorbeeld.test", "--naam", "X", folder=tmp_path, given="kort\nkort\n"), "wachtwoord")
    assert says(run("users", "close", "niemand@voorbeeld.test", folder=tmp_path), "geen account")
    run("users", "close", "bob@voorbeeld.test", folder=tmp_path)
    assert "bob@voorbeeld.test\tBob\tprofessional\tgesloten" in run("users", "list", folder=tmp_path).stdout


def test_the_chat_in_the_terminal_takes_numbers_and_ends_on_an_empty_line(run, folder):
    held = run("chat", folder=folder, given="ja\n2\n\n")
    assert held.returncode == 0, held.stderr[-2000:]
    assert "1. Ja, dat is goed" in held.stdout
    assert "Hoe wil je dat we je noemen" in held.stdout
