"""Two people hold their talk in the widget; a professional signs in and finds what they told, in their words and with what may work."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.seeing import wider_than_the_window
from tests.browser.widget import Widget
from tests.served import PASSWORD, Site

pytestmark = pytest.mark.browser

COOK = {
    "toestemming": ("Ja, dat is goed",),
    "gezondheid_delen": ("Ja, dat mag",),
    "aanspreeknaam": "Yusuf",
    "verhaal": "Ik ben statushouder. Ik wil kok worden. Mijn rug doet pijn. Ik heb twee kleine kinderen en geen oppas.",
    "doel": ("Betaald werk", "Nederlands leren"),
    "leeftijdsgroep": "34",
    "werksituatie": ("1 tot 3 jaar",),
    "belemmeringen": ("Lichamelijke klachten", "Zorgen voor een ander"),
    "netwerk_steun": ("Mijn partner", "Vrienden"),
    "taal_spreken": ("Een kort gesprekje",),
    "talenten": "Ik kan goed koken.",
    "contact": ("WhatsApp", "'s Avonds"),
    "contactgegevens": "06 12 34 56 78",
    "doorgaan": ("Ja, vraag maar",),
    "opleidingsniveau": ("Geen of basisschool",),
    "uitkering": "ik krijg bijstand",
    "motivatie": ("9",),
    "vertrouwen": "6",
    "andere_talen": ("Arabisch",),
    "taalles": "ja ik heb les",
    "inburgering": ("Ja, ik ben bezig",),
    "regie": "samen",
    "klopt": ("Ja, het klopt",),
}
KEVIN = {
    "toestemming": "jaa",
    "gezondheid_delen": "ja hoor",
    "aanspreeknaam": "kevin",
    "verhaal": "yo ben 19, gestopt met school. heb schulden bij zorgverzekering. wil gwn in n garage werken",
    "doel": "gwn werk",
    "leeftijdsgroep": ("Jonger dan 27",),
    "werksituatie": "al 7 mnd niet",
    "belemmeringen": "schulden en geen diploma",
    "netwerk_steun": ("Andere familie",),
    "taal_spreken": ("Ik praat vlot over alles",),
    "talenten": "sleutelen aan brommers",
    "contact": ("WhatsApp",),
    "contactgegevens": "0687654321",
    "doorgaan": ("Ja, vraag maar",),
    "opleidingsniveau": "vmbo",
    "maatje": ("Ja, graag",),
    "netwerk_rem": "ja",
    "klopt": "jep klopt",
}


def holds_talk(page: Page, site: Site, answers: dict) -> str:
    """A whole talk in the widget; gives its reference number."""
    widget = Widget(page, site.address, site.services.knowledge.questions)
    asked = widget.hold(answers)
    assert len(asked) == len(set(asked)), "no question came twice"
    assert wider_than_the_window(page) <= 0
    reference = re.search(r"SG-\w{4}-\w{4}", widget.last)
    assert reference, widget.last
    return reference.group()


def review(page: Page, site: Site, name: str) -> None:
    """Sign in and open the newest intake of this name."""
    page.goto(f"{site.address}/beoordeling")
    page.get_by_label("E-mailadres").fill(site.account())
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen").click()
    page.get_by_role("link", name=name, exact=True).first.click()


def has_element(page: Page, title: str, reason: str, paragraph: str) -> None:
    """The page proposes this element, says why in the client's words, and where in the report it stands."""
    card = page.locator("li", has=page.get_by_role("heading", name=title, exact=True)).last
    expect(card).to_contain_text("Omdat:")
    expect(card).to_contain_text(reason)
    card.get_by_text("Bron", exact=True).click()
    expect(card.locator("details")).to_contain_text(f"§ {paragraph}")


def test_a_statushouder_who_wants_to_be_a_cook(page: Page, site: Site):
    reference = holds_talk(page, site, COOK)
    review(page, site, "Yusuf")
    expect(page.get_by_role("heading", level=1)).to_have_text("Yusuf")
    expect(page.locator("main")).to_contain_text(reference)
    facts = page.locator("main")
    for label in ("betaald werk", "horeca", "lichamelijke gezondheid", "statushouder", "partner", "vrienden", "Arabisch", "bijstand"):
        expect(facts).to_contain_text(label)
    quotes = " ".join(page.locator("blockquote").all_inner_texts())
    assert "kok worden" in quotes
    assert "rug" in quotes
    assert "koken" in quotes
    expect(page.locator("dl.facts").first).to_contain_text("06 12 34 56 78")
    has_element(page, "Inburgering, opleiding en arbeidsparticipatie", "statushouder", "5.5.2")
    has_element(page, "Taal leren en werken tegelijk", "kok worden", "5.5.2")
    expect(page.get_by_text("Gevonden voor: Jongeren.")).to_have_count(0)


def test_a_nineteen_year_old_with_debts_who_writes_chat_language(page: Page, site: Site):
    holds_talk(page, site, KEVIN)
    review(page, site, "kevin")
    facts = page.locator("main")
    for label in ("schulden", "geen diploma", "jonger dan 27", "familie"):
        expect(facts).to_contain_text(re.compile(label, re.I))
    quotes = " ".join(page.locator("blockquote").all_inner_texts())
    assert "schulden" in quotes
    assert "gestopt met school" in quotes
    assert "brommers" in quotes
    has_element(page, "Jongere centraal stellen", "19", "5.3")


@pytest.mark.parametrize("page", ["laptop"], indirect=True)
def test_a_professional_writes_a_note_changes_the_status_and_takes_the_summary_along(page: Page, site: Site):
    client = site.client().up_to("aanspreeknaam")
    client.says("Mirjam")
    client.says("Ik wil graag in de zorg werken.")
    client.up_to("klopt").presses("ja")
    review(page, site, "Mirjam")
    page.get_by_label("Status").select_option("in_behandeling")
    page.get_by_role("button", name="Bewaar status").click()
    expect(page.get_by_label("Status")).to_have_value("in_behandeling")
    page.get_by_label("Notitie").fill("Bel dinsdag <b>terug</b>")
    page.get_by_role("button", name="Bewaar notitie").click()
    expect(page.locator(".note")).to_contain_text("Bel dinsdag <b>terug</b>")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download PDF").click()
    assert re.fullmatch(r"SG-\w{4}-\w{4}\.pdf", download.value.suggested_filename)
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
    page.go_back()
    page.reload()
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
