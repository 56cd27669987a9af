"""The widget as a client handles it: by its words, its buttons and the keyboard."""

import re

from playwright.sync_api import Locator, Page, expect

from knowledge.models import Question

OF_THE_BOT = re.compile(r"\bbot\b")


class Widget:
    """The talk on a page."""

    def __init__(self, page: Page, address: str, questions: dict[str, Question] | None = None) -> None:
        self.page = page
        self.questions = questions or {}
        page.goto(address)
        expect(self.replies.first).to_be_visible(timeout=10_000)

    @property
    def panel(self) -> Locator:
        return self.page.locator("start-gesprek section.panel")

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log")

    @property
    def replies(self) -> Locator:
        return self.page.get_by_role("group", name="Snelle antwoorden").get_by_role("button")

    @property
    def field(self) -> Locator:
        return self.page.get_by_label("Je antwoord")

    @property
    def last(self) -> str:
        """What the bot said last."""
        return self.log.locator("p.bot").last.inner_text()

    def says(self, text: str) -> None:
        self.field.fill(text)
        self.field.press("Enter")
        self.until_answered()

    def presses(self, *words: str) -> None:
        """Press one button, or several and then the one that sends them."""
        several = self.replies.get_by_text("Klaar met kiezen").count() > 0
        for title in words:
            self.replies.filter(has_text=title).first.click()
        if several:
            self.replies.get_by_text("Klaar met kiezen").click()
        self.until_answered()

    def skips(self) -> None:
        self.page.get_by_role("group", name="Hulp bij het gesprek").get_by_role("button", name="Overslaan").click()
        self.until_answered()

    def moves(self, words: str) -> None:
        """Something from behind "Meer"."""
        self.page.get_by_text("Meer", exact=True).click()
        self.page.get_by_role("button", name=words, exact=True).click()
        self.until_answered()

    def until_answered(self) -> None:
        expect(self.panel).not_to_have_attribute("aria-busy", "true")
        expect(self.log.locator("p").last).to_have_class(OF_THE_BOT)

    @property
    def question(self) -> str | None:
        """Which question the bot put last."""
        said = self.last.removeprefix("Assistent:").strip()
        return next((name for name, question in self.questions.items() if said in (question.tekst, question.eenvoudig)), None)

    def hold(self, answers: dict[str, str | tuple[str, ...]], most: int = 45) -> list[str | None]:
        """Answer each question by typing a text or pressing buttons, skip the others; gives the questions that came."""
        asked: list[str | None] = []
        while len(asked) < most:
            if self.page.get_by_text("Klaar. Dank je wel.").count():
                return asked
            asked.append(self.question)
            answer = answers.get(self.question or "")
            if answer is None:
                self.skips()
            elif isinstance(answer, str):
                self.says(answer)
            else:
                self.presses(*answer)
        raise AssertionError(f"the talk did not end: {asked}; last: {self.last}")
