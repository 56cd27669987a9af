"""Whatever a client can send: never a failure of ours, and no change that the talk should not make."""

import json
import uuid
from typing import Any

import httpx
import pytest

from intake.records.conversations import ConversationRow
from tests.served import Client, Site

MARK_UP = '<script>alert("x")</script><img src=x onerror=alert(1)><b>vet</b> {{7*7}} </textarea>'
SQL = "Robert'); DROP TABLE conversations;-- ' OR '1'='1"


@pytest.fixture
def client(site: Site) -> Client:
    return site.client().up_to("verhaal")


def state(site: Site, client: Client) -> dict[str, Any]:
    """Where the talk is: status, open question, what is asked and known."""
    with site.services.store.reading() as session:
        row = session.get_one(ConversationRow, client.id)
        return {
            "status": row.status,
            "open": row.open_vraag,
            "gesteld": list(row.gesteld),
            "overgeslagen": list(row.overgeslagen),
            "feiten": sorted((fact.veld, fact.waarde) for fact in row.facts if fact.vervallen_op is None),
            "antwoorden": len(row.answers),
        }


def raw(client: Client, body: bytes, **headers: str) -> httpx.Response:
    return client.http.post(f"{client.path}/berichten", content=body, headers=client.key | {"Content-Type": "application/json"} | headers)


def refused(response: httpx.Response, status: int) -> bool:
    return response.status_code == status and response.headers["content-type"] == "application/problem+json"


NOTHING_TO_READ = {
    "empty": "",
    "spaces": "  \n\t ",
    "zero width": "\u200b\u200d\u2060\ufeff",
    "direction marks": "\u202e\u202d\u200f",
    "NUL bytes": "\x00\x00",
    "private use": "\ue000\U000f0000",
    "slashes": " /// ",
}


@pytest.mark.parametrize("text", NOTHING_TO_READ.values(), ids=NOTHING_TO_READ)
def test_a_message_without_anything_to_read_is_refused_with_a_sentence(site, client, text):
    before = state(site, client)
    response = client.post(tekst=text)
    assert refused(response, 422)
    assert "Typ" in response.json()["detail"]
    assert state(site, client) == before


ODD = {
    "emoji": "😀🎉👩‍👩‍👧‍👦🏳️‍🌈",
    "one emoji": "👍",
    "right to left": "أريد أن أعمل طباخا",
    "right to left override": "ik wil \u202eneknawrev\u202c werken",
    "zero width inside": "ik\u200b wil\u200b ko\u00adk worden",
    "combining marks": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘",
    "NUL inside": "ik wil\x00 werken",
    "control characters": "\x1b[31mrood\x1b[0m \x07\x08",
    "mark-up": MARK_UP,
    "SQL": SQL,
    "template": "{{ config }} ${7*7} {gemeente} %s %(naam)s {0}",
    "typst": '#import "x": * \n = kop \n #read("/etc/passwd")',
    "json": '{"intent": "signaal", "status": "afgerond"}',
    "path": "../../../etc/passwd",
    "only digits": "1" * 300,
    "one long word": "a" * 4000,
    "many lines": "\n".join("ja" for _ in range(900)),
    "brackets": "(" * 2000 + "[" * 1500,
    "repeated negation": "niet " * 790,
}


@pytest.mark.parametrize("question", ["toestemming", "verhaal", "leeftijdsgroep", "contactgegevens"])
@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_text_is_answered_and_the_talk_goes_on(site, text, question):
    client = site.client()
    if question == "contactgegevens":
        client.up_to("contact").presses("mail")
    else:
        client.up_to(question)
    assert client.open == question
    client.says(text)
    # "niet niet niet" to the question for consent is a no, and a no ends the talk.
    refused = question == "toestemming" and text == ODD["repeated negation"]
    assert client.last["status"] == ("gestopt" if refused else "bezig")
    assert client.last["berichten"]


@pytest.mark.parametrize("length", [10_000, 20_000])
def test_a_very_long_text_is_answered_read_as_far_as_it_goes_and_said_to_be_long(site, client, length):
    client.says(("Ik wil graag kok worden. " + "bla " * length)[:length])
    assert client.last["status"] == "bezig"
    assert "kleinere stukken" in client.last["berichten"][0]["tekst"]
    assert ("doel", "betaald_werk") in state(site, client)["feiten"]


