"""The open description of the API, the headers of every page, and what stands open to anybody."""

import json
import re

import pytest
from fastapi.routing import iter_route_contexts

from tests.served import Site


@pytest.fixture
def description(site: Site) -> dict:
    response = site.http.get("/api/v1/openapi.json")
    assert response.headers["api-version"] == "1.0.0"
    return response.json()


def test_the_description_is_openapi_3_with_its_version(description):
    assert description["openapi"].startswith("3.")
    assert description["info"]["version"] == "1.0.0"
    assert description["info"]["title"] == "Startgesprek"


def test_the_description_names_every_path_of_the_contract(description):
    paths = {path: set(methods) for path, methods in description["paths"].items()}
    assert paths["/api/v1/gesprekken"] == {"post"}
    assert paths["/api/v1/gesprekken/{conversation_id}/berichten"] == {"post"}
    assert paths["/api/v1/gesprekken/{conversation_id}"] == {"get", "delete"}
    assert paths["/api/v1/intakes"] == {"get"}
    assert paths["/api/v1/intakes/{intake_id}"] == {"get", "patch"}
    assert paths["/api/v1/intakes/{intake_id}/pdf"] == {"get"}


def test_every_reference_in_the_description_leads_somewhere(description):
    for reference in set(re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(description))):
        place = description
        for part in reference.split("/"):
            place = place[part]


def test_every_operation_has_a_name_of_its_own_and_says_what_it_does(description):
    operations = [operation for methods in description["paths"].values() for operation in methods.values()]
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    undescribed = [operation["operationId"] for operation in operations if not operation.get("description")]
    assert not undescribed


def test_what_goes_out_is_described_in_the_words_of_the_contract(description):
    schemas = description["components"]["schemas"]
    assert set(schemas["Antwoord"]["properties"]) == {"berichten", "voortgang", "status"}
    assert set(schemas["Begonnen"]["properties"]) == {"id", "token", "berichten", "voortgang", "status"}
    assert set(schemas["Bericht"]["properties"]) == {"tekst", "soort", "vraag", "keuzes"}
    assert set(schemas["NieuwBericht"]["properties"]) == {"bericht_id", "tekst", "keuze"}


def test_every_page_forbids_what_it_does_not_need(site):
    for path in ("/", "/gesprek", "/beoordeling/inloggen", "/api/v1/vragen", "/nergens"):
        headers = site.http.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-frame-options"] == "DENY"


def test_pages_name_no_other_place_than_their_own(site):
    for path in ("/", "/static/widget.js", "/static/widget.css", "/beoordeling/inloggen", "/beoordeling/static/review.css"):
        text = site.http.get(path).raise_for_status().text
        assert not re.search(r"""(?:src|href|url)\s*[=(]\s*["']?(?:https?:)?//""", text), path


def test_the_process_says_that_it_lives_and_can_hold_talks(site):
    assert site.http.get("/gezondheid/live").json() == {"status": "ok"}
    assert site.http.get("/gezondheid/klaar").json() == {"status": "ok"}


def test_figures_hold_nothing_of_a_client(site):
    client = site.client().up_to("aanspreeknaam")
    client.says("Kwispelstaart")
    figures = site.http.get("/metrics").text
    assert "startgesprek_beurten_total" in figures
    assert client.id not in figures
    assert "Kwispelstaart" not in figures


OPEN = {
    "/": "the talk",
    "/gesprek": "the talk",
    "/static": "its script and style",
    "/beoordeling/static": "the style of the pages",
    "/beoordeling/inloggen": "signing in",
    "/api/v1/sessies": "signing in",
    "/api/v1/openapi.json": "the description",
    "/api/v1/vragen": "the questions, the same for everybody",
    "/api/v1/gesprekken": "a new conversation",
    "/gezondheid/live": "health",
    "/gezondheid/klaar": "health",
    "/metrics": "figures",
}


def test_everything_but_a_short_list_is_closed_to_who_has_no_key(site):
    seen = set()
    for route in iter_route_contexts(site.app.routes):
        path = getattr(route, "path", "") or "/"
        seen.add(path)
        if path in OPEN:
            continue
        for method in getattr(route, "methods", None) or {"GET"}:
            response = site.http.request(method, re.sub(r"\{[^}]+\}", "x", path), json={})
            closed = response.status_code in (401, 404, 405) or response.headers.get("location", "").endswith("/inloggen")
            assert closed, f"{method} {path}: {response.status_code}"
    assert {"/beoordeling", "/api/v1/intakes", "/api/v1/gesprekken/{conversation_id}"} <= seen
    assert set(OPEN) <= seen | {"/static", "/beoordeling/static"}
