"""A served talk, from the first word to the professional's print, reaches no other machine, and none of its words the log."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.served import Client, environment, outside, process, with_model

pytestmark = pytest.mark.slow


def test_a_process_that_calls_another_machine_is_found_out(tmp_path):
    call = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"
    ended = subprocess.run([sys.executable, "-c", call], env=environment(tmp_path), capture_output=True, text=True, timeout=60)
    assert ended.returncode == 1
    assert "192.0.2.1" in outside(tmp_path).read_text()


def test_a_whole_talk_and_its_review_reach_no_other_machine_and_no_word_of_it_reaches_the_log(tmp_path: Path, model_folder: Path):
    folder = with_model(tmp_path / "data", model_folder)
    with process(folder, "--demo") as served:
        client = Client(served.http).up_to("aanspreeknaam")
        client.says("Kwispelstaart")
        client.says("Ik wil graag kok worden en ik heb pijn in mijn schouderbladen.")
        client.up_to("klopt").presses("ja")
        assert client.last["status"] == "afgerond"

        assert (folder / "sleutel").stat().st_mode & 0o077 == 0
        assert (folder / "startgesprek.db").stat().st_mode & 0o077 == 0
        shown = served.log()
        known = {"email": re.search(r"adres +(\S+@\S+)", shown).group(1), "wachtwoord": re.search(r"wachtwoord +(\S+)", shown).group(1)}
        token = served.http.post("/api/v1/sessies", json=known).raise_for_status().json()["token"]
        key = {"Authorization": f"Bearer {token}"}
        listed = served.http.get("/api/v1/intakes", headers=key).raise_for_status().json()["intakes"]
        assert [intake["id"] for intake in listed] == [client.id]
        assert served.http.get(f"/api/v1/intakes/{client.id}/pdf", headers=key).raise_for_status().content.startswith(b"%PDF")
        assert "Kwispelstaart" in served.http.get(f"/api/v1/intakes/{client.id}", headers=key).text
    trace = outside(folder)
    assert not trace.exists(), trace.read_text()
    log = served.log()
    assert not re.search(r"Kwispelstaart|schouderbladen|kok worden", log)
    assert client.id not in log
    assert client.token not in log