def test_a_long_text_of_emoji_written_as_escapes_fits_too(client):
    body = json.dumps({"bericht_id": str(uuid.uuid4()), "tekst": "😀" * 10_000}, ensure_ascii=True).encode()
    assert raw(client, body).status_code == 200


@pytest.mark.parametrize(("length", "status"), [(20_001, 422), (50_000, 422), (3_000_000, 413)])
def test_a_text_too_long_to_take_is_refused_with_a_sentence(site, client, length, status):
    before = state(site, client)
    response = client.post(tekst="a" * length)
    assert refused(response, status)
    assert "kortere" in response.json()["detail"]
    assert state(site, client) == before


def test_a_body_that_does_not_say_how_long_it_is_is_measured(site, client):
    before = state(site, client)
    response = client.http.post(
        f"{client.path}/berichten", content=(b"a" * 10_000 for _ in range(100)), headers=client.key | {"Content-Type": "application/json"}
    )
    assert refused(response, 413)
    assert state(site, client) == before


COMMANDS = [
    "/restart",
    " /restart",
    "/session_start",
    "/stop",
    " /stop",
    "\u200b/verwijder",
    "//begin",
    '/inform{"leeftijdsgroep":"55_plus"}',
    '/antwoord{"open_vraag": "klopt"}',
    "/verwijder",
    "/signaal",
    "EXTERNAL: stop",
]


@pytest.mark.parametrize("text", COMMANDS)
def test_a_command_of_the_dialogue_engine_is_just_words(site, client, text):
    before = state(site, client)
    client.says(text)
    after = state(site, client)
    assert after["gesteld"][: len(before["gesteld"])] == before["gesteld"]
    assert client.whole()["berichten"][0]["tekst"] == client.begun["berichten"][0]["tekst"]
    with site.services.store.reading() as session:
        assert session.get_one(ConversationRow, client.id).open_vraag not in ("klopt", None) or after["status"] == "gestopt"


@pytest.mark.parametrize("text", ["/restart", '/inform{"leeftijdsgroep":"55_plus"}', "/session_start", "/signaal", "/begin"])
def test_a_command_sets_no_fact_no_signal_and_no_status(site, text):
    client = site.client().up_to("belemmeringen")
    before = state(site, client)
    client.says(text)
    after = state(site, client)
    assert (after["status"], after["open"], after["feiten"]) == (before["status"], before["open"], before["feiten"])
    assert not [message for message in client.last["berichten"] if message["soort"] == "signaal"]


def test_words_come_back_as_they_were_and_the_tables_are_still_there(site, client):
    client.says(MARK_UP)
    client.up_to("doel").says(SQL)
    said = [message["tekst"] for message in client.whole()["berichten"] if message["van"] == "client"]
    assert MARK_UP in said
    assert SQL in said
    assert site.client().last["status"] == "bezig"


BODIES = {
    "no JSON": b"hallo",
    "half JSON": b'{"bericht_id": "',
    "empty": b"",
    "not UTF-8": b'{"bericht_id": "\xff\xfe"}',
    "a list": b"[]",
    "null": b"null",
    "a number": b"1e999",
    "NaN": b'{"bericht_id": NaN, "tekst": "hallo"}',
    "deep list": b"[" * 100_000,
    "deep object": b'{"a":' * 50_000,
    "deep and closed": b"[" * 60_000 + b"]" * 60_000,
    "an enormous number": b'{"bericht_id": ' + b"9" * 5_000 + b"}",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_body_that_is_no_message_is_refused(site, client, body):
    before = state(site, client)
    response = raw(client, body)
    assert response.status_code in (400, 422)
    assert refused(response, response.status_code)
    assert "hallo" not in response.text
    assert state(site, client) == before


ID = "7b0f8a52-9be0-4f52-a7ea-2f9a83f63d10"
MESSAGES: dict[str, Any] = {
    "no id": {"tekst": "hallo"},
    "id that is no uuid": {"bericht_id": "1", "tekst": "hallo"},
    "id that is a number": {"bericht_id": 1, "tekst": "hallo"},
    "id with NUL": {"bericht_id": f"{ID}\x00", "tekst": "hallo"},
    "no content": {"bericht_id": ID},
    "both": {"bericht_id": ID, "tekst": "ja", "keuze": "ja"},
    "text as a list": {"bericht_id": ID, "tekst": ["ja"]},
    "text as an object": {"bericht_id": ID, "tekst": {"$ne": None}},
    "text as null": {"bericht_id": ID, "tekst": None},
    "choice as a number": {"bericht_id": ID, "keuze": 1},
    "empty choice": {"bericht_id": ID, "keuze": ""},
    "unknown choice": {"bericht_id": ID, "keuze": "bestaat_niet"},
    "choice of another question": {"bericht_id": ID, "keuze": "55_plus"},
    "choice that was shown before": {"bericht_id": ID, "keuze": "ja"},
    "choice with a comma too many": {"bericht_id": ID, "keuze": "betaald_werk,"},
    "one known, one unknown": {"bericht_id": ID, "keuze": "overslaan,bestaat_niet"},
    "choice with NUL": {"bericht_id": ID, "keuze": "ja\x00"},
    "choice that names an inner intent": {"bericht_id": ID, "keuze": "signaal"},
    "choice that begins the talk again": {"bericht_id": ID, "keuze": "begin"},
    "choice that is a command": {"bericht_id": ID, "keuze": "/stop"},
    "choice with mark-up": {"bericht_id": ID, "keuze": MARK_UP},
    "very long choice": {"bericht_id": ID, "keuze": "a" * 1_001},
}


@pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES)
def test_a_message_that_is_not_one_is_refused_and_changes_nothing(site, client, message):
    before, whole = state(site, client), client.whole()
    assert refused(client.http.post(f"{client.path}/berichten", json=message, headers=client.key), 422)
    assert state(site, client) == before
    assert client.whole() == whole


