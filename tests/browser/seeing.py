"""What there is to see on a page besides its words: what axe finds wrong, what sticks out, what the browser complains of."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

COMPLAINTS: dict[Page, list[str]] = {}  # what the browser complained of while a page was open
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def found_by_axe(page: Page) -> list[dict[str, Any]]:
    """What axe finds wrong on this page, briefly; that axe itself may set no styles here is no complaint of the page."""
    before = len(COMPLAINTS[page])
    result = Axe().run(page, options={"runOnly": {"type": "tag", "values": STANDARDS}})
    page.evaluate("0")  # lets what axe said come in
    del COMPLAINTS[page][before:]
    return [
        {"rule": found["id"], "where": [node["target"] for node in found["nodes"]][:5], "help": found["help"]}
        for found in result.response["violations"]
    ]


def wider_than_the_window(page: Page) -> int:
    """How many pixels the page sticks out of the window at the side."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
