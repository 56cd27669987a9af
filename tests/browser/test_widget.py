"""The widget for everybody: small screens, keyboard, screen readers, a lost connection, coming back later."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.seeing import found_by_axe, wider_than_the_window
from tests.browser.widget import Widget
from tests.served import Site

pytestmark = pytest.mark.browser
MARK_UP = '<script>document.title="gekaapt"</script><img src=x onerror="document.title=\'gekaapt\'"><b>vet</b>'


@pytest.fixture
def widget(page: Page, site: Site) -> Widget:
    return Widget(page, site.address, site.services.knowledge.questions)


def up_to(widget: Widget, question: str) -> Widget:
    for _ in range(40):
        if widget.question == question:
            return widget
        if widget.question in ("toestemming", "gezondheid_delen"):
            widget.presses("Ja,")
        else:
            widget.skips()
    raise AssertionError(question)


@pytest.mark.parametrize("page", ["telefoon", "laptop"], indirect=True)
@pytest.mark.parametrize("question", ["toestemming", "belemmeringen", "taal_spreken", "contactgegevens", "motivatie", "klopt"])
def test_axe_finds_nothing_at_any_kind_of_question(widget, question):
    if question == "contactgegevens":
        up_to(widget, "contact").presses("E-mail")
    up_to(widget, question)
    assert found_by_axe(widget.page) == []
    assert wider_than_the_window(widget.page) <= 0


def test_axe_finds_nothing_with_the_menu_open_at_a_signal_and_at_the_end(widget):
    up_to(widget, "doel")
    widget.page.get_by_text("Meer", exact=True).click()
    assert found_by_axe(widget.page) == []
    widget.page.keyboard.press("Escape")
    widget.says("Ik wil niet meer leven")
    expect(widget.log.locator(".signaal").first).to_contain_text("113")
    assert found_by_axe(widget.page) == []
    widget.presses("Stoppen")
    assert found_by_axe(widget.page) == []


@pytest.mark.parametrize(("width", "height"), [(320, 568), (320, 256), (740, 360)])
def test_nothing_falls_outside_a_small_window_and_every_reply_can_be_reached(widget, width, height):
    up_to(widget, "belemmeringen")
    widget.page.set_viewport_size({"width": width, "height": height})
    assert wider_than_the_window(widget.page) <= 0
    for reply in (widget.replies.first, widget.replies.last):
        reply.scroll_into_view_if_needed()
        expect(reply).to_be_in_viewport()
    expect(widget.field).to_be_in_viewport()


def test_everything_is_large_enough_to_press(widget):
    up_to(widget, "motivatie")
    buttons = widget.page.get_by_role("button")
    for place in range(buttons.count()):
        box = buttons.nth(place).bounding_box()
        assert box is None or (box["height"] >= 44 and box["width"] >= 24), buttons.nth(place).inner_text()


@pytest.mark.parametrize("page", ["laptop"], indirect=True)
def test_a_talk_can_be_held_with_the_keyboard_alone(widget):
    page = widget.page
    widget.replies.first.focus()
    page.keyboard.press("Enter")
    widget.until_answered()
    assert widget.question == "gezondheid_delen"
    expect(widget.replies.first).to_be_focused()
    page.keyboard.press("Tab")
    expect(widget.replies.nth(1)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    widget.until_answered()
    assert widget.question == "aanspreeknaam"
    expect(widget.field).to_be_focused()
    page.keyboard.type("Sam")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("de Boer")
    page.keyboard.press("Enter")
    widget.until_answered()
    expect(widget.log.locator(".client").last).to_contain_text("Sam\nde Boer")
    for _ in range(2):
        page.keyboard.press("Tab")  # send, skip
    page.keyboard.press("Enter")
    widget.until_answered()
    assert widget.question == "doel"


def test_what_is_said_is_announced_and_every_part_has_a_name(widget):
    expect(widget.log).to_have_attribute("aria-live", "polite")
    expect(widget.page.get_by_role("textbox", name="Je antwoord")).to_be_visible()
    expect(widget.page.get_by_role("progressbar", name="Hoe ver je bent")).to_be_visible()
    expect(widget.panel).to_have_attribute("lang", "nl")
    expect(widget.page.locator("html")).to_have_attribute("lang", "nl")
    up_to(widget, "aanspreeknaam").says("Sam")
    assert widget.log.locator("p").all_inner_texts()[-3].startswith(("Jij:", "Assistent:"))


def test_the_focus_can_be_seen(widget):
    widget.page.keyboard.press("Tab")
    widget.field.focus()
    assert widget.field.evaluate("field => getComputedStyle(field).outlineStyle") == "solid"


def test_several_choices_are_marked_and_sent_together(widget):
    up_to(widget, "netwerk_steun")
    first = widget.replies.filter(has_text="Mijn partner")
    first.click()
    expect(first).to_have_attribute("aria-pressed", "true")
    widget.replies.filter(has_text="Vrienden").click()
    first.click()
    expect(first).to_have_attribute("aria-pressed", "false")
    first.click()
    widget.replies.get_by_text("Klaar met kiezen").click()
    widget.until_answered()
    expect(widget.log.locator(".client").last).to_contain_text("Vrienden, Mijn partner")


def test_can_do_sentences_stand_on_the_choices_about_language(widget):
    up_to(widget, "taal_spreken")
    expect(widget.replies.filter(has_text="Een kort gesprekje")).to_contain_text("boodschappen")
    widget.replies.filter(has_text="Een kort gesprekje").click()
    widget.until_answered()
    expect(widget.log.locator(".client").last).to_contain_text("Een kort gesprekje")


def test_mark_up_stays_text(widget):
    up_to(widget, "verhaal").says(MARK_UP)
    expect(widget.log.locator(".client").last).to_contain_text(MARK_UP)
    assert widget.page.title() == "Startgesprek"
    assert widget.log.locator("img, script, b").count() == 0


def test_a_professional_sees_mark_up_as_text_too(widget, site):
    client = site.client().up_to("aanspreeknaam")
    client.says(MARK_UP)
    client.says(MARK_UP)
    client.up_to("klopt").presses("ja")
    page, key = widget.page, site.professional().headers["Authorization"].split()[1]
    page.context.add_cookies([{"name": "startgesprek_sessie", "value": key, "url": site.address}])
    for path in ("/beoordeling", f"/beoordeling/intakes/{client.id}"):
        page.goto(site.address + path)
        expect(page.locator("main")).to_contain_text(MARK_UP)
        assert "gekaapt" not in page.title() or "<script>" in page.title()
        assert page.locator("main img, main script, main b").count() == 0


def test_who_closes_the_page_goes_on_where_they_were(widget):
    up_to(widget, "aanspreeknaam").says("Sam")
    said = widget.log.locator("p").all_inner_texts()
    widget.page.reload()
    expect(widget.log.locator("p").nth(len(said) - 1)).to_be_visible()
    assert widget.log.locator("p").all_inner_texts() == said
    assert widget.question == "verhaal"


def test_a_message_lost_on_the_way_is_sent_again_and_counts_once(widget):
    up_to(widget, "doel")
    page = widget.page
    page.route("**/berichten", lambda route: route.abort())
    widget.field.fill("Ik wil werken")
    widget.field.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("geen verbinding")
    page.unroute("**/berichten")

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/berichten", lose_the_answer, times=1)
    page.get_by_role("button", name="Probeer opnieuw").click()
    expect(page.get_by_role("alert")).to_contain_text("geen verbinding")
    page.get_by_role("button", name="Probeer opnieuw").click()
    expect(page.get_by_role("alert")).to_be_hidden()
    widget.until_answered()
    page.reload()
    expect(widget.log.locator(".client").last).to_contain_text("Ik wil werken")
    assert sum("Ik wil werken" in text for text in widget.log.locator("p").all_inner_texts()) == 1


def test_a_refused_message_gives_the_words_and_the_buttons_back(widget):
    up_to(widget, "doel")
    buttons = widget.replies.count()
    widget.field.fill("///")
    widget.field.press("Enter")
    expect(widget.page.get_by_role("alert")).to_contain_text("Ik kan alleen tekst lezen")
    expect(widget.field).to_have_value("///")
    assert widget.replies.count() == buttons
    widget.says("Ik wil werken")
    assert widget.question != "doel"


def test_a_long_message_is_read_from_its_beginning_and_a_button_leads_on(widget):
    expect(widget.log.locator("p").first).to_be_in_viewport()
    expect(widget.page.get_by_role("button", name="Lees verder")).to_be_visible()
    widget.page.get_by_role("button", name="Lees verder").click()
    expect(widget.replies.last).to_be_in_viewport()
    expect(widget.page.get_by_role("button", name="Lees verder")).to_be_hidden()


def test_after_the_end_the_next_person_begins_with_an_empty_page(widget):
    up_to(widget, "klopt").presses("Ja, het klopt")
    expect(widget.page.get_by_text("Klaar. Dank je wel.")).to_be_visible()
    widget.presses("Nieuw gesprek beginnen")
    assert widget.question == "toestemming"
    assert widget.log.locator(".client").count() == 0


def test_having_everything_deleted_leaves_nothing_on_the_page_after_a_reload(widget):
    up_to(widget, "verhaal").says("Ik wil goochelaar worden")
    widget.moves("Alles verwijderen")
    widget.presses("Ja, verwijder alles")
    widget.page.reload()
    expect(widget.log.locator("p").first).to_be_visible()
    assert "goochelaar" not in widget.log.inner_text()


def test_one_script_tag_puts_the_talk_on_any_page_and_it_opens_and_closes(page, site):
    page.route(f"{site.address}/proef", lambda route: route.fulfill(content_type="text/html", body=HOST.replace("HERE", site.address)))
    page.goto(f"{site.address}/proef")
    launcher = page.get_by_role("button", name="Praat met ons")
    launcher.click()
    expect(page.get_by_role("group", name="Snelle antwoorden").get_by_role("button").first).to_be_visible()
    assert found_by_axe(page) == []
    assert wider_than_the_window(page) <= 0
    page.get_by_role("button", name="Sluiten").click()
    expect(launcher).to_be_focused()


HOST = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Gemeente Voorbeeldstad</title></head><body><main><h1>Welkom</h1><p>Over werk en inkomen.</p></main>
<script src="HERE/static/widget.js" data-titel="Praat met ons"></script></body></html>"""