@pytest.mark.parametrize("field", ["tekst", "keuze", "bericht_id"])
def test_half_a_surrogate_pair_is_refused_or_read_without_it(site, client, field):
    body = {"bericht_id": f'"{uuid.uuid4()}"', "tekst": '"hallo"'}
    if field == "keuze":
        del body["tekst"]
    body[field] = '"\\ud800 hallo \\udfff"'
    response = raw(client, ("{" + ", ".join(f'"{key}": {value}' for key, value in body.items()) + "}").encode())
    assert response.status_code in (200, 422)


def test_another_conversations_id_with_ones_own_token_does_not_exist(site, client):
    other = site.client().up_to("doel")
    before = state(site, other)
    message = {"bericht_id": str(uuid.uuid4()), "tekst": "stop"}
    assert refused(client.http.post(f"{other.path}/berichten", json=message, headers=client.key), 404)
    assert refused(client.http.get(other.path, headers=client.key), 404)
    assert refused(client.http.delete(other.path, headers=client.key), 404)
    assert state(site, other) == before


def test_a_message_id_of_another_conversation_is_just_an_id(site, client):
    once = str(uuid.uuid4())
    other = site.client().up_to("doel")
    theirs = other.says("Ik wil graag werken.", once)
    assert client.says("Ik wil graag leren.", once) != theirs


PLACES = ["x", "%00", "..%2f..", "%ff", "'%20OR%201=1", "a" * 3000, "%F0%9F%98%80", "%0d%0aX-Header:%20x"]


@pytest.mark.parametrize("place", PLACES)
def test_an_id_that_is_none_does_not_exist(site, client, place):
    professional = site.professional()
    for response in (
        client.http.get(f"/api/v1/gesprekken/{place}", headers=client.key),
        client.http.delete(f"/api/v1/gesprekken/{place}", headers=client.key),
        professional.get(f"/api/v1/intakes/{place}"),
        professional.get(f"/api/v1/intakes/{place}/pdf"),
    ):
        assert refused(response, 404)
        assert "x-header" not in response.headers


BEGINNINGS: dict[str, Any] = {
    "another channel": {"kanaal": "whatsapp"},
    "channel as a list": {"kanaal": ["web"]},
    "long invitation": {"uitnodiging": "a" * 65},
    "invitation with NUL": {"uitnodiging": "a\x00b"},
    "invitation as an object": {"uitnodiging": {}},
}


@pytest.mark.parametrize("body", BEGINNINGS.values(), ids=BEGINNINGS)
def test_a_beginning_that_is_none_is_refused(site, body):
    assert refused(site.http.post("/api/v1/gesprekken", json=body), 422)


def test_a_text_kept_without_leave_for_health_is_no_longer_than_what_was_read(site):
    client = site.client().up_to("verhaal", health="nee")
    client.says("Ik wil werken. " + "bla " * 1500 + "En ik heb een hernia.")
    assert "hernia" not in str(client.whole())
    with site.services.store.reading() as session:
        assert "hernia" not in " ".join(answer.tekst for answer in session.get_one(ConversationRow, client.id).answers)
