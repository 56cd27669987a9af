"""The professionals' pages in a browser: accessible, whole on a small screen, and to be used with the keyboard."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.seeing import found_by_axe, wider_than_the_window
from tests.served import Client, Site

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def told() -> dict[str, str]:
    """The intake of this module, once it has been told."""
    return {}


@pytest.fixture
def intake(site: Site, told: dict[str, str]) -> str:
    """An intake with facts of every theme and a signal; told once, the tests only look."""
    if "id" not in told:
        client = site.client().up_to("aanspreeknaam")
        client.says("Bartholomeus-Alexander van der Langeachternaam-Nogveellanger")
        client.says(
            "Ik ben 34 jaar en statushouder. Ik wil kok worden, maar ik heb pijn in mijn rug, schulden en twee kleine kinderen. "
            "Mijn zus helpt mij. Ik heb al drie dagen geen geld voor eten."
        )
        client.presses("ja")
        answers = {
            "talenten": "Ik kan goed " + "taartenbakken" * 12,
            "contactgegevens": "yusuf.met.een.heel.lang.adres@voorbeeld-van-een-domein.nl",
        }
        told["id"] = finish(client, answers)
    return told["id"]


def finish(client: Client, answers: dict[str, str]) -> str:
    for _ in range(60):
        if client.last["status"] != "bezig":
            return client.id
        if client.open in answers:
            client.says(answers[client.open])
        else:
            client.presses({"contact": "mail", "taal_spreken": "A2", "klopt": "ja", None: "ja"}.get(client.open, "overslaan"))
    raise AssertionError(client.last)


@pytest.fixture
def professional(page: Page, site: Site) -> Page:
    token = site.professional().headers["Authorization"].split()[1]
    page.context.add_cookies([{"name": "startgesprek_sessie", "value": token, "url": site.address}])
    return page


@pytest.mark.parametrize("page", ["telefoon", "laptop"], indirect=True)
@pytest.mark.parametrize(
    "path", ["/beoordeling", "/beoordeling?status=afgesloten", "/beoordeling/intakes/{id}", "/beoordeling/intakes/bestaat-niet"]
)
def test_axe_finds_nothing_and_nothing_falls_outside_the_window(professional, site, intake, path):
    professional.goto(site.address + path.format(id=intake))
    for closed in professional.locator("details").all():
        closed.evaluate("details => { details.open = true }")
    assert found_by_axe(professional) == []
    assert wider_than_the_window(professional) <= 0
    professional.set_viewport_size({"width": 320, "height": 600})
    assert wider_than_the_window(professional) <= 0


def test_signing_in_is_accessible_and_says_what_is_wrong(page, site):
    page.goto(f"{site.address}/beoordeling")
    assert found_by_axe(page) == []
    page.get_by_label("E-mailadres").fill("iemand@voorbeeld.nl")
    page.get_by_label("Wachtwoord").fill("geheim")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("horen niet bij elkaar")
    expect(page.get_by_label("E-mailadres")).to_have_value("iemand@voorbeeld.nl")
    expect(page.get_by_label("Wachtwoord")).to_have_value("")
    expect(page.get_by_label("Wachtwoord")).to_have_attribute("aria-describedby", "fout")
    assert found_by_axe(page) == []


def test_what_is_urgent_stands_first_on_the_list_and_on_the_page(professional, site, intake):
    professional.goto(f"{site.address}/beoordeling")
    expect(professional.locator(".cards > li").first).to_contain_text("Dringend")
    professional.goto(f"{site.address}/beoordeling/intakes/{intake}")
    expect(professional.get_by_role("heading", level=2).first).to_have_text("Dringend")


@pytest.mark.parametrize("page", ["laptop"], indirect=True)
def test_the_list_and_an_intake_can_be_used_with_the_keyboard(professional, site, intake):
    professional.goto(f"{site.address}/beoordeling")
    professional.keyboard.press("Tab")
    expect(professional.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    expect(professional.get_by_role("link", name="Naar de inhoud")).to_be_in_viewport()
    professional.get_by_role("link", name="Bartholomeus", exact=False).first.focus()
    professional.keyboard.press("Enter")
    expect(professional.get_by_role("heading", level=1)).to_contain_text("Bartholomeus")
    professional.get_by_text("Bij welke vraag?").first.focus()
    professional.keyboard.press("Enter")
    expect(professional.locator("details").first).to_have_attribute("open", "")


def test_a_page_that_is_not_there_is_a_page(professional, site):
    answer = professional.goto(f"{site.address}/beoordeling/intakes/bestaat-niet")
    assert answer.status == 404
    expect(professional.get_by_role("heading", level=1)).to_have_text("Niet gevonden")
    answer = professional.goto(f"{site.address}/beoordeling?pagina=nul")
    assert answer.status == 422
    expect(professional.get_by_role("link", name="Naar de lijst")).to_be_visible()
