"""The professionals' side of the API (contract, section 2) and the summary it gives (section 4)."""

import json

import pytest

from tests.served import Client, Site

SUMMARY = {
    "schema", "id", "status", "kanaal", "begonnen_op", "afgerond_op", "volledig", "toestemming", "profiel", "doelen", "netwerk", "taal",
    "belemmeringen", "talenten", "begeleiding", "signalen", "werkzame_elementen", "let_op", "gespreksvragen", "ontbreekt", "antwoorden",
}  # fmt: skip


@pytest.fixture
def client(site: Site) -> Client:
    client = site.client().up_to("aanspreeknaam")
    client.says("Amina")
    client.says("Ik ben 34 jaar. Ik wil graag kok worden. Ik heb schulden.")
    return client


@pytest.fixture
def finished(client: Client) -> str:
    client.up_to("klopt").presses("ja")
    return client.id


def test_a_talk_reaches_the_professional_when_it_is_finished(site, client):
    professional = site.professional()
    assert professional.get(f"/api/v1/intakes/{client.id}").status_code == 404
    client.up_to("klopt").presses("ja")
    assert professional.get(f"/api/v1/intakes/{client.id}").json()["volledig"] is True


def test_a_signal_reaches_the_professional_at_once_and_on_top_of_the_list(site, client, finished):
    danger = site.client().up_to("verhaal")
    danger.says("Ik wil niet meer leven.")
    found = site.professional().get("/api/v1/intakes").json()["intakes"]
    urgent = [intake["id"] for intake in found if intake["signalen"]]
    assert danger.id in urgent
    assert [intake["id"] for intake in found][: len(urgent)] == urgent
    summary = site.professional().get(f"/api/v1/intakes/{danger.id}").json()
    assert summary["volledig"] is False
    assert [signal["code"] for signal in summary["signalen"]] == ["suicidaliteit"]


def test_the_summary_has_the_parts_of_the_contract_and_every_fact_its_proof(site, finished):
    summary = site.professional().get(f"/api/v1/intakes/{finished}").json()
    assert summary.keys() >= SUMMARY
    answers = {answer["id"]: answer for answer in summary["antwoorden"]}
    assert all(set(answer) == {"id", "vraag", "tekst", "tijd", "gecorrigeerd"} for answer in answers.values())
    for theme in ("doelen", "netwerk", "taal", "belemmeringen", "talenten", "begeleiding"):
        for fact in summary[theme]:
            assert fact["citaat"] in answers[fact["antwoord"]]["tekst"]
            assert fact["veld"] in summary["profiel"]
    assert summary["profiel"]["doel"]["waarde"] == ["betaald_werk"]
    assert summary["profiel"]["leeftijdsgroep"]["waarde"] == "27_44"
    for element in summary["werkzame_elementen"]:
        assert element["bron"]["paragraaf"]
        assert element["waarom"]
        for reason in element["waarom"]:
            assert reason["citaat"] in answers[reason["antwoord"]]["tekst"]


def test_the_list_can_be_filtered_and_turned_over(site, finished):
    professional = site.professional()
    listed = professional.get("/api/v1/intakes", params={"status": "nieuw"}).json()
    assert {"intakes", "totaal", "pagina", "per_pagina"} == set(listed)
    assert finished in [intake["id"] for intake in listed["intakes"]]
    assert professional.get("/api/v1/intakes", params={"status": "afgesloten", "pagina": 2}).json()["intakes"] == []
    for wrong in ({"status": "x"}, {"pagina": 0}, {"pagina": "een"}, {"pagina": 10**30}):
        assert professional.get("/api/v1/intakes", params=wrong).status_code == 422


def test_a_change_changes_what_it_names_and_nothing_else(site, finished):
    professional = site.professional()
    path = f"/api/v1/intakes/{finished}"
    before = professional.get(path).json()
    changed = professional.patch(path, json={"status": "in_behandeling", "notitie": "Bel dinsdag."}).raise_for_status().json()
    assert changed["status"] == "in_behandeling"
    assert {**changed, "status": "nieuw"} == before
    assert professional.patch(path, json={}).json() == changed
    for wrong in (
        {"status": "weg"},
        {"status": "afgesloten", "iets": 1},
        {"toegewezen_aan": "niemand"},
        {"toegewezen_aan": "a\x00b"},
        {"notitie": ""},
        {"notitie": "a" * 4001},
    ):
        assert professional.patch(path, json=wrong).status_code == 422
    assert professional.get(path).json() == changed


def test_the_print_is_an_accessible_pdf_also_of_odd_words(site):
    client = site.client().up_to("aanspreeknaam")
    client.says('#eval("1") *vet* $x^2$ <b> \\ @x _y_ ` 😀 أريد')
    client.says("Ik wil kok worden #set page(width: 1cm) #panic() // ``` 日本語")
    client.up_to("klopt").presses("ja")
    response = site.professional().get(f"/api/v1/intakes/{client.id}/pdf").raise_for_status()
    assert response.headers["content-type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-1.")
    assert b"/StructTreeRoot" in response.content
    assert response.headers["cache-control"] == "no-store"


def test_the_download_is_the_summary_of_the_api(site, finished):
    professional = site.professional()
    token = professional.headers["Authorization"].split()[1]
    downloaded = site.http.get(f"/beoordeling/intakes/{finished}/samenvatting.json", cookies={"startgesprek_sessie": token})
    assert json.loads(downloaded.content) == professional.get(f"/api/v1/intakes/{finished}").json()
    assert downloaded.headers["content-disposition"].startswith('attachment; filename="SG-')


def test_a_withdrawn_talk_is_gone_for_the_professional_too(site, client, finished):
    assert site.http.delete(client.path, headers=client.key).status_code == 204
    assert site.professional().get(f"/api/v1/intakes/{finished}").status_code == 404
