"""Who may see the professionals' side, and what keeps others out."""

import re

import httpx
import pytest
from sqlalchemy import select

from intake.records.audit import AuditRow
from intake.records.staff import StaffSessionRow
from tests.served import PASSWORD, Site


@pytest.fixture
def intake(site: Site) -> str:
    client = site.client().up_to("aanspreeknaam")
    client.says("Mirjam")
    client.says("Ik wil graag in de zorg werken.")
    client.up_to("klopt").presses("ja")
    return client.id


@pytest.fixture
def browser(site: Site) -> httpx.Client:
    """Somebody with a browser's jar of cookies, not signed in."""
    return httpx.Client(base_url=site.address, timeout=20)


def signed_in(site: Site, browser: httpx.Client) -> httpx.Client:
    response = browser.post("/beoordeling/inloggen", data={"email": site.account(), "wachtwoord": PASSWORD})
    assert response.headers["location"] == "/beoordeling"
    return browser


def csrf(page: httpx.Response) -> str:
    return re.search(r'name="csrf" value="([0-9a-f]+)"', page.text).group(1)


def test_who_is_not_signed_in_is_sent_to_the_form(browser, intake):
    for path in ("/beoordeling", f"/beoordeling/intakes/{intake}", f"/beoordeling/intakes/{intake}/samenvatting.pdf"):
        response = browser.get(path)
        assert (response.status_code, response.headers["location"]) == (303, "/beoordeling/inloggen")
    assert browser.get(f"/api/v1/intakes/{intake}").status_code == 401
    assert browser.get(f"/api/v1/intakes/{intake}").headers["www-authenticate"] == "Bearer"


def test_the_token_of_a_client_opens_nothing_here(site, intake):
    client = site.client()
    assert site.http.get("/api/v1/intakes", headers=client.key).status_code == 401
    assert site.http.get(f"/api/v1/intakes/{intake}", headers=client.key).status_code == 401


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(site, browser):
    wrong = browser.post("/beoordeling/inloggen", data={"email": site.account(), "wachtwoord": "niet dit wachtwoord"})
    unknown = browser.post("/beoordeling/inloggen", data={"email": "niemand@voorbeeld.test", "wachtwoord": PASSWORD})
    assert wrong.status_code == unknown.status_code == 401
    assert re.sub(r'value="[^"]*"', "", wrong.text) == re.sub(r'value="[^"]*"', "", unknown.text)
    assert "set-cookie" not in wrong.headers


@pytest.mark.parametrize("given", ["' OR '1'='1", "<script>", "\x00", "😀", "a" * 5000])
def test_odd_names_and_passwords_are_just_wrong(browser, given):
    assert browser.post("/beoordeling/inloggen", data={"email": given, "wachtwoord": given}).status_code == 401
    assert browser.post("/api/v1/sessies", json={"email": given[:200], "wachtwoord": given[:200]}).status_code == 401


def test_guessing_is_stopped(site, browser):
    from bot.web.limits import Limits

    freely = site.app.state.limits
    site.app.state.limits = Limits(site.settings)
    try:
        tried = [browser.post("/beoordeling/inloggen", data={"email": "a@b.nl", "wachtwoord": "x"}).status_code for _ in range(11)]
    finally:
        site.app.state.limits = freely
    assert tried == [401] * 10 + [429]


def test_the_session_is_for_the_browser_alone_and_ends_with_signing_out(site, browser):
    response = browser.post("/beoordeling/inloggen", data={"email": site.account(), "wachtwoord": PASSWORD})
    cookie = response.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    token = browser.cookies["startgesprek_sessie"]
    with site.services.store.reading() as session:
        assert token not in session.scalars(select(StaffSessionRow.token_hash)).all()
    page = browser.get("/beoordeling")
    assert page.headers["cache-control"] == "no-store"
    assert browser.post("/beoordeling/uitloggen", data={"csrf": csrf(page)}).status_code == 303
    assert browser.get("/beoordeling", cookies={"startgesprek_sessie": token}).status_code == 303


def test_a_form_of_another_site_changes_nothing(site, browser, intake):
    signed_in(site, browser)
    page = browser.get(f"/beoordeling/intakes/{intake}")
    assert csrf(page)
    for data in ({"status": "afgesloten"}, {"status": "afgesloten", "csrf": "0" * 64}, {"status": "afgesloten", "csrf": "é"}):
        assert browser.post(f"/beoordeling/intakes/{intake}/status", data=data).status_code == 403
    assert browser.post("/beoordeling/uitloggen").status_code == 403
    foreign = browser.post("/beoordeling/inloggen", data={"email": "a", "wachtwoord": "b"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403
    assert browser.get(f"/api/v1/intakes/{intake}").json()["status"] == "nieuw"


def test_a_change_by_cookie_has_to_be_json(site, browser, intake):
    signed_in(site, browser)
    plain = browser.patch(f"/api/v1/intakes/{intake}", content=b'{"status": "afgesloten"}', headers={"Content-Type": "text/plain"})
    assert plain.status_code in (415, 422)
    assert browser.get(f"/api/v1/intakes/{intake}").json()["status"] == "nieuw"


def test_every_look_is_written_down_without_saying_at_whom(site, intake):
    professional = site.professional()
    with site.services.store.reading() as session:
        before = len(session.scalars(select(AuditRow)).all())
    professional.get(f"/api/v1/intakes/{intake}").raise_for_status()
    professional.get(f"/api/v1/intakes/{intake}/pdf").raise_for_status()
    with site.services.store.reading() as session:
        written = session.scalars(select(AuditRow).order_by(AuditRow.id)).all()[before:]
    assert [line.actie for line in written] == ["ingezien", "pdf"]
    assert not [line for line in written if intake in line.object or "Mirjam" in line.object]
