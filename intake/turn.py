"""One turn of the talk: what a client's message meets, and what the bot says back. Knows no Rasa and no web."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

from intake.reading import Reading
from intake.records.conversations import AnswerRow, ConversationRow
from knowledge.models import Knowledge, Question

LONGEST_READ = 4000  # characters of a message that are understood; the record keeps the whole text


@dataclass(frozen=True)
class Keuze:
    """A quick reply: the words on the button and the value that it stands for."""

    titel: str
    waarde: str
    uitleg: str | None = None


@dataclass(frozen=True)
class Bericht:
    """One message of the bot (contract, section 2). `soort`: vraag, uitleg, bevestiging, signaal, samenvatting or afsluiting."""

    tekst: str
    soort: str
    vraag: str | None = None
    keuzes: tuple[Keuze, ...] = ()


@dataclass(frozen=True)
class House:
    """What the municipality fills in: its name and how to reach it."""

    gemeente: str
    telefoon: str


@dataclass
class Turn:
    """A message on its way through the talk.

    `text` is what the client wrote, `reading` what was understood in it, `said` what the bot answers.
    `reread` reads an older text again under a question; needed when consent for health is withdrawn.
    """

    row: ConversationRow
    knowledge: Knowledge
    house: House
    now: datetime
    text: str = ""
    reading: Reading = field(default_factory=Reading)
    reread: Callable[[str, str | None], Reading] = lambda text, question: Reading()
    said: list[Bericht] = field(default_factory=list)
    waiting: str | None = None  # the yes or no that the bot asked beside the questions (see pending.py)
    resumed: bool = False  # the talk was paused until this message
    ask: bool = True  # whether the open question is put at the end of this turn
    forget: bool = False  # the record is to be emptied when this turn ends
    failure: Exception | None = None  # what went wrong in an action, to be raised by who began the turn

    @property
    def easy(self) -> bool:
        """Whether this client gets the A2 texts (contract, section 1: on request, or with Dutch below B1)."""
        from intake.facts import values

        return self.row.eenvoudig or "ja" in self.knowledge.derive(values(self.row)).get("nederlands_onder_b1", frozenset())

    @property
    def question(self) -> Question | None:
        """The question that is open now."""
        return self.knowledge.questions[self.row.open_vraag] if self.row.open_vraag else None

    def say(self, text_id: str, soort: str = "uitleg", keuzes: tuple[Keuze, ...] = (), vraag: str | None = None, **fill: str) -> None:
        """Add a message from knowledge/texts; `fill` goes into its placeholders as plain text."""
        words = self.knowledge.texts[text_id].say(self.easy, gemeente=self.house.gemeente, telefoon=self.house.telefoon, **fill)
        self.said.append(Bericht(words, soort, vraag, keuzes))

    def new_answer(self, question_id: str, text: str, unread: bool = False) -> AnswerRow:
        """Add an answer to the record; its number follows the last."""
        answer = AnswerRow(
            nummer=len(self.row.answers) + 1, vraag=question_id, tekst=text, tijd=self.now, gecorrigeerd=False, ongelezen=unread
        )
        self.row.answers.append(answer)
        return answer


def new_row(conversation_id: str, token_hash: str, kanaal: str, now: datetime, uitnodiging: str | None = None) -> ConversationRow:
    """An empty conversation."""
    return ConversationRow(
        id=conversation_id,
        token_hash=token_hash,
        kanaal=kanaal,
        status="bezig",
        begonnen_op=now,
        laatst_actief_op=now,
        eindigt_op=now,
        uitnodiging=uitnodiging,
        gesteld=[],
        overgeslagen=[],
        beantwoord=[],
        pogingen=0,
        eenvoudig=False,
    )


under_way: ContextVar[Turn] = ContextVar("under_way")
"""The turn that this process is working on: the engine sets it, the actions and the tracker store find it here."""
