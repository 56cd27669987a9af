"""A client for tests of the talk without Rasa: says a text with a given reading, and keeps what the bot answered."""

from datetime import UTC, datetime, timedelta

from intake import answers, asking, corrections, ending, moves, signals
from intake.reading import ReadFact, Reading, ReadSignal, Withdrawn
from intake.records.conversations import ConversationRow
from intake.turn import Bericht, House, Turn, new_row
from knowledge.models import Knowledge

NOW = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)
MOVE = {
    "vraag_waarom": moves.explain_why,
    "wie_ziet_dit": moves.who_sees,
    "begrijp_niet": moves.simpler,
    "overslaan": moves.skip,
    "terug": moves.back,
    "corrigeer": corrections.correct,
    "samenvatting_tonen": moves.show_summary,
    "pauze": ending.pause,
    "stop": ending.stop,
    "verwijder": ending.ask_to_erase,
    "signaal": signals.answer_signal,
}


def facts(text: str, *pairs: str) -> tuple[ReadFact, ...]:
    """Facts written as "veld: waarde", with the whole text as their quote, or as "veld: waarde @ quote"."""
    return tuple(fact(text, *pair.partition(" @ ")[::2]) for pair in pairs)


def fact(text: str, pair: str, quote: str) -> ReadFact:
    veld, waarde = pair.split(": ", 1)
    start = text.index(quote)
    return ReadFact(veld, waarde, quote or text, start, start + len(quote or text))


class Talker:
    """One conversation; every call is one turn."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.row: ConversationRow = new_row("c1", "hash", "web", NOW)
        self.now = NOW
        self.last: list[Bericht] = []
        self.forgotten = False
        self._turn("", Reading(), lambda turn: None)

    def says(
        self, text: str, *pairs: str, move: str | None = None, gevoelig: tuple[tuple[int, int], ...] = (), **more: object
    ) -> list[Bericht]:
        """Say something that is read as these facts, as a plain answer or as a move."""
        taken = tuple(Withdrawn(*(part or None for part in pair.split(": ", 1))) for pair in more.get("weg", ()))
        danger = tuple(ReadSignal(code, text, 0, len(text)) for code in more.get("signalen", ()))
        reading = Reading(move, facts(text, *pairs), danger, gevoelig, taken, tuple(more.get("over", ())))
        return self._turn(text, reading, MOVE["signaal"] if danger else MOVE[move] if move else answers.take_in)

    def _turn(self, text: str, reading: Reading, act) -> list[Bericht]:
        self.now += timedelta(minutes=1)
        turn = Turn(self.row, self.knowledge, House("Voorbeeldstad", "14 012"), self.now, text=text, reading=reading)
        turn.waiting, self.row.wacht_op = self.row.wacht_op, None
        if self.row.status == "gepauzeerd":
            self.row.status, turn.resumed = "bezig", True
        turn.reread = lambda said, question: reading
        act(turn)
        asking.ask(turn)
        self.last, self.forgotten = turn.said, self.forgotten or turn.forget
        return turn.said

    @property
    def open(self) -> str | None:
        return self.row.open_vraag

    @property
    def known(self) -> dict[str, set[str]]:
        from intake.facts import values

        return {veld: set(of_field) for veld, of_field in values(self.row).items()}

    def words(self) -> str:
        return "\n".join(message.tekst for message in self.last)

    def up_to(self, question: str, health: str = "ja") -> "Talker":
        """Agree, and skip every question before this one."""
        while self.open != question:
            if self.open == "toestemming":
                self.says("ja", "toestemming: ja")
            elif self.open == "gezondheid_delen":
                self.says(health, f"gezondheid_delen: {health}")
            elif self.open == "verhaal":
                self.says("Ik zoek iets.")
            else:
                self.says("overslaan", move="overslaan")
        return self
