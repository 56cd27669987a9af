"""The clients' side of the API, over HTTP (contract, section 2)."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from sqlalchemy import select

from intake.records.base import Base
from intake.records.conversations import ConversationRow
from tests.served import Client, Site

KINDS = {"vraag", "uitleg", "bevestiging", "signaal", "samenvatting", "afsluiting"}


@pytest.fixture
def client(site: Site) -> Client:
    return site.client()


def is_problem(response: httpx.Response, status: int) -> bool:
    """Whether this is a failure as RFC 9457 has it, of this API, that says what to do."""
    body = response.json()
    return (
        response.status_code == body["status"] == status
        and response.headers["content-type"] == "application/problem+json"
        and response.headers["api-version"] == "1.0.0"
        and set(body) == {"type", "title", "status", "detail"}
        and bool(body["title"] and body["detail"])
    )


def test_a_conversation_begins_with_its_key_the_first_question_and_how_far_it_is(client):
    assert set(client.begun) == {"id", "token", "berichten", "voortgang", "status"}
    assert uuid.UUID(client.begun["id"])
    assert len(client.begun["token"]) >= 32
    assert client.begun["status"] == "bezig"
    assert set(client.begun["voortgang"]) == {"gedaan", "totaal"}
    assert client.begun["voortgang"]["gedaan"] == 0
    assert client.open == "toestemming"


def test_every_answer_says_its_version_and_where_the_new_conversation_is(site):
    response = site.http.post("/api/v1/gesprekken", json={"kanaal": "web", "uitnodiging": None})
    assert response.status_code == 201
    assert response.headers["api-version"] == "1.0.0"
    assert response.headers["location"] == f"/api/v1/gesprekken/{response.json()['id']}"
    assert response.headers["cache-control"] == "no-store"


def test_a_message_of_the_bot_has_the_shape_of_the_contract(client):
    client.presses("ja")
    for answer in (client.begun, client.last):
        for message in answer["berichten"]:
            assert set(message) == {"tekst", "soort", "vraag", "keuzes"}
            assert message["soort"] in KINDS
            assert all(set(choice) == {"titel", "waarde"} for choice in message["keuzes"])
    assert set(client.last) == {"berichten", "voortgang", "status"}
    assert client.choices == ["ja", "nee"]


def test_a_button_and_its_words_answer_the_same(site):
    pressed, typed = site.client(), site.client()
    pressed.presses("ja")
    typed.says("Ja, dat is goed")
    assert pressed.last == typed.last
    assert pressed.open == "gezondheid_delen"


def test_progress_grows_and_never_passes_its_total(client):
    far = []
    while client.last["status"] == "bezig":
        client.presses({"toestemming": "ja", "gezondheid_delen": "ja", "klopt": "ja"}.get(client.open, "overslaan"))
        far.append((client.last["voortgang"]["gedaan"], client.last["voortgang"]["totaal"]))
    assert all(done <= of for done, of in far)
    assert [done for done, _ in far] == sorted(done for done, _ in far)
    assert far[-1][0] == far[-1][1]


def test_the_talk_ends_finished_with_a_reference(client):
    client.up_to("klopt").presses("ja")
    assert client.last["status"] == "afgerond"
    assert client.last["berichten"][-1]["soort"] == "afsluiting"
    assert client.whole()["referentie"] in client.last["berichten"][-1]["tekst"]


def test_after_the_end_a_message_is_answered_and_changes_nothing(client):
    client.up_to("klopt").presses("ja")
    client.says("Ik ben 50 jaar")
    assert client.last["status"] == "afgerond"
    assert [message["soort"] for message in client.last["berichten"]] == ["afsluiting"]


@pytest.mark.parametrize(("move", "status"), [("pauze", "gepauzeerd"), ("stop", "gestopt")])
def test_resting_and_stopping_say_so_and_the_talk_can_go_on(client, move, status):
    client.up_to("doel").presses(move)
    assert client.last["status"] == client.whole()["status"] == status
    client.presses("ja")
    assert (client.last["status"], client.open) == ("bezig", "doel")


def test_several_choices_come_with_commas_between_them(site, client):
    client.up_to("doel").presses("betaald_werk,taal_leren")
    with site.services.store.reading() as session:
        held = {fact.code for fact in session.get(ConversationRow, client.id).facts if fact.veld == "doel"}
    assert held == {"betaald_werk", "taal_leren"}


def test_moves_are_offered_to_whoever_builds_a_channel_and_work_as_choices(site):
    offered = [move["waarde"] for move in site.http.get("/api/v1/vragen").json()["altijd"]]
    assert {"vraag_waarom", "begrijp_niet", "overslaan", "stop"} <= set(offered)
    for move in offered:
        client = site.client().up_to("doel")
        assert client.post(keuze=move).status_code == 200, move


def test_the_catalogue_says_where_more_may_be_chosen_and_explains_choices(site):
    questions = {question["id"]: question for question in site.http.get("/api/v1/vragen").json()["vragen"]}
    assert questions["doel"]["meer"]
    assert not questions["leeftijdsgroep"]["meer"]
    assert "boodschappen" in questions["taal_spreken"]["uitleg"]["A2"]


@pytest.mark.parametrize("content", [{"tekst": "Ik zoek werk in de zorg."}, {"keuze": "overslaan"}])
def test_the_same_message_again_gives_the_same_answer_and_changes_nothing(client, content):
    client.up_to("doel")
    once = str(uuid.uuid4())
    first = client.post(once, **content).json()
    before = client.whole()
    assert client.post(once, **content).json() == first
    assert client.post(once.upper(), tekst="iets heel anders").json() == first
    assert client.whole() == before


def test_the_same_message_twice_at_once_counts_once(client):
    client.up_to("doel")
    once = str(uuid.uuid4())
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: client.post(once, keuze="betaald_werk"), range(8)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    assert [message["tekst"] for message in client.whole()["berichten"]].count("Betaald werk") == 1


def test_a_refusal_that_comes_twice_is_answered_twice_though_nothing_is_kept(client):
    once = str(uuid.uuid4())
    first = client.presses("nee", once)
    assert first["status"] == "gestopt"
    assert client.post(once, keuze="nee").json() == first


def test_messages_at_the_same_time_are_each_answered_once_and_stay_whole(client):
    client.up_to("doel")
    before = len(client.whole()["berichten"])
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: client.post(keuze="vraag_waarom").json(), range(6)))
    assert all(answer == answers[0] for answer in answers)
    after = client.whole()["berichten"][before:]
    assert [message["van"] for message in after] == (["client"] + ["bot"] * len(answers[0]["berichten"])) * 6


def test_who_comes_back_sees_the_whole_conversation_and_goes_on(client):
    client.up_to("aanspreeknaam").says("Sam")
    whole = client.whole()
    assert set(whole) == {"id", "kanaal", "status", "referentie", "voortgang", "berichten"}
    said = [(message["van"], message["tekst"]) for message in whole["berichten"]]
    assert said[0][0] == "bot"
    assert ("client", "Sam") in said
    assert whole["voortgang"] == client.last["voortgang"]
    assert [message["tekst"] for message in whole["berichten"][-len(client.last["berichten"]) :]] == [
        message["tekst"] for message in client.last["berichten"]
    ]


def test_withdrawing_erases_everything_and_only_that_conversation(site, client):
    other = site.client().up_to("verhaal")
    client.up_to("verhaal").says("Ik wil bloemenverkoper worden en ik heb schulden.")
    assert site.http.delete(client.path, headers=client.key).status_code == 204
    assert is_problem(site.http.get(client.path, headers=client.key), 404)
    assert is_problem(client.post(tekst="hallo"), 404)
    assert is_problem(site.http.delete(client.path, headers=client.key), 404)
    with site.services.store.reading() as session:
        for table in Base.metadata.sorted_tables:
            if "conversation_id" in table.c:
                left = session.execute(select(table).where(table.c.conversation_id == client.id)).all()
                assert not left, table.name
    assert other.whole()["status"] == "bezig"


def test_withdrawing_twice_at_once_is_no_failure_of_ours(client):
    with ThreadPoolExecutor(4) as pool:
        answers = [answer.status_code for answer in pool.map(lambda _: client.http.delete(client.path, headers=client.key), range(4))]
    assert sorted(answers) == [204, 404, 404, 404]


def test_having_everything_deleted_in_the_talk_keeps_nothing_of_it(site, client):
    client.up_to("verhaal").says("Ik wil tuinman worden.")
    client.presses("verwijder")
    client.presses("ja")
    assert client.last["status"] == "gestopt"
    whole = client.whole()
    assert [message["van"] for message in whole["berichten"]] == ["bot"]
    assert "tuinman" not in str(whole)


KEYS = {
    "none": {},
    "of another conversation": None,
    "empty": {"Authorization": "Bearer"},
    "wrong": {"Authorization": "Bearer wrong"},
    "another scheme": {"Authorization": "Basic c2FtOnNhbQ=="},
    "not ASCII": {"Authorization": b"Bearer \xff\xe9"},
}


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_without_its_own_token_a_conversation_does_not_exist(site, client, key, method):
    headers = KEYS[key] if KEYS[key] is not None else site.client().key
    path = f"{client.path}/berichten" if method == "POST" else client.path
    body = {"bericht_id": str(uuid.uuid4()), "tekst": "hallo"} if method == "POST" else None
    response = site.http.request(method, path, headers=headers, json=body)
    missing = site.http.request(method, path.replace(client.id, str(uuid.uuid4())), headers=headers, json=body)
    assert is_problem(response, 404)
    assert response.json() == missing.json()
    assert client.whole()["status"] == "bezig"


def test_other_sites_may_call_only_when_the_municipality_says_so(site, client):
    preflight = {"Origin": "https://ergens.anders", "Access-Control-Request-Method": "POST"}
    assert "access-control-allow-origin" not in site.http.options("/api/v1/gesprekken", headers=preflight).headers


def test_an_address_that_does_not_exist_is_a_problem_in_dutch(site):
    assert is_problem(site.http.get("/api/v1/iets"), 404)
    assert "bestaat niet" in site.http.get("/api/v1/iets").json()["detail"]
    assert is_problem(site.http.put("/api/v1/gesprekken"), 405)
    assert site.http.put("/api/v1/gesprekken").headers["allow"] == "POST"


def test_a_failure_of_ours_is_a_problem_too_and_the_message_can_be_sent_again(site, client, monkeypatch):
    client.up_to("doel")
    before, once = client.whole(), str(uuid.uuid4())

    async def broken(*args: object) -> None:
        raise RuntimeError("geheim: Sam")

    with monkeypatch.context() as patched:
        patched.setattr(type(site.app.state.talk), "_run", broken)
        failed = client.post(once, keuze="betaald_werk")
    assert is_problem(failed, 503)
    assert "Sam" not in failed.text
    assert client.whole() == before
    assert client.presses("betaald_werk", once)["status"] == "bezig"


def test_who_sends_too_much_is_asked_to_wait(site, client):
    from bot.web.limits import Limits

    freely = site.app.state.limits
    site.app.state.limits = Limits(site.settings.model_copy(update={"berichten_per_minuut": 3, "gesprekken_per_uur": 1}))
    try:
        answers = [client.post(keuze="vraag_waarom") for _ in range(4)]
        begun = [site.http.post("/api/v1/gesprekken", json={}) for _ in range(2)]
    finally:
        site.app.state.limits = freely
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert is_problem(answers[-1], 429)
    assert answers[-1].headers["retry-after"] == "60"
    assert [answer.status_code for answer in begun] == [201, 429]
